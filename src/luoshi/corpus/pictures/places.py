"""Places side by side in one year: what each promised and what came of it."""

from typing import TYPE_CHECKING, Any

from luoshi.corpus.panel_columns import JUDGED, Language, PanelError, indicator_title
from luoshi.corpus.pictures.canvas import new_figure, place_axes, write_at
from luoshi.corpus.pictures.chosen import Point, extent, main_kind, main_rows, points
from luoshi.corpus.pictures.fonts import width
from luoshi.corpus.pictures.legend import STAR, draw_legend, legend_height, legend_items
from luoshi.corpus.pictures.marks import draw_result, draw_target, verdict_marker
from luoshi.corpus.pictures.palette import FAINT, INK, SOFT, look
from luoshi.corpus.pictures.words import Scale, measured, scale, words

if TYPE_CHECKING:
    import polars

MOST = 120  # places that one picture can hold and still be read
_RIGHT, _TOP, _BOTTOM = 0.75, 0.72, 0.2
_PLOT = 5.4


def draw_places(panel: "polars.DataFrame", *, year: int, indicator: str, language: Language) -> Any:
    """The figure: one line a place, sorted by the result; places without one stand below, sorted by their target.

    :raises PanelError: where nothing is there to draw, or too many places.
    """
    import polars

    rows = main_rows(panel.filter((polars.col("year") == year) & (polars.col("indicator") == indicator)))
    shown = tuple(p for p in points(rows) if p.aim is not None or p.realised is not None or p.verdict)
    title = indicator_title(indicator, language)
    if not shown:
        raise PanelError(f"the panel has nothing of {title} in {year}", f"面板数据中没有 {year} 年的{title}")
    if len(shown) > MOST:
        raise PanelError(
            f"{len(shown)} places are too many for one picture ({MOST} at most); choose some with --level or --place",
            f"{len(shown)} 个地区画不下（至多 {MOST} 个），请用 --level 或 --place 选取",
        )
    shown = tuple(sorted(shown, key=_order))
    names = short_names([p.place for p in shown])
    low, high = extent(shown)
    kind = main_kind(rows)
    scaled = scale(kind["unit"], max(abs(low), abs(high)), language)
    step = 0.27 if len(shown) <= 30 else 0.225
    left = 0.35 + max(width(name, 9) for name in names)
    items = legend_items(shown, language, line=False, upright=False)
    legend = legend_height(items, left + _PLOT + _RIGHT - 0.4)
    plot = step * len(shown) + 0.15
    figure = new_figure(left + _PLOT + _RIGHT, _TOP + legend + 0.34 + plot + _BOTTOM)
    top = figure.get_size_inches()[1]
    write_at(
        figure, 0.2, top - 0.3, words(language, "places_title", indicator=title, year=year),
        fontsize=13, fontweight="bold", va="center",
    )  # fmt: skip
    unit = measured(kind["measure"], scaled.unit, language)
    subtitle = words(language, "places_subtitle", count=len(shown), measured=unit)
    write_at(figure, 0.2, top - 0.56, subtitle, fontsize=9.5, color=SOFT, va="center")
    draw_legend(figure, items, 0.2, top - _TOP, left + _PLOT + _RIGHT - 0.4)
    _plot(place_axes(figure, left, _BOTTOM, _PLOT, plot), shown, names, scaled, language)
    return figure


def _order(point: Point) -> tuple[Any, ...]:
    if point.realised is not None:
        return (0, -point.realised, -(point.aim or 0.0), point.place)
    return (2 if point.aim is None else 1, -(point.aim or 0.0), 0.0, point.place)


def short_names(places: list[str]) -> list[str]:
    """What all names begin with is left out, as far as each keeps a name: 云岭省临河市, 云岭省南屏市 → 临河市, 南屏市."""
    longest = max(places, key=len, default="")
    several = [place for place in places if len(place) > 3]
    shared = 0
    for end in range(1, len(longest)):
        head = longest[:end]
        if head[-1] in "省市区州" and all(p.startswith(head) and len(p) > end + 1 for p in several):
            shared = end
    return [place[shared:] if len(place) > max(3, shared + 1) else place for place in places]


def _plot(axes: Any, shown: tuple[Point, ...], names: list[str], scaled: Scale, language: Language) -> None:
    low, high = (v / scaled.size for v in extent(shown))
    margin = (high - low) * 0.08 or max(abs(high) * 0.1, 1.0)
    count = len(shown)
    axes.set_xlim(low - margin, high + margin)
    axes.set_ylim(count - 0.4, -0.6)
    axes.set_yticks(range(count), names)
    axes.tick_params(length=0, labelsize=9)
    axes.tick_params(axis="y", labelcolor=INK)
    axes.xaxis.tick_top()
    axes.spines["bottom"].set_visible(False)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="both")
    axes.set_axisbelow(True)
    if low < 0 < high:
        axes.axvline(0, color=SOFT, linewidth=0.8)
    outside = axes.get_yaxis_transform()
    axes.text(
        1.02, -1.0, words(language, "deviation"), transform=outside, fontsize=8, color=SOFT, va="center"
    )
    for at, point in enumerate(shown):
        if point.nearest is not None and point.realised is not None and point.verdict in JUDGED:
            ends = [point.nearest / scaled.size, point.realised / scaled.size]
            axes.plot(
                ends,
                [at, at],
                color=look(point.verdict).colour,
                linewidth=2.6,
                alpha=0.75,
                zorder=2,
                solid_capstyle="butt",
            )
        draw_target(axes, point, at, scaled.size, upright=False, thick=0.5)
        if point.realised is not None:
            draw_result(axes, point.realised / scaled.size, at, point.verdict)
        if point.deviation is not None:
            weight = "bold" if point.verdict == "missed" else "normal"
            text = scaled.show(point.deviation, signed=True)
            axes.text(
                1.02, at, text, transform=outside, fontsize=8.5, va="center", fontweight=weight, color=INK
            )
        elif point.verdict is not None:
            if point.not_drawn:
                axes.text(1.07, at, STAR, transform=outside, fontsize=9, va="center", color=INK)
            axes.plot(
                [1.045],
                [at],
                transform=outside,
                clip_on=False,
                linestyle="none",
                **verdict_marker(point.verdict, 6),
            )
        else:
            axes.text(
                1.035,
                at,
                "…" if point.aim is not None else "–",
                transform=outside,
                fontsize=8.5,
                va="center",
                color=FAINT,
            )
