"""What of a panel a picture shows: a place by its name, one row a place and year, values that can stand on one axis."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from luoshi.corpus.panel_columns import JUDGED, PanelError
from luoshi.vocabulary.variants import PLAIN, variants

if TYPE_CHECKING:
    import polars


_WHOLE = "^[全我本][国省市州盟旗县区镇乡]$"  # scopes that limit nothing: 全市, 我省
# A sum of five years, or all there are, is no value of the year: 五年累计新增城镇就业3.2万人.
_OF_NO_YEAR = frozenset(("several_years", "other_magnitude"))
# Measures whose values run both ways, and the bound that a value turned about has.
_DIRECTED = frozenset(("growth", "growth_average", "change"))
_MIRRORED = {"at_least": "at_most", "at_most": "at_least", "more_than": "nearly", "nearly": "more_than"}


@dataclass(frozen=True, slots=True)
class Point:
    """Target and result of one place in one year. ``realised`` is None where it has another measure or unit."""

    place: str
    year: int
    low: float | None
    high: float | None
    bound: str | None
    realised: float | None
    deviation: float | None
    verdict: str | None
    indicator: str | None = None
    variant: str = PLAIN  # 全社会固定资产投资 and 城镇固定资产投资 are no one line

    def goes_on_to(self, other: "Point") -> bool:
        """Whether a line may lead from this result to another: the same thing in the year after."""
        return (
            other.year == self.year + 1
            and "incomparable" not in (self.verdict, other.verdict)
            and variants().fit(self.indicator, self.variant, other.variant)
        )

    @property
    def aim(self) -> float | None:
        """The target's number that the result is held against: the low end, or the high one where that alone binds."""
        return self.high if self.low is None or self.bound in ("at_most", "nearly") else self.low

    @property
    def not_drawn(self) -> bool:
        """Judged, but by a target that has no place on the axis."""
        return self.aim is None and self.verdict is not None and self.verdict != "unjudgeable"

    @property
    def nearest(self) -> float | None:
        """Where the gap to the result begins: of a range the end that is nearer to the result."""
        if self.low is None or self.high is None or self.realised is None:
            return self.aim
        return min(max(self.realised, self.low), self.high)


def place_named(panel: "polars.DataFrame", name: str) -> str:
    """The place that ``name`` is, or is the end of, or a part of: 清川区 is 云岭省临河市清川区.

    :raises PanelError: where none fits, or more than one.
    """
    places: list[str] = panel["place"].drop_nulls().unique().sort().to_list()
    if name in places:
        return name
    fitting = [p for p in places if p.endswith(name)] or [p for p in places if name in p]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise PanelError(f"the panel has no place {name}", f"面板数据中没有{name}")
    few = fitting[:5]
    raise PanelError(
        f"{name} may be {', '.join(few)}{' …' if len(fitting) > 5 else ''}; give the whole name",
        f"{name}可能是{'、'.join(few)}{'等' if len(fitting) > 5 else ''}，请写全名",
    )


def main_rows(panel: "polars.DataFrame") -> "polars.DataFrame":
    """One row a place, year and indicator: of the measure and unit that most targets of the indicator have; of those one with
    a target, then one of the variant that the place promises most often, and that is judged most often (全社会固定资产投资, or that of 城镇),
    then the one without a scope, last the one with the shortest subject."""
    import polars

    col = polars.col
    kinds = (
        panel.filter(col("target_bound").is_not_null() | col("realised_low").is_not_null())
        .group_by("indicator", "measure", "unit")
        .agg(
            numbers=(col("target_low").is_not_null() | col("target_high").is_not_null()).sum(),
            rows=polars.len(),
        )
        .sort(
            ["indicator", "numbers", "rows", "measure", "unit"], descending=[False, True, True, False, False]
        )
        .unique("indicator", keep="first", maintain_order=True)
        .select("indicator", main_measure="measure", main_unit="unit")
    )
    whole = col("scope").is_null() | col("scope").str.contains(_WHOLE)
    panel = panel.with_columns(variant=_variants(panel), promised=col("target_bound").is_not_null())
    usual = panel.group_by("place", "indicator", "variant").agg(
        promises=col("promised").cast(int).sum(), judgements=col("verdict").is_in(JUDGED).cast(int).sum()
    )
    return (
        panel.join(kinds, on="indicator", how="left")
        .join(usual, on=["place", "indicator", "variant"], how="left")
        .with_columns(
            other=~(
                col("measure").eq_missing(col("main_measure")) & col("unit").eq_missing(col("main_unit"))
            ),
            scoped=~whole,
            length=col("subject").str.len_chars().fill_null(0),
        )
        .sort(
            *("place", "indicator", "year", "other", ~col("promised"), -col("promises"), -col("judgements")),
            *("variant", "scoped", "length", "subject"),
            nulls_last=True,
        )
        .unique(["place", "indicator", "year"], keep="first", maintain_order=True)
    )


