"""The words that tell which side of a report a passage is on: what was done, the coming years, the year's work, its own house."""

import re
from functools import cache
from typing import NamedTuple

from luoshi.vocabulary.tables import read_table

_MOST = 3  # a word that a passage says more often is its subject, and tells no more for that
_DECIMAL = "0.0"
_DECIMALS = re.compile(r"\d\.\d")
_SIDES = {"past": (0, 1.0), "ahead": (0, -1.0), "plan": (1, 1.0), "year": (1, -1.0), "house": (2, 1.0)}
# What a passage says that has none of the words: reports are on the year's work for the most part.
_SILENT = (-0.56, 0.0, -2.57)


class Leaning(NamedTuple):
    """Logarithms of odds: ``past`` that something done is told, not planned; ``plan`` that what is planned is for some years,
    not for the one; ``house`` that it is the government's own house."""

    past: float
    plan: float
    house: float


@cache
def _weights() -> tuple[tuple[str, float, float, float], ...]:
    """``data/sides.tsv``: each word with what it says for past, plan and house."""
    found: dict[str, list[float]] = {}
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
        found.setdefault(word, [0.0, 0.0, 0.0])[place] = sign * int(weight) / 100
    return tuple((word, past, plan, house) for word, (past, plan, house) in found.items())


def leaning(text: str) -> Leaning:
    """What the words of ``text`` say."""
    past, plan, house = _SILENT
    for word, for_past, for_plan, for_house in _weights():
        count = text.count(word) if word != _DECIMAL else len(_DECIMALS.findall(text))
        if count:
            times = count if count < _MOST else _MOST
            past += times * for_past
            plan += times * for_plan
            house += times * for_house
    return Leaning(past, plan, house)
