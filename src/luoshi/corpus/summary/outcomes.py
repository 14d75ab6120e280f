"""What a panel shows of each indicator: medians and verdicts by year, and where promise and result lie furthest apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from luoshi.corpus.panel_columns import JUDGED, LEVELS
from luoshi.corpus.pictures.chosen import Point, main_rows, points
from luoshi.vocabulary.indicators import indicators

if TYPE_CHECKING:
    import polars

_EXTREMES = 5
MAP_LINES = 60  # places that a heat map of the page can hold


@dataclass(frozen=True, slots=True)
class Year:
    """All places in one year: medians of targets and results, and how many of each verdict."""

    year: int
    target: float | None
    realised: float | None
    targets: int
    results: int
    verdicts: Mapping[str, int]

    @property
    def judged(self) -> int:
        return sum(self.verdicts.get(verdict, 0) for verdict in JUDGED)

    @property
    def met(self) -> int:
        return self.verdicts.get("met", 0)


@dataclass(frozen=True, slots=True)
class Extreme:
    """One line of the panel whose result lies far from its target."""

    place: str
    year: int
    deviation: float
    target_quote: str
    target_file: str
    realised_quote: str
    realised_file: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One indicator, in the measure and unit that most of its targets have."""

    indicator: str
    measure: str | None
    unit: str | None
    largest: float
    years: tuple[Year, ...]
    overshoots: tuple[Extreme, ...]
    misses: tuple[Extreme, ...]
    lines: tuple[tuple[str, Mapping[int, str | None]], ...]
    places: int
    levels: tuple[tuple[str, int, int], ...]

    @property
    def judged(self) -> int:
        return sum(year.judged for year in self.years)

    @property
    def met(self) -> int:
        return sum(year.met for year in self.years)


def outcomes(panel: "polars.DataFrame") -> tuple[Outcome, ...]:
    """The indicators of the panel that have targets, in the order of the vocabulary."""
    import polars

    rows = main_rows(panel)
    present = (
        rows.filter(polars.col("target_bound").is_not_null())["indicator"].drop_nulls().unique().to_list()
    )
    known = {code: number for number, code in enumerate(indicators().by_code)}
    ordered = sorted(present, key=lambda code: (known.get(code, len(known)), code))
    return tuple(_outcome(code, rows.filter(polars.col("indicator") == code)) for code in ordered)


def _outcome(code: str, rows: "polars.DataFrame") -> Outcome:
    import polars

    col = polars.col
    shown = points(rows)
    values = [abs(v) for p in shown for v in (p.aim, p.realised) if v is not None]
    main = rows.filter(~col("other"))
    told = rows.filter(col("target_bound").is_not_null())
    first = main.row(0, named=True) if main.height else rows.row(0, named=True)
    lines = _lines(told)
    return Outcome(
        indicator=code,
        measure=first["measure"],
        unit=first["unit"],
        largest=max(values, default=0.0),
        years=_years(shown, told),
        overshoots=_extremes(main.filter(col("deviation") > 0), descending=True),
        misses=_extremes(main.filter(col("deviation") < 0), descending=False),
        lines=lines if len(lines) <= MAP_LINES else (),
        places=len(lines),
        levels=_levels(told),
    )


def _years(shown: tuple[Point, ...], told: "polars.DataFrame") -> tuple[Year, ...]:
    import polars

    first_last = [p.year for p in shown] + told["year"].to_list()
    found = []
    for year in range(min(first_last), max(first_last) + 1):
        here = [p for p in shown if p.year == year]
        aims = [p.aim for p in here if p.aim is not None]
        results = [p.realised for p in here if p.realised is not None]
        verdicts = told.filter(polars.col("year") == year)["verdict"].fill_null("pending").value_counts()
        counts = {str(name): int(count) for name, count in verdicts.iter_rows()}
        found.append(Year(year, _median(aims), _median(results), len(aims), len(results), counts))
    return tuple(found)


def _median(values: list[float]) -> float | None:
    """The middle value; of an even number the mean of the two in the middle."""
    if not values:
        return None
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _extremes(rows: "polars.DataFrame", *, descending: bool) -> tuple[Extreme, ...]:
    ordered = rows.sort(["deviation", "place", "year"], descending=[descending, False, False]).head(_EXTREMES)
    return tuple(_extreme(row) for row in ordered.iter_rows(named=True))


def _extreme(row: dict[str, Any]) -> Extreme:
    words = (row[key] or "" for key in ("target_quote", "target_file", "realised_quote", "realised_file"))
    return Extreme(row["place"] or "", row["year"], row["deviation"], *words)


def _lines(told: "polars.DataFrame") -> tuple[tuple[str, Mapping[int, str | None]], ...]:
    """Place → year → verdict, in the order of the place codes."""
    ordered = told.sort("place_code", "place", "year", nulls_last=True)
    lines: dict[str, dict[int, str | None]] = {}
    for place, year, verdict in ordered.select("place", "year", "verdict").iter_rows():
        lines.setdefault(place or "", {})[year] = verdict
    return tuple(lines.items())


def _levels(told: "polars.DataFrame") -> tuple[tuple[str, int, int], ...]:
    """Level of government, targets met, targets judged."""
    found = []
    for level in LEVELS:
        verdicts = told.filter(told["place_level"] == level)["verdict"].to_list()
        judged = sum(verdict in JUDGED for verdict in verdicts)
        if judged:
            found.append((level, verdicts.count("met"), judged))
    return tuple(found)
