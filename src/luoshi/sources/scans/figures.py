"""Whether two readings of one printed line agree on its figures.

Words that the readings give differently are words; a figure that they give differently may be wrong by a power of ten.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

# `375.1亿`, `2.28%`, `1.86:1`, `1,308`; 三十二, 百分之五: what is compared as one
_FIGURE = re.compile(
    r"[0-9]+(?:[.,:][0-9]+)*[.,]?(?:[%‰]|[十百千万亿]+)?|(?:[百千]分之)?[〇零一二两三四五六七八九十百千万亿]{2,}"
)
_DASH = re.compile(r"一+")  # a dash that was taken for the numeral
# `2,7万`: a point that was taken for a comma; thousands have three digits behind it
_ODD_COMMA = re.compile(r",(?![0-9]{3}(?![0-9]))[0-9]")
# Of a digit or a point that both readings gave alike; marks and units are often below it and right.
_SURE = 0.5
# How many characters more than its own a figure that only the second reading saw may take from the first one's words.
_TAKES = 1


class Doubt(NamedTuple):
    """A stretch of the first reading that is not to be believed, and what either reading has there."""

    start: int
    end: int
    first: str
    second: str


def doubted(first: str, second: str, chances: Sequence[float]) -> list[Doubt]:
    """The figures of ``first`` that ``second`` gives differently or not at all, or that the recogniser itself doubts (``chances``),
    and those that only ``second`` has, in order and apart."""
    one, two = _plain(first), _plain(second)
    pairs = _Pairs(one, two)
    others = dict.fromkeys(_figures(two), False)
    found: list[Doubt] = []
    for start, end in _figures(one):
        there = pairs.of(start, end)
        same = there in others and one[start:end] == two[there[0] : there[1]]
        if there in others:
            others[there] = True
        sure = all(
            chance >= _SURE
            for chance, char in zip(chances[start:end], one[start:end], strict=True)
            if char not in "%‰"
        )
        if not (same and sure) or _ODD_COMMA.search(one, start, end):
            found.append(Doubt(start, end, first[start:end], second[slice(*pairs.around(start, end))]))
    for (start, end), known in others.items():
        if not known:
            left, right = pairs.back(start, end)
            if right - left <= end - start + _TAKES:
                found.append(Doubt(left, right, first[left:right], second[start:end]))
    return list(_apart(sorted(found)))


def _figures(text: str) -> Iterator[tuple[int, int]]:
    for figure in _FIGURE.finditer(text):
        if not _DASH.fullmatch(figure[0]):
            yield figure.span()


def _apart(doubts: list[Doubt]) -> Iterator[Doubt]:
    last: Doubt | None = None
    for doubt in doubts:
        if last is None or doubt.start >= last.end + (last.start == last.end == doubt.start):
            yield doubt
            last = doubt


class _Pairs:
    """Which characters of two readings are the same print."""

    def __init__(self, one: str, two: str) -> None:
        self._blocks = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()

    def of(self, start: int, end: int) -> tuple[int, int]:
        """Where the second reading has what the first has from ``start`` to ``end``, character for character; else nowhere (-1, -1)."""
        for kind, a, b, c, _ in self._blocks:
            if kind == "equal" and a <= start and end <= b:
                return c + start - a, c + end - a
        return -1, -1

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the second reading that stands for one of the first."""
        return _across(start, end, [(a, b, c, d, k) for k, a, b, c, d in self._blocks])

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the first reading that stands for one of the second."""
        return _across(start, end, [(c, d, a, b, k) for k, a, b, c, d in self._blocks])


def _across(start: int, end: int, blocks: list[tuple[int, int, int, int, str]]) -> tuple[int, int]:
    reached: list[tuple[int, int]] = []
    for a, b, c, d, kind in blocks:
        if (a < end and b > start) or (a == b and start < a < end):
            if kind == "equal":
                reached.append((c + max(start, a) - a, c + min(end, b) - a))
            else:
                reached.append((c, d))
    if not reached:
        at = next((c for a, _, c, _, _ in blocks if a >= end), blocks[-1][3] if blocks else 0)
        return at, at
    return min(c for c, _ in reached), max(d for _, d in reached)


def _plain(text: str) -> str:
    """``text`` with every character in its plain form, one for one: ％ as %, ∶ as :."""
    return "".join(map(_plain_character, text))


@cache
def _plain_character(char: str) -> str:
    if char in "∶：":
        return ":"
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char
