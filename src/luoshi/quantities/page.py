"""The text under the scan, with the tables that it is read by."""

from dataclasses import dataclass
from functools import cache

from luoshi.quantities.quantity import NotQuantity
from luoshi.text import spanning
from luoshi.vocabulary.bounds import BoundWords, load_bounds
from luoshi.vocabulary.number_words import NumberWords, load_number_words
from luoshi.vocabulary.units import Unit, Units, load_units


@dataclass(frozen=True, slots=True)
class Page:
    """``plain``: read every number, as in a dictionary of numbers, not only what measures in a report."""

    text: str
    plain: bool
    units: Units
    bounds: BoundWords
    words: NumberWords
    percent: Unit

    def other(self, start: int, end: int, reason: str) -> NotQuantity:
        """``[start, end)`` measures nothing."""
        return NotQuantity(spanning((start, end)), reason)


@cache
def _tables() -> tuple[Units, BoundWords, NumberWords, Unit]:
    units = load_units()
    return units, load_bounds(), load_number_words(), units.by_alias["%"]


def page(text: str, *, plain: bool) -> Page:
    """``text`` made ready for the scan."""
    return Page(text, plain, *_tables())
