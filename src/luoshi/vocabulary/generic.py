"""Names that name nothing: 50个项目 is no thing that another report could speak of."""

import re
from functools import cache

from luoshi.vocabulary.tables import read_table


def is_generic(subject: str) -> bool:
    """Whether a subject has no word but generic ones: 重点项目, 年度投资; 农家书屋 has."""
    return len(_words().sub("", subject)) < 2


@cache
def _words() -> re.Pattern[str]:
    """:raises VocabularyError: on a row that is no pattern."""
    patterns = []
    for row in read_table("generic.tsv", 2):
        try:
            re.compile(row.cells[0])
        except re.error as error:
            raise row.error(f"{row.cells[0]!r} is no pattern: {error}") from None
        patterns.append(row.cells[0])
    return re.compile("|".join(patterns))
