"""A heat map of verdicts: places by years for one indicator, or indicators by years for one place."""

from itertools import groupby
from typing import TYPE_CHECKING, Any

from luoshi.corpus.extras import need
from luoshi.corpus.panel_columns import JUDGED, Language, PanelError, indicator_title
from luoshi.corpus.pictures.canvas import new_figure, place_axes, write_at
from luoshi.corpus.pictures.chosen import main_rows, place_named
from luoshi.corpus.pictures.fonts import width
from luoshi.corpus.pictures.legend import cell_items, draw_legend, legend_height
from luoshi.corpus.pictures.marks import cell_marker
from luoshi.corpus.pictures.palette import FAINT, INK, PENDING, SOFT, look
from luoshi.corpus.pictures.places import short_names
from luoshi.corpus.pictures.words import span_of_years, words

if TYPE_CHECKING:
    import polars

MOST = 200  # lines that one picture can hold
_CELL, _LINE = 0.42, 0.25
_EMPTY_RUN = 3  # years without anything, from which one column stands for all
_RIGHT, _TOP, _BOTTOM = 0.75, 0.72, 0.18

Cells = dict[tuple[str, int], str | None]


def draw_verdicts(
    panel: "polars.DataFrame", *, indicator: str | None, place: str | None, language: Language
) -> Any:
    """The figure: of ``indicator`` all places, or of ``place`` all indicators.

    :raises PanelError: where nothing has a target, or there are too many lines.
    """
    import polars

    col = polars.col
    if place is not None:
        place = place_named(panel, place)
        rows = panel.filter(col("place") == place)
        by = "indicator"
    else:
        rows = panel.filter(col("indicator") == indicator)
        by = "place"
    rows = main_rows(rows).filter(col("target_bound").is_not_null())
    if rows.height == 0:
        raise PanelError("nothing in this selection has a target", "所选数据中没有目标")
    cells: Cells = {(r[by] or "", r["year"]): r["verdict"] for r in rows.iter_rows(named=True)}
    if by == "indicator":
        lines = rows[by].unique(maintain_order=True).to_list()
        order = {code: number for number, code in enumerate(_codes())}
        lines.sort(key=lambda code: (order.get(code, len(order)), code))
        names = [indicator_title(code, language) for code in lines]
        title = words(language, "verdicts_title_place", place=place)
    else:
        ordered = rows.sort("place_code", "place", nulls_last=True)
        lines = ordered["place"].unique(maintain_order=True).to_list()
        names = short_names(lines)
        title = words(language, "verdicts_title_places", indicator=indicator_title(indicator or "", language))
    if len(lines) > MOST:
        raise PanelError(
            f"{len(lines)} places are too many for one picture ({MOST} at most); choose some with --level or --place",
            f"{len(lines)} 个地区画不下（至多 {MOST} 个），请用 --level 或 --place 选取",
        )
    return _figure(cells, lines, names, title, language)


def _codes() -> list[str]:
    from luoshi.vocabulary.indicators import indicators

    return list(indicators().by_code)


def _figure(cells: Cells, lines: list[str], names: list[str], title: str, language: Language) -> Any:
    first, last = min(year for _, year in cells), max(year for _, year in cells)
    years = range(first, last + 1)
    columns = _columns({year for _, year in cells}, years)
    missing = len(cells) < len(lines) * len(columns)
    left = 0.35 + max(width(name, 9) for name in names)
    plot, height = _CELL * len(columns), _LINE * len(lines)
    across = max(left + plot + _RIGHT, 0.4 + width(title, 13.5), 4.6)
    items = cell_items(cells.values(), language, missing=missing)
    legend = legend_height(items, across - 0.4)
    figure = new_figure(across, _TOP + legend + 0.4 + height + _BOTTOM)
    top = figure.get_size_inches()[1]
    write_at(figure, 0.2, top - 0.3, title, fontsize=13, fontweight="bold", va="center")
    write_at(
        figure, 0.2, top - 0.56, _subtitle(cells, years, language), fontsize=9.5, color=SOFT, va="center"
    )
    draw_legend(figure, items, 0.2, top - _TOP, across - 0.4)
    axes = place_axes(figure, left, _BOTTOM, plot, height)
    _grid(axes, names, columns)
    heading = words(language, "share")
    write_at(
        figure, left + plot + 0.06, _BOTTOM + height + 0.11, heading, fontsize=8, color=SOFT, va="center"
    )
    place_of = {year: x for x, run in enumerate(columns) for year in run}
    for (line, year), verdict in cells.items():
        _cell(axes, place_of[year], lines.index(line), verdict)
    for number, line in enumerate(lines):
        for x, run in enumerate(columns):
            if (line, run[0]) not in cells:
                axes.plot([x - 0.1, x + 0.1], [number, number], color=FAINT, linewidth=0.9)
        axes.text(len(columns) - 0.38, number, _share(cells, line), fontsize=8.5, va="center", color=SOFT)
    return figure


def _columns(filled: set[int], years: range) -> list[list[int]]:
    """The years, one a column; three and more in a row that have nothing at all share one."""
    columns: list[list[int]] = []
    for empty, run in groupby(years, key=lambda year: year not in filled):
        found = list(run)
        columns += [found] if empty and len(found) >= _EMPTY_RUN else [[year] for year in found]
    return columns


def _subtitle(cells: Cells, years: range, language: Language) -> str:
    judged = [v for v in cells.values() if v in JUDGED]
    met = judged.count("met")
    share = round(100 * met / len(judged)) if judged else 0
    return words(
        language, "verdicts_subtitle", years=span_of_years(years[0], years[-1]), judged=len(judged), met=met, share=share
    )  # fmt: skip


def _share(cells: Cells, line: str) -> str:
    """Of the line's judged targets, how many were met: ``7/9``; a dash where none was."""
    judged = [v for (name, _), v in cells.items() if name == line and v in JUDGED]
    return f"{judged.count('met')}/{len(judged)}" if judged else "–"


def _grid(axes: Any, names: list[str], columns: list[list[int]]) -> None:
    axes.set_xlim(-0.5, len(columns) - 0.5)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_yticks(range(len(names)), names)
    axes.set_xticks(range(len(columns)), [str(run[0]) if len(run) == 1 else "⋯" for run in columns])
    axes.xaxis.tick_top()
    axes.tick_params(length=0, labelsize=9, labelcolor=INK)
    axes.tick_params(axis="x", labelsize=8.5, labelcolor=SOFT)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)


def _cell(axes: Any, x: int, line: int, verdict: str | None) -> None:
    shown = look(verdict)
    rectangle = need("matplotlib.patches", "plot").Rectangle
    edge = FAINT if shown is PENDING else "white"
    axes.add_patch(
        rectangle((x - 0.46, line - 0.44), 0.92, 0.88, facecolor=shown.colour, edgecolor=edge, linewidth=0.7)
    )
    axes.plot([x], [line], linestyle="none", **cell_marker(verdict))
