"""The words that tell which side of a report a passage is on: what was done, the coming years, the year's work, its own house."""

import re
from functools import cache
from typing import NamedTuple

from luoshi.vocabulary.tables import read_table

_MOST = 3  # a word that a passage says more often is its subject, and tells no more for that
_DECIMAL = "0.0"
_DECIMALS = re.compile(r"\d\.\d")


class Leaning(NamedTuple):
    """How much speaks for each side, as logarithms of odds."""

    past: float
    plan: float
    year: float
    house: float


NOTHING = Leaning(0.0, 0.0, 0.0, 0.0)


@cache
def _weights() -> tuple[tuple[str, float, float, float, float], ...]:
    """``data/sides.tsv``: each word with what it says for the four sides."""
    found: dict[str, tuple[str, float, float, float, float]] = {}
    for row in read_table("sides.tsv", 6):
        word, *cells, _remark = row.cells
        if word in found:
            raise row.error(f"{word} stands twice")
        try:
            past, plan, year, house = (int(cell) / 100 for cell in cells)
        except ValueError:
            raise row.error(f"{cells} are not whole numbers") from None
        found[word] = (word, past, plan, year, house)
    return tuple(found.values())


def leaning(text: str) -> Leaning:
    """What the words of ``text`` say."""
    past = plan = year = house = 0.0
    for word, for_past, for_plan, for_year, for_house in _weights():
        count = text.count(word) if word != _DECIMAL else len(_DECIMALS.findall(text))
        if count:
            times = count if count < _MOST else _MOST
            past += times * for_past
            plan += times * for_plan
            year += times * for_year
            house += times * for_house
    return Leaning(past, plan, year, house)
