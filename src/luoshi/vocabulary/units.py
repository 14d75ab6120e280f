"""The units and measure words of reports: what may stand after a number, and its one canonical name."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from luoshi.vocabulary.tables import Row, read_table

DIMENSIONS = ("percent", "points", "money", "count", "physical", "multiple")


@dataclass(frozen=True, slots=True)
class Unit:
    """One alias of a unit. A number before ``alias`` times ``factor`` is an amount in ``canonical``."""

    alias: str
    canonical: str
    factor: Decimal
    dimension: str
    unless: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Units:
    """All aliases, looked up at a place in a text by their first character, the longest first."""

    by_alias: dict[str, Unit]
    by_first: dict[str, tuple[tuple[str, int, Unit], ...]]

    def at(self, text: str, start: int) -> tuple[Unit, int] | None:
        """The longest unit whose alias stands at ``start``, and where it ends; None where a longer word begins.

        ``3家`` is a unit, ``3家庭`` is not; ``5km`` is, ``5kmx`` is not.
        """
        for alias, length, unit in self.by_first.get(text[start : start + 1], ()):
            if text.startswith(alias, start):
                end = start + length
                after = text[end : end + 1]
                if after and (
                    text.startswith(unit.unless, end)
                    or (alias[-1].isascii() and after.isascii() and after.isalpha())
                ):
                    continue
                return unit, end
        return None


def _unit(row: Row) -> Unit:
    alias, canonical, factor, dimension, unless, _remark = row.cells
    if dimension not in DIMENSIONS:
        raise row.error(f"{dimension!r} is no dimension")
    if not alias or not canonical:
        raise row.error("an alias and a canonical name belong in every row")
    try:
        return Unit(alias, canonical, Decimal(factor), dimension, tuple(unless.split()))
    except InvalidOperation:
        raise row.error(f"{factor!r} is no factor") from None


@cache
def load_units() -> Units:
    """The table ``data/units.tsv``.

    :raises VocabularyError: on an alias given twice, an unknown dimension, a bad factor, or one canonical name with
        two dimensions.
    """
    by_alias: dict[str, Unit] = {}
    dimensions: dict[str, str] = {}
    for row in read_table("units.tsv", 6):
        unit = _unit(row)
        if unit.alias in by_alias:
            raise row.error(f"{unit.alias!r} is given twice")
        if dimensions.setdefault(unit.canonical, unit.dimension) != unit.dimension:
            raise row.error(f"{unit.canonical!r} has two dimensions")
        by_alias[unit.alias] = unit
    grouped: dict[str, list[tuple[str, int, Unit]]] = {}
    for alias, unit in by_alias.items():
        grouped.setdefault(alias[0], []).append((alias, len(alias), unit))
    by_first = {first: tuple(sorted(group, key=lambda item: -item[1])) for first, group in grouped.items()}
    return Units(by_alias, by_first)
