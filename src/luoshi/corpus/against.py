"""What reports promised and stated, held against a table of official statistics.

A statistic agrees with what a report states where the two differ by no more than their rounding; each vintage of it is a row of its own,
for a revised figure is no contradiction of the first. What was promised is judged by the statistic too, under the same rules.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from luoshi.corpus.statistics import Statistic
from luoshi.ledger.entry import Entry
from luoshi.reconcile.candidate import Candidate
from luoshi.reconcile.judge import judge
from luoshi.text import Span
from luoshi.vocabulary.conversions import conversion

if TYPE_CHECKING:
    import polars

Relation = Literal["agrees", "differs", "not_stated"]
COLUMNS: dict[str, type] = {
    "place": str, "year": int, "indicator": str, "indicator_name": str, "measure": str, "unit": str, "relation": str,
    "stated": float, "official": float, "difference": float, "vintage": str, "target_low": float, "target_high": float,
    "verdict": str, "official_verdict": str, "realised_quote": str, "realised_file": str, "target_quote": str,
    "target_file": str,
}  # fmt: skip
# Rates are printed to a tenth; a whole number may be one, and 6 against 6.3 is no rounding.
_RATE = Decimal("0.1")
_RATES = frozenset(("%", "‰", "百分点", "千分点"))
# Of an amount no more than a hundredth is rounding, however few digits are printed.
_SHARE = Decimal("0.01")
_FITS = Candidate(0, 0, 0, 0, 0, 0)


class Held(NamedTuple):
    """The rows that came of it, and what found none: statistics without a row of the panel, by (place, year, indicator)."""

    rows: list[dict[str, Any]]
    unmatched: list[Statistic]

    def frame(self) -> "polars.DataFrame":
        """The rows as a table."""
        import polars

        types = {str: polars.String, int: polars.Int64, float: polars.Float64}
        return polars.DataFrame(self.rows, schema={name: types[kind] for name, kind in COLUMNS.items()})


def hold_against(panel: "polars.DataFrame", statistics: Iterable[Statistic]) -> Held:
    """Every statistic with the rows of the panel that speak of its place, year, indicator and measure."""
    book = _Book(panel.iter_rows(named=True))
    held = Held([], [])
    for statistic in statistics:
        rows = [row for row in book.rows_of(statistic) if (row["scope"] is None and not row.get("partial"))]
        found = [made for row in rows if (made := _row(row, statistic)) is not None]
        held.rows.extend(found)
        if not found:
            held.unmatched.append(statistic)
    return held


@dataclass(frozen=True, slots=True)
class _Key:
    year: int
    indicator: str


class _Book:
    """The rows of a panel by year and indicator, then by place: a code is one place, a name that ends in another may be."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self._rows: dict[_Key, list[Mapping[str, Any]]] = {}
        for row in rows:
            self._rows.setdefault(_Key(row["year"], row["indicator"]), []).append(row)

    def rows_of(self, statistic: Statistic) -> list[Mapping[str, Any]]:
        rows = self._rows.get(_Key(statistic.year, statistic.indicator), [])
        if statistic.code is not None:
            coded = [row for row in rows if row["place_code"] == statistic.code]
            if coded or statistic.place is None:
                return coded
            rows = [row for row in rows if row["place_code"] is None]  # of another code is another place
        name = statistic.place or ""
        found = [row for row in rows if row["place"] == name]
        found = found or [row for row in rows if row["place"].endswith(name) or name.endswith(row["place"])]
        return found if len({row["place"] for row in found}) == 1 else []


def _row(row: Mapping[str, Any], statistic: Statistic) -> dict[str, Any] | None:
    """None where neither what is stated nor the target is of the statistic's measure and unit: what is told of its growth says nothing
    of its amount."""
    told, unit = row["realised_measure"], row["realised_unit"]
    stated = _stated(row)
    official = None if stated is None else _as_told(statistic, told, unit)
    if official is None:
        stated = None
        told, unit = row["measure"], row["unit"]
        official = _as_told(statistic, told, unit)
    if official is None:
        return None
    difference = None if stated is None else official - stated
    relation: Relation = "not_stated"
    if stated is not None and difference is not None:
        relation = "agrees" if abs(difference) <= _rounding(stated, official, unit) else "differs"
    return {
        "place": row["place"], "year": row["year"], "indicator": row["indicator"], "indicator_name": row["indicator_name"],
        "measure": told, "unit": unit, "relation": relation, "stated": _number(stated), "official": _number(official),
        "difference": _number(difference), "vintage": statistic.vintage, "target_low": row["target_low"],
        "target_high": row["target_high"], "verdict": row["verdict"], "official_verdict": _verdict(row, statistic),
        "realised_quote": row["realised_quote"], "realised_file": row["realised_file"],
        "target_quote": row["target_quote"], "target_file": row["target_file"],
    }  # fmt: skip


