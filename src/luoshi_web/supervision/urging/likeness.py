"""Whether two items ask the same. Pure. Repeat and multi-headed supervision is forbidden (政府督查工作条例 art 15).

The same entry of a report, the same listed indicator, or titles alike by pairs of characters: whoever decides sees all three
with the reason. Titles that number their things differently (第一期, 第二期) are different matters however alike.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from luoshi.reconcile.likeness import bare, pairs

_ORDINAL = re.compile(r"第[0-9０-９一二三四五六七八九十百]+|[一二三四五六七八九十]+(?=期|标段|批)")
_MARKS = re.compile(r"[，。；、：,.;:\-—·0-9０-９%％]+")


@dataclass(frozen=True)
class Matter:
    """What an item asks of an office. ``entry`` and ``indicator`` are empty where it has none."""

    item: int | None
    office: int
    title: str
    entry: int | None = None
    indicator: str = ""

    @cached_property
    def _pairs(self) -> Counter[str]:
        return pairs(_MARKS.sub("", bare(self.title)))

    @cached_property
    def _distinct(self) -> frozenset[str]:
        return frozenset(self._pairs)

    @cached_property
    def _size(self) -> int:
        return self._pairs.total()

    @cached_property
    def _ordinals(self) -> frozenset[str]:
        return frozenset(_ORDINAL.findall(self.title))


def why_alike(one: Matter, other: Matter, *, percent: int) -> str | None:
    """``entry``, ``indicator`` or ``title``: by what two matters of one office are the same; None where they are not."""
    if one.office != other.office or (one.item is not None and one.item == other.item):
        return None
    if one.entry is not None and one.entry == other.entry:
        return "entry"
    if one.indicator and one.indicator == other.indicator:
        return "indicator"
    if one._ordinals != other._ordinals:
        return None
    total = one._size + other._size
    if (
        200 * min(one._size, other._size) < percent * total
    ):  # too different in length, however much they share
        return None
    if one._distinct.isdisjoint(
        other._distinct
    ):  # nearly always: a night may hold thousands of titles against each other
        return None
    shared = 2 * (one._pairs & other._pairs).total()
    return "title" if shared * 100 >= percent * total else None
