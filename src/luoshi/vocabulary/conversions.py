"""Units that measure the same thing, so that 840亿斤 can be held against 4200万吨."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from luoshi.vocabulary.tables import read_table


@dataclass(frozen=True, slots=True)
class Conversion:
    """An amount in the unit times ``factor`` is an amount in ``base``."""

    base: str
    factor: Fraction


def conversion(unit: str | None) -> Conversion | None:
    """How a canonical unit is counted; a unit that the table does not list measures itself alone."""
    if unit is None:
        return None
    return _table().get(unit) or Conversion(unit, Fraction(1))


@cache
def _table() -> dict[str, Conversion]:
    """:raises VocabularyError: on a unit given twice or a factor that is no fraction above nothing."""
    found: dict[str, Conversion] = {}
    for row in read_table("conversions.tsv", 4):
        unit, base, factor, _remark = row.cells
        if unit in found:
            raise row.error(f"{unit!r} is given twice")
        try:
            value = Fraction(factor)
        except (ValueError, ZeroDivisionError):
            raise row.error(f"{factor!r} is no factor") from None
        if value <= 0:
            raise row.error(f"{factor!r} is no factor")
        found[unit] = Conversion(base, value)
    return found