def _as_told(statistic: Statistic, measure: str | None, unit: str | None) -> Decimal | None:
    """The statistic in a unit; None where the report tells of another measure, or in a unit that measures something else."""
    if measure is not None and not _same_measure(measure, statistic.measure):
        return None
    return _in_unit(statistic, unit)


def _same_measure(one: str, other: str) -> bool:
    amounts = ("level", "count", "share")
    return one == other or (one in amounts and other in amounts)


def _stated(row: Mapping[str, Any]) -> Decimal | None:
    """What the report states, falls below nothing; a bound or a range states no one figure."""
    low, high = row["realised_low"], row["realised_high"]
    if low is None or low != high:
        return None
    value = Decimal(repr(low))
    falls = row["realised_direction"] == "down" and row["realised_measure"] in ("growth", "change")
    return -value if falls else value


def _in_unit(statistic: Statistic, unit: str | None) -> Decimal | None:
    """The statistic in the unit of the row; as it stands where it names none; None where the two measure different things."""
    if statistic.unit is None or unit is None or statistic.unit == unit:
        return statistic.value
    own, asked = conversion(statistic.unit), conversion(unit)
    if own is None or asked is None or own.base != asked.base:
        return None
    factor = own.factor / asked.factor
    return statistic.value * Decimal(factor.numerator) / Decimal(factor.denominator)


def _rounding(stated: Decimal, official: Decimal, unit: str | None) -> Decimal:
    """Half of the last printed digit of the coarser figure."""
    step = max(_step(stated), _step(official))
    most = _RATE if unit in _RATES else abs(stated) * 2 * _SHARE
    return min(step, most) / 2


def _step(value: Decimal) -> Decimal:
    """The size of the last digit that is not a trailing zero: of 37510000000 ten millions, of 6.2 a tenth."""
    return Decimal(1) if value == 0 else Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))


def _verdict(row: Mapping[str, Any], statistic: Statistic) -> str | None:
    """What the rules of reconciliation say of the target, were the statistic what the report had stated; None of a target of another
    measure or unit."""
    if row["target_quote"] is None or row["measure"] is None:
        return None
    official = _as_told(statistic, row["measure"], row["unit"])
    if official is None:
        return None
    target = _entry(
        row, "target", row["target_low"], row["target_high"], row["target_bound"], row["direction"]
    )
    falls = official < 0
    value = float(abs(official))
    realised = _entry(row, "result", value, value, "exact", "down" if falls else "up")
    return judge(target, realised, _FITS).verdict


def _entry(
    row: Mapping[str, Any],
    kind: Literal["target", "result"],
    low: float | None,
    high: float | None,
    bound: str | None,
    direction: Literal["up", "down"] | None,
) -> Entry:
    least, most = (None if value is None else f"{Decimal(repr(value)):f}" for value in (low, high))
    return Entry(
        "", kind, True, None, row["subject"], row["indicator"], None, False, row["measure"], direction, bound, least, most,
        row["unit"], None, None, None, row["target_quote"] or "", Span(0, 0),
    )  # fmt: skip


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def counted(rows: Sequence[Mapping[str, Any]]) -> dict[Relation, int]:
    """How many rows agree, differ, or have nothing stated."""
    kinds: tuple[Relation, ...] = ("agrees", "differs", "not_stated")
    return {kind: sum(row["relation"] == kind for row in rows) for kind in kinds}


def by_vintage(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, dict[Relation, int]]]:
    """The same for each vintage, where the table names any."""
    for vintage in dict.fromkeys(row["vintage"] for row in rows if row["vintage"]):
        yield vintage, counted([row for row in rows if row["vintage"] == vintage])
