"""The words that tell which side of a report a passage is on: what was done, the coming years, the year's work, its own house."""

import re
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from luoshi.vocabulary.tables import read_table

_MOST = 3  # a word that a passage says more often is its subject, and tells no more for that
_DECIMAL = "0.0"
_DECIMALS = re.compile(r"\d\.\d")
_SIDES = {"past": (0, 1), "ahead": (0, -1), "plan": (1, 1), "year": (1, -1), "house": (2, 1)}
# What a passage says that has none of the words, in hundredths: hardly any is on the government's own house.
_SILENT = (-56, 0, -257)


class Leaning(NamedTuple):
    """Logarithms of odds: ``past`` that something done is told, not planned; ``plan`` that what is planned is for some years,
    not for the one; ``house`` that it is the government's own house."""

    past: float
    plan: float
    house: float


class _Words(NamedTuple):
    """The words, a finder for all of them at once, and what each says for past, plan and house, in hundredths."""

    finder: AhoCorasick
    weights: tuple[tuple[int, int, int], ...]
    decimal: tuple[int, int, int]


@cache
def _words() -> _Words:
    """``data/sides.tsv``."""
    found: dict[str, list[int]] = {}
    seen = set()
    for row in read_table("sides.tsv", 4):
        word, side, weight, _remark = row.cells
        if side not in _SIDES:
            raise row.error(f"{side!r} is none of {', '.join(_SIDES)}")
        if (word, side) in seen:
            raise row.error(f"{word} stands twice as {side}")
        if not weight.isdigit():
            raise row.error(f"{weight!r} is no whole number")
        seen.add((word, side))
        place, sign = _SIDES[side]
        found.setdefault(word, [0, 0, 0])[place] = sign * int(weight)
    past, plan, house = found.pop(_DECIMAL)
    weights = tuple((past, plan, house) for past, plan, house in found.values())
    return _Words(AhoCorasick(list(found)), weights, (past, plan, house))


def leaning(text: str) -> Leaning:
    """What the words of ``text`` say."""
    finder, weights, decimal = _words()
    counts: dict[int, int] = {}
    for index, _, _ in finder.find_matches_as_indexes(text, overlapping=True):
        counts[index] = counts.get(index, 0) + 1
    decimals = min(len(_DECIMALS.findall(text)), _MOST) if "." in text else 0
    past, plan, house = (base + decimals * value for base, value in zip(_SILENT, decimal, strict=True))
    for index, count in counts.items():
        for_past, for_plan, for_house = weights[index]
        times = count if count < _MOST else _MOST
        past += times * for_past
        plan += times * for_plan
        house += times * for_house
    return Leaning(past / 100, plan / 100, house / 100)
