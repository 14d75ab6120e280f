"""The words beside a number that say how it bounds what it measures: 不低于, 近, 以上, 左右 …"""

from dataclasses import dataclass
from functools import cache

from luoshi.vocabulary.tables import read_table

BOUNDS = ("about", "at_least", "at_most", "nearly", "more_than")


@dataclass(frozen=True, slots=True)
class BoundWords:
    """``before`` and ``after`` lead from a word to its bound and to the neighbours that make it another word.

    ``lasts`` and ``firsts`` are the characters next to the number that any such word can show: all other
    numbers are passed over by one look.
    """

    before: dict[str, tuple[str, str]]
    after: dict[str, tuple[str, str]]
    lasts: frozenset[str]
    firsts: frozenset[str]
    longest_before: int
    longest_after: int


@cache
def load_bounds() -> BoundWords:
    """The table ``data/bounds.tsv``.

    :raises VocabularyError: on an unknown bound or side, or a word given twice on one side.
    """
    sides: dict[str, dict[str, tuple[str, str]]] = {"before": {}, "after": {}}
    for row in read_table("bounds.tsv", 5):
        word, side, bound, unless, _remark = row.cells
        if side not in sides or bound not in BOUNDS or not word:
            raise row.error(
                f"{word!r}, {side!r}, {bound!r}: a word, before or after, and a bound belong here"
            )
        if word in sides[side]:
            raise row.error(f"{word!r} is given twice")
        sides[side][word] = (bound, unless)
    before, after = sides["before"], sides["after"]
    return BoundWords(
        before,
        after,
        frozenset(word[-1] for word in before),
        frozenset(word[0] for word in after),
        max(map(len, before)),
        max(map(len, after)),
    )
