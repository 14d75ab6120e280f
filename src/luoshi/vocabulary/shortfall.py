"""The words by which a report admits a shortfall (``data/shortfall.tsv``)."""

import re
from functools import cache

from luoshi.vocabulary.tables import read_table


@cache
def shortfall() -> re.Pattern[str]:
    """The table as one pattern.

    :raises VocabularyError: on a pattern that is none.
    """
    found: list[str] = []
    for row in read_table("shortfall.tsv", 2):
        pattern, _remark = row.cells
        try:
            re.compile(pattern)
        except re.error as error:
            raise row.error(f"{pattern!r} is no pattern: {error}") from None
        found.append(pattern)
    return re.compile("|".join(found))
