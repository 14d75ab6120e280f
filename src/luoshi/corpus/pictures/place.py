"""Targets against results of one place over the years, one indicator."""

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from luoshi.corpus.extras import need
from luoshi.corpus.panel_columns import JUDGED, Language, PanelError, indicator_title
from luoshi.corpus.pictures.canvas import new_figure, place_axes, write_at
from luoshi.corpus.pictures.chosen import Point, extent, main_kind, main_rows, place_named, points
from luoshi.corpus.pictures.legend import STAR, draw_legend, legend_height, legend_items
from luoshi.corpus.pictures.marks import draw_result, draw_target, verdict_marker
from luoshi.corpus.pictures.palette import FAINT, INK, SOFT, look
from luoshi.corpus.pictures.words import Scale, measured, scale, span_of_years, words

if TYPE_CHECKING:
    import polars

_LEFT, _RIGHT, _TOP, _BOTTOM = 0.78, 0.25, 0.72, 0.16
_PLOT, _STRIP = 3.3, 0.56


def draw_place(panel: "polars.DataFrame", *, place: str, indicator: str, language: Language) -> Any:
    """The figure. Below the plot stand the verdict and the deviation of every year.

    :raises PanelError: where the panel has no such place, or nothing to draw of the indicator there.
    """
    import polars

    name = place_named(panel, place)
    rows = main_rows(panel.filter((polars.col("place") == name) & (polars.col("indicator") == indicator)))
    shown = points(rows)
    if not shown:
        title = indicator_title(indicator, language)
        raise PanelError(f"the panel has nothing of {title} in {name}", f"面板数据中没有{name}的{title}")
    low, high = extent(shown)
    kind = main_kind(rows)
    scaled = scale(kind["unit"], max(abs(low), abs(high)), language)
    first, last = rows["year"].min(), rows["year"].max()
    years = range(int(first), int(last) + 1)  # type: ignore[arg-type]
    missing = [y for y in years if y not in {p.year for p in shown}]
    items = _legend(shown, missing, language)
    across = max(6.4, _step(len(years)) * len(years) + 1.4) - _LEFT - _RIGHT
    legend = legend_height(items, across)
    figure = new_figure(across + _LEFT + _RIGHT, _TOP + legend + 0.12 + _PLOT + 0.28 + _STRIP + _BOTTOM)
    top = figure.get_size_inches()[1]
    title = words(language, "title", place=name, indicator=indicator_title(indicator, language))
    unit = measured(kind["measure"], scaled.unit, language)
    span = span_of_years(years[0], years[-1])
    write_at(figure, 0.2, top - 0.3, title, fontsize=13, fontweight="bold", va="center")
    subtitle = words(language, "place_subtitle", years=span, measured=unit)
    write_at(figure, 0.2, top - 0.56, subtitle, fontsize=9.5, color=SOFT, va="center")
    draw_legend(figure, items, 0.2, top - _TOP, across + _LEFT - 0.2)
    axes = place_axes(figure, _LEFT, _BOTTOM + _STRIP + 0.28, across, _PLOT)
    _plot(axes, shown, years, missing, scaled)
    strip = place_axes(figure, _LEFT, _BOTTOM, across, _STRIP)
    _strip(strip, shown, years, scaled, language)
    return figure


def _step(years: int) -> float:
    """Inches a year: twenty years and more stand closer."""
    return 0.62 if years <= 12 else 0.5 if years <= 20 else 0.42


def _legend(shown: tuple[Point, ...], missing: list[int], language: Language) -> list[tuple[Any, str]]:
    items = legend_items(shown, language, line=True, upright=True)
    if missing:
        patch = need("matplotlib.patches", "plot").Patch
        items.append((patch(facecolor="#F4F3EF", edgecolor=FAINT, hatch="////"), words(language, "missing")))
    return items


def _plot(axes: Any, shown: tuple[Point, ...], years: range, missing: list[int], scaled: Scale) -> None:
    low, high = (v / scaled.size for v in extent(shown))
    margin = (high - low) * 0.14 or max(abs(high) * 0.1, 1.0)
    axes.set_xlim(years[0] - 0.6, years[-1] + 0.6)
    axes.set_ylim(low - margin, high + margin)
    axes.grid(axis="y")
    axes.set_axisbelow(True)
    axes.set_xticks(list(years), [str(y) for y in years])
    axes.tick_params(length=0, labelsize=9)
    if low < 0 < high:
        axes.axhline(0, color=SOFT, linewidth=0.8)
    for year in missing:
        axes.axvspan(
            year - 0.5,
            year + 0.5,
            facecolor="#F4F3EF",
            edgecolor=FAINT,
            hatch="////",
            linewidth=0,
            zorder=0.5,
        )
    _result_line(axes, shown, scaled)
    for point in shown:
        _gap(axes, point, scaled)
        draw_target(axes, point, point.year, scaled.size, thick=0.34)
        if point.realised is not None:
            draw_result(axes, point.year, point.realised / scaled.size, point.verdict)


def _result_line(axes: Any, shown: tuple[Point, ...], scaled: Scale) -> None:
    """Joined from year to year; where a year is missing, or is one of another variant, the line is broken, not bridged."""
    stated = [(p, p.realised / scaled.size) for p in shown if p.realised is not None]
    for (one, value), (later, later_value) in pairwise(stated):
        if one.goes_on_to(later):
            axes.plot(
                [one.year, later.year],
                [value, later_value],
                color=SOFT,
                linewidth=1.4,
                zorder=2,
                solid_capstyle="round",
            )


def _gap(axes: Any, point: Point, scaled: Scale) -> None:
    if point.nearest is None or point.realised is None or point.verdict not in JUDGED:
        return
    ends = [point.nearest / scaled.size, point.realised / scaled.size]
    axes.plot(
        [point.year] * 2,
        ends,
        color=look(point.verdict).colour,
        linewidth=2.6,
        alpha=0.75,
        zorder=3,
        solid_capstyle="butt",
    )


def _strip(axes: Any, shown: tuple[Point, ...], years: range, scaled: Scale, language: Language) -> None:
    """Year by year: the verdict's mark and the deviation, so that what cannot be drawn above is seen too."""
    axes.set_xlim(years[0] - 0.6, years[-1] + 0.6)
    axes.set_ylim(0, 2)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.set_xticks([])
    axes.set_yticks([1.5, 0.5], [words(language, "verdict"), words(language, "deviation")])
    axes.tick_params(length=0, labelsize=8.5)
    axes.axhline(2, color=FAINT, linewidth=0.8)
    by_year = {point.year: point for point in shown}
    for year in years:
        point = by_year.get(year)
        if point is None or (point.verdict is None and point.aim is None):
            axes.text(year, 1.5, "–", ha="center", va="center", color=FAINT)
            continue
        if point.verdict is None:
            axes.text(year, 1.5, "…", ha="center", va="center", color=SOFT)
            continue
        axes.plot([year], [1.5], linestyle="none", **verdict_marker(point.verdict, 7))
        if point.not_drawn:
            axes.text(year, 0.5, STAR, ha="center", va="center", color=INK)
        elif point.deviation is not None:
            weight = "bold" if point.verdict == "missed" else "normal"
            text = scaled.show(point.deviation, signed=True)
            axes.text(year, 0.5, text, ha="center", va="center", fontsize=8.5, fontweight=weight, color=INK)