def _variants(panel: "polars.DataFrame") -> "polars.Series":
    """The variant of its indicator that each row's own words name."""
    import polars

    named = zip(*(panel[name] for name in ("indicator", "scope", "subject")), strict=True)
    of = variants().of
    return polars.Series(
        [of(code, f"{scope or ''}{subject or ''}") for code, scope, subject in named], dtype=polars.String
    )


def main_kind(rows: "polars.DataFrame") -> dict[str, Any]:
    """Measure and unit of the rows that are drawn."""
    return rows.sort("other", maintain_order=True).row(0, named=True)


def points(rows: "polars.DataFrame") -> tuple[Point, ...]:
    """The rows of :func:`main_rows`. A target or result in another measure has no place on the axis; its verdict is kept,
    and its year is not a missing one."""
    usual = _usual_directions(rows)
    return tuple(_point(row, usual.get(row["indicator"])) for row in rows.iter_rows(named=True))


def _usual_directions(rows: "polars.DataFrame") -> dict[str, str]:
    """The direction that most targets of an indicator have: 单位能耗下降3% stands upright, its axis is that of the fall."""
    counts: dict[str, Counter[str]] = {}
    for indicator, direction, target in rows.select("indicator", "direction", "target_bound").iter_rows():
        if direction is not None and target is not None:
            counts.setdefault(indicator, Counter())[direction] += 1
    return {indicator: max(sorted(count), key=count.__getitem__) for indicator, count in counts.items()}


def _point(row: dict[str, Any], usual: str | None) -> Point:
    drawn = not row["other"]
    stated = (row["realised_measure"], row["realised_unit"])
    same = stated == (row["main_measure"], row["main_unit"]) or (drawn and None in stated)
    same = same and row["rule"] not in _OF_NO_YEAR
    low, high = (row["target_low"], row["target_high"]) if drawn else (None, None)
    bound = row["target_bound"] if drawn else None
    if _against(row["direction"], usual, row["measure"]):
        low, high = _negative(high), _negative(low)
        bound = _MIRRORED.get(bound or "", bound)
    return Point(
        place=row["place"] or "",
        year=row["year"],
        low=low,
        high=high,
        bound=bound,
        realised=_signed(row, usual, drawn) if same else None,
        deviation=row["deviation"] if drawn else None,
        verdict=row["verdict"],
        indicator=row["indicator"],
        variant=row["variant"],
    )


def _against(direction: str | None, usual: str | None, measure: str | None) -> bool:
    return direction is not None and direction != (usual or "up") and measure in _DIRECTED


def _negative(value: float | None) -> float | None:
    return None if value is None else -value


def _signed(row: dict[str, Any], usual: str | None, drawn: bool) -> float | None:
    """The result on the targets' axis. Values are positive as the words give them: 下降5.6%, of a target 增长6%, is 5.6 with
    the direction down and is drawn at -5.6. Where no direction is given the deviation, -11.6, says the same."""
    low, high = row["realised_low"], row["realised_high"]
    value: float | None = low if high is None else high if low is None else (low + high) / 2
    if value is None or value == 0:
        return value
    if row["realised_direction"] is not None:
        return -value if _against(row["realised_direction"], usual, row["realised_measure"]) else value
    deviation = row["deviation"]
    if not drawn or deviation is None:
        return value
    aims = [aim for aim in (row["target_low"], row["target_high"]) if aim is not None]
    reached = [aim + sign * deviation for aim in aims for sign in (1, -1)]
    if not any(_close(r, value) for r in reached) and any(_close(r, -value) for r in reached):
        return -value
    return value


def _close(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-6)


def extent(shown: Iterable[Point]) -> tuple[float, float]:
    """The smallest and the largest number among targets and results.

    :raises PanelError: where there is none.
    """
    values = [v for p in shown for v in (p.low, p.high, p.realised) if v is not None]
    if not values:
        raise PanelError("nothing in this selection has a number to draw", "所选数据中没有可画的数值")
    return min(values), max(values)
