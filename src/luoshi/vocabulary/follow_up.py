"""The words by which a later report speaks of what an earlier one promised or admitted."""

import re
from dataclasses import dataclass
from functools import cache

from luoshi.vocabulary.tables import read_table

_SAYS = ("finished", "going", "shortfall")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """``data/follow_up.tsv`` as one pattern for each thing said."""

    finished: re.Pattern[str]
    going: re.Pattern[str]
    shortfall: re.Pattern[str]


@cache
def follow_up() -> FollowUp:
    """The table, loaded once.

    :raises VocabularyError: on a row that says something unknown, or a pattern that is none.
    """
    found: dict[str, list[str]] = {says: [] for says in _SAYS}
    for row in read_table("follow_up.tsv", 3):
        pattern, says, _remark = row.cells
        if says not in found:
            raise row.error(f"{says!r} is none of {', '.join(_SAYS)}")
        try:
            re.compile(pattern)
        except re.error as error:
            raise row.error(f"{pattern!r} is no pattern: {error}") from None
        found[says].append(pattern)
    return FollowUp(*(re.compile("|".join(found[says])) for says in _SAYS))
