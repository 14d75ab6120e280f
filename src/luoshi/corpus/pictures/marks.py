"""The marks of targets, results and verdicts."""

from typing import Any

from luoshi.corpus.extras import need
from luoshi.corpus.pictures.chosen import Point
from luoshi.corpus.pictures.palette import INK, QUESTION, SOFT, TARGET, look

# A bound → the mark it is drawn with.
_SHAPES = {
    "at_least": "at_least", "more_than": "at_least", "at_most": "at_most", "nearly": "at_most", "about": "about",
    "range": "range", "exact": "exact",
}  # fmt: skip
# Verdicts whose marks are lines.
_OF_LINES = ("unreported", "unjudgeable", "stated_otherwise")


def shape_of(point: Point) -> str | None:
    """How the target is drawn; None where it has no number."""
    if point.low is None and point.high is None:
        return None
    if point.low is not None and point.high is not None and point.low != point.high:
        return "range"
    return _SHAPES.get(point.bound or "exact", "exact")


def _bar_marker(shape: str, *, upright: bool) -> Any:
    """A bar across the axis of values, with an arrow the way that the bound leaves open."""
    path = need("matplotlib.path", "plot").Path
    lines: list[list[tuple[float, float]]] = [[(-1, 0), (1, 0)]]
    if shape != "exact":
        sign = 1 if shape == "at_least" else -1
        lines += [[(0, 0), (0, 1.15 * sign)], [(-0.42, 0.7 * sign), (0, 1.15 * sign), (0.42, 0.7 * sign)]]
    if not upright:  # values run to the right
        lines = [[(y, x) for x, y in line] for line in lines]
    vertices = [vertex for line in lines for vertex in line]
    codes = [code for line in lines for code in (path.MOVETO, *[path.LINETO] * (len(line) - 1))]
    return path(vertices, codes)


def draw_target(
    axes: Any, point: Point, at: float, size: float, *, upright: bool = True, thick: float
) -> None:
    """The target of ``point`` at a place of the other axis. ``upright``: values run upwards."""
    shape = shape_of(point)
    if shape is None:
        return
    if shape == "range":
        low, high = (v / size for v in (point.low or 0.0, point.high or 0.0))
        span = {"facecolor": TARGET, "alpha": 0.28, "edgecolor": TARGET, "linewidth": 1.2, "zorder": 3}
        rectangle = need("matplotlib.patches", "plot").Rectangle
        corner, extent = ((at - thick / 2, low), (thick, high - low))
        if not upright:
            corner, extent = (corner[1], corner[0]), (extent[1], extent[0])
        axes.add_patch(rectangle(corner, *extent, **span))
        return
    value = (point.aim or 0.0) / size
    x, y = (at, value) if upright else (value, at)
    axes.plot([x], [y], linestyle="none", zorder=4, **target_marker(shape, upright=upright))


def target_marker(shape: str, *, upright: bool = True) -> dict[str, Any]:
    if shape == "about":
        return {
            "marker": "o",
            "markersize": 8.5,
            "markerfacecolor": "none",
            "markeredgecolor": TARGET,
            "markeredgewidth": 1.5,
        }
    return {
        "marker": _bar_marker(shape, upright=upright),
        "markersize": 15 if shape != "exact" else 13,
        "markerfacecolor": "none",
        "markeredgecolor": TARGET,
        "markeredgewidth": 1.7,
    }


def verdict_marker(verdict: str | None, size: float = 6.5) -> dict[str, Any]:
    """A result's mark: the verdict's shape in its colour, small and hollow where nothing was promised."""
    if verdict is None:
        return {
            "marker": "o",
            "markersize": size * 0.75,
            "markerfacecolor": "white",
            "markeredgecolor": SOFT,
            "markeredgewidth": 1,
        }
    shown = look(verdict)
    edge = shown.colour if verdict in ("met", "missed") else INK
    if verdict in _OF_LINES:
        return _stroke(shown.marker, SOFT, size)
    return {
        "marker": shown.marker, "markersize": size * (1.2 if verdict == "missed" else 1), "markerfacecolor": shown.colour,
        "markeredgecolor": edge, "markeredgewidth": 0.8,
    }  # fmt: skip


def draw_result(axes: Any, x: float, y: float, verdict: str | None) -> None:
    """The result at its place; a sign of lines on a disc of its own, for the line of results runs through it."""
    if verdict in _OF_LINES:
        disc = {
            "marker": "o",
            "markersize": 11,
            "markerfacecolor": "white",
            "markeredgecolor": SOFT,
            "markeredgewidth": 0.8,
        }
        axes.plot([x], [y], linestyle="none", zorder=5, **disc)
    axes.plot([x], [y], linestyle="none", zorder=6, **verdict_marker(verdict))


def cell_marker(verdict: str | None) -> dict[str, Any]:
    """The mark on a coloured cell of a heat map."""
    shown = look(verdict)
    if verdict in _OF_LINES:
        return _stroke(shown.marker, shown.ink, 6)
    return {"marker": shown.marker, "color": shown.ink, "markersize": 5.5, "markeredgewidth": 0}


def _stroke(marker: str, colour: str, size: float) -> dict[str, Any]:
    """A sign of lines: the dash of what was not reported, the question mark of what cannot be judged."""
    path = _question_mark() if marker == QUESTION else marker
    return {
        "marker": path, "markersize": size * 1.15, "markerfacecolor": "none", "markeredgecolor": colour, "markeredgewidth": 1.5,
    }  # fmt: skip


def _question_mark() -> Any:
    path = need("matplotlib.path", "plot").Path
    hook = [(-0.5, 0.45), (-0.35, 0.85), (0, 1), (0.35, 0.85), (0.5, 0.5), (0.35, 0.2), (0, -0.1), (0, -0.4)]
    dot = [(0, -0.7), (0, -1)]
    codes = [path.MOVETO, *[path.LINETO] * (len(hook) - 1), path.MOVETO, path.LINETO]
    return path([*hook, *dot], codes)
