"""What is done with the things that a quota counts: 招引, 开工, 竣工 …"""

import re
from functools import cache

from luoshi.vocabulary.tables import read_table


def deeds_in(quote: str) -> frozenset[str]:
    """The deeds that a quote names; none where it says nothing of a deed."""
    return frozenset(deed for deed, pattern in _table() if pattern.search(quote))


@cache
def _table() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """:raises VocabularyError: on a deed given twice or a pattern that is none."""
    found: dict[str, re.Pattern[str]] = {}
    for row in read_table("deeds.tsv", 3):
        deed, pattern, _remark = row.cells
        if deed in found:
            raise row.error(f"{deed!r} is given twice")
        try:
            found[deed] = re.compile(pattern)
        except re.error as error:
            raise row.error(f"{pattern!r} is no pattern: {error}") from None
    return tuple(found.items())
