"""The legend: every mark that a picture has, with its words, in rows that flow like text."""

from collections.abc import Iterable
from typing import Any

from luoshi.corpus.extras import need
from luoshi.corpus.panel_columns import VERDICTS, Language, word
from luoshi.corpus.pictures.canvas import place_axes
from luoshi.corpus.pictures.chosen import Point
from luoshi.corpus.pictures.fonts import width
from luoshi.corpus.pictures.marks import cell_marker, shape_of, target_marker, verdict_marker
from luoshi.corpus.pictures.palette import FAINT, INK, LOOKS, PENDING, SOFT, TARGET, look
from luoshi.corpus.pictures.words import words

_LEGEND_POINTS = 8.5
_ROW = 0.23  # inches
_ELLIPSIS = "…"
STAR = "*"


def legend_items(
    shown: Iterable[Point], language: Language, *, line: bool, upright: bool
) -> list[tuple[Any, str]]:
    """Handle and words of every mark that the picture has."""
    lines = need("matplotlib.lines", "plot").Line2D
    patches = need("matplotlib.patches", "plot").Patch
    points = tuple(shown)
    shapes = {shape_of(point) for point in points}
    items: list[tuple[Any, str]] = []
    for shape in ("at_least", "at_most", "about", "exact", "range"):
        if shape in shapes and shape == "range":
            items.append((patches(facecolor=TARGET, alpha=0.28, edgecolor=TARGET), words(language, shape)))
        elif shape in shapes:
            items.append(
                (
                    lines([], [], linestyle="none", **target_marker(shape, upright=upright)),
                    words(language, shape),
                )
            )
    if line and any(point.realised is not None for point in points):
        items.append((lines([], [], color=SOFT, linewidth=1.4), words(language, "result")))
    verdicts = {point.verdict for point in points}
    for verdict in VERDICTS:
        if verdict in verdicts:
            mark = lines([], [], linestyle="none", **verdict_marker(verdict))
            items.append((mark, word("verdict", verdict, language)))
    if any(p.verdict is None and p.realised is not None for p in points):
        items.append((lines([], [], linestyle="none", **verdict_marker(None)), words(language, "no_target")))
    if any(p.verdict is None and p.aim is not None for p in points):
        items.append((_ELLIPSIS, words(language, "pending")))
    if any(p.not_drawn for p in points):
        items.append((STAR, words(language, "not_drawn")))
    return items


def cell_items(verdicts: Iterable[str | None], language: Language, *, missing: bool) -> list[tuple[Any, str]]:
    """Handle and words of the cells of a heat map."""
    patches = need("matplotlib.patches", "plot").Patch
    present = set(verdicts)
    items: list[tuple[str | None, str]] = [(v, word("verdict", v, language)) for v in LOOKS if v in present]
    if None in present:
        items.append((None, words(language, "pending")))
    handles: list[tuple[Any, str]] = []
    for verdict, name in items:
        shown = look(verdict)
        handles.append(
            (
                Cell(
                    patches(facecolor=shown.colour, edgecolor=FAINT if shown is PENDING else "none"), verdict
                ),
                name,
            )
        )
    if missing:
        handles.append(
            (Cell(patches(facecolor="none", edgecolor="none"), "missing"), words(language, "cell_missing"))
        )
    return handles


class Cell:
    """A legend's entry that is drawn as a cell: a patch and the mark on it."""

    def __init__(self, patch: Any, verdict: str | None) -> None:
        self.patch = patch
        self.verdict = verdict


def legend_height(items: list[tuple[Any, str]], across: float) -> float:
    return _ROW * len(_wrapped(items, across))


def _wrapped(items: list[tuple[Any, str]], across: float) -> list[list[tuple[Any, str]]]:
    rows: list[list[tuple[Any, str]]] = [[]]
    used = 0.0
    for item in items:
        needed = 0.56 + width(item[1], _LEGEND_POINTS)
        if rows[-1] and used + needed > across:
            rows.append([])
            used = 0.0
        rows[-1].append(item)
        used += needed
    return rows


def draw_legend(figure: Any, items: list[tuple[Any, str]], left: float, top: float, across: float) -> None:
    """Rows of marks with their words, flowing like text; laid out by estimate, so that no font decides it."""
    rows = _wrapped(items, across)
    height = _ROW * len(rows)
    axes = place_axes(figure, left, top - height, across, height)
    axes.set_xlim(0, across)
    axes.set_ylim(0, height)
    axes.axis("off")
    for number, row in enumerate(rows):
        y = height - _ROW * (number + 0.5)
        x = 0.0
        for handle, name in row:
            _handle(axes, handle, x + 0.13, y)
            axes.text(x + 0.33, y, name, fontsize=_LEGEND_POINTS, va="center", color=INK)
            x += 0.56 + width(name, _LEGEND_POINTS)


def _handle(axes: Any, handle: Any, x: float, y: float) -> None:
    rectangle = need("matplotlib.patches", "plot").Rectangle
    if isinstance(handle, str):
        axes.text(x, y, handle, ha="center", va="center", color=SOFT)
    elif isinstance(handle, Cell):
        patch = handle.patch
        axes.add_patch(
            rectangle(
                (x - 0.12, y - 0.085),
                0.24,
                0.17,
                facecolor=patch.get_facecolor(),
                edgecolor=patch.get_edgecolor(),
                linewidth=0.8,
            )
        )
        if handle.verdict == "missing":
            axes.plot([x - 0.05, x + 0.05], [y, y], color=FAINT, linewidth=0.9)
        else:
            axes.plot([x], [y], linestyle="none", **cell_marker(handle.verdict))
    elif hasattr(handle, "get_hatch"):
        axes.add_patch(
            rectangle(
                (x - 0.12, y - 0.07),
                0.24,
                0.14,
                facecolor=handle.get_facecolor(),
                edgecolor=handle.get_edgecolor(),
                hatch=handle.get_hatch(),
                linewidth=0.8,
            )
        )
    elif handle.get_linestyle() not in ("None", "none"):
        axes.plot([x - 0.13, x + 0.13], [y, y], color=handle.get_color(), linewidth=handle.get_linewidth())
    else:
        axes.plot([x], [y], linestyle="none", marker=handle.get_marker(), markersize=handle.get_markersize() * 0.9,
                  markerfacecolor=handle.get_markerfacecolor(), markeredgecolor=handle.get_markeredgecolor(),
                  markeredgewidth=handle.get_markeredgewidth())  # fmt: skip
