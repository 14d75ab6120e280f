"""Two pictures as places in an SVG: bars of units, and the line of the year. Pure: numbers in, places out.

Every part has its colour, its pattern and its words, and the same numbers stand in a table beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH, BAR, GAP, LABELS, SUMS = 640, 18, 8, 132, 40
HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 220, 44, 16, 14, 28


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar."""

    x: str
    width: str
    code: str
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A unit's bar: where it stands, what it is called, its parts from left to right."""

    y: int
    middle: int
    name: str
    items: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """All bars, each as wide as the others: shares are compared, and the number of items stands behind."""

    height: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """Two lines over twelve months; ``rows`` are the lines of the grid with their numbers."""

    due: str
    closed: str
    marks: tuple[tuple[str, str, int, int], ...]
    rows: tuple[tuple[str, int], ...]
    columns: tuple[tuple[str, int], ...]
    today: str


def bars(units: Sequence[tuple[str, Mapping[str, int]]], codes: Sequence[str]) -> Bars:
    """A bar a unit, of equal length; parts in the order of ``codes``."""
    room = WIDTH - LABELS - SUMS
    found = []
    for place, (name, stands) in enumerate(units):
        items = sum(stands.values())
        at, parts = 0.0, []
        for code in codes:
            width = room * stands.get(code, 0) / items if items else 0.0
            if width:
                parts.append(Part(f"{LABELS + at:.1f}", f"{width:.1f}", code, stands[code]))
            at += width
        y = place * (BAR + GAP) + GAP
        found.append(Bar(y, y + BAR - 5, name, items, tuple(parts)))
    return Bars(len(found) * (BAR + GAP) + GAP, tuple(found))


def curve(months: Sequence[tuple[int, int, int]], *, until: int) -> Curve:
    """``months`` are (month, due, closed), summed from January; what was closed is drawn up to the month ``until``."""
    most = max([1, *(due for _month, due, _closed in months), *(closed for *_rest, closed in months)])

    def x(month: int) -> str:
        return f"{LEFT + (month - 1) * (WIDTH - LEFT - RIGHT) / 11:.1f}"

    def y(count: int) -> str:
        return f"{HEIGHT - BOTTOM - count / most * (HEIGHT - TOP - BOTTOM):.1f}"

    closed = [(month, count) for month, _due, count in months if month <= until]
    return Curve(
        due=" ".join(f"{x(month)},{y(due)}" for month, due, _closed in months),
        closed=" ".join(f"{x(month)},{y(count)}" for month, count in closed),
        marks=tuple((x(month), y(count), month, count) for month, count in closed),
        rows=tuple((y(count), count) for count in sorted({0, most // 2, most})),
        columns=tuple((x(month), month) for month in range(1, 13)),
        today=x(until) if 1 <= until < 12 else "",
    )
