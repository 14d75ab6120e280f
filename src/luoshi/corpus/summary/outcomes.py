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
# Values in these units compare from place to place as they are. 5,000 new jobs of a county and 12 million of the country do
# not: there the result is taken as a percentage of its target.
_RATES = frozenset(("%", "‰", "百分点"))
MAP_LINES = 40  # places that a heat map of the page shows: those with most verdicts


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
    share: float | None
    target_quote: str
    target_file: str
    realised_quote: str
    realised_file: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One indicator, in the measure and unit that most of its targets have; ``relative`` says that ``years`` holds results as
    percentages of their targets."""

    indicator: str
    measure: str | None
    unit: str | None
    relative: bool
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
    main = rows.filter(~col("other"))
    told = rows.filter(col("target_bound").is_not_null())
    first = main.row(0, named=True) if main.height else rows.row(0, named=True)
    relative = first["unit"] not in _RATES
    years = _years(shown, told, relative)
    lines = _lines(told)
    return Outcome(
        indicator=code,
        measure=first["measure"],
        unit=first["unit"],
        relative=relative,
        largest=max((abs(v) for y in years for v in (y.target, y.realised) if v is not None), default=0.0),
        years=years,
        overshoots=_extremes(main.filter(col("deviation") > 0), relative, descending=True),
        misses=_extremes(main.filter(col("deviation") < 0), relative, descending=False),
        lines=lines,
        places=told["place"].n_unique(),
        levels=_levels(told),
    )


def _years(shown: tuple[Point, ...], told: "polars.DataFrame", relative: bool) -> tuple[Year, ...]:
    """From the first year that has a target to the last."""
    by_year: dict[int, list[Point]] = {}
    for point in shown:
        by_year.setdefault(point.year, []).append(point)
    counts: dict[int, dict[str, int]] = {}
    for year, verdict in told.select("year", "verdict").iter_rows():
        here = counts.setdefault(year, {})
        here[verdict or "pending"] = here.get(verdict or "pending", 0) + 1
    return tuple(
        _year(year, by_year.get(year, []), counts.get(year, {}), relative)
        for year in range(min(counts), max(counts) + 1)
    )


def _year(year: int, here: list[Point], verdicts: Mapping[str, int], relative: bool) -> Year:
    aims = [p.aim for p in here if p.aim is not None]
    fitting = [p for p in here if p.verdict != "incomparable"]  # 限额以上 is no part of a median of all
    results = [p.realised for p in fitting if p.realised is not None]
    if relative:
        results = [100 * p.realised / p.aim for p in fitting if p.realised is not None and p.aim]
        aims = [100.0] * len(aims)
    return Year(year, _median(aims), _median(results), len(aims), len(results), verdicts)


def _median(values: list[float]) -> float | None:
    """The middle value; of an even number the mean of the two in the middle."""
    if not values:
        return None
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _extremes(rows: "polars.DataFrame", relative: bool, *, descending: bool) -> tuple[Extreme, ...]:
    """By the deviation, or where values do not compare from place to place by its share of the target."""
    import polars

    aim = polars.coalesce("target_low", "target_high")
    size = polars.col("deviation") / aim.abs() if relative else polars.col("deviation")
    sized = rows.with_columns(size=size).filter(polars.col("size").is_finite())
    ordered = sized.sort(["size", "place", "year"], descending=[descending, False, False]).head(_EXTREMES)
    return tuple(_extreme(row, row["size"] if relative else None) for row in ordered.iter_rows(named=True))


def _extreme(row: dict[str, Any], share: float | None) -> Extreme:
    words = (row[key] or "" for key in ("target_quote", "target_file", "realised_quote", "realised_file"))
    return Extreme(row["place"] or "", row["year"], row["deviation"], share, *words)


def _lines(told: "polars.DataFrame") -> tuple[tuple[str, Mapping[int, str | None]], ...]:
    """Place → year → verdict, of the places that have most verdicts, in the order of the place codes."""
    ordered = told.sort("place_code", "place", "year", nulls_last=True)
    lines: dict[str, dict[int, str | None]] = {}
    for place, year, verdict in ordered.select("place", "year", "verdict").iter_rows():
        lines.setdefault(place or "", {})[year] = verdict
    judged = {place: sum(v in JUDGED for v in years.values()) for place, years in lines.items()}
    ranked = sorted(lines, key=lambda place: -judged[place])
    if len(ranked) > MAP_LINES:
        ranked = [place for place in ranked if judged[place]] or ranked
    chosen = set(ranked[:MAP_LINES])
    return tuple((place, years) for place, years in lines.items() if place in chosen)


def _levels(told: "polars.DataFrame") -> tuple[tuple[str, int, int], ...]:
    """Level of government, targets met, targets judged."""
    found = []
    for level in LEVELS:
        verdicts = told.filter(told["place_level"] == level)["verdict"].to_list()
        judged = sum(verdict in JUDGED for verdict in verdicts)
        if judged:
            found.append((level, verdicts.count("met"), judged))
    return tuple(found)
