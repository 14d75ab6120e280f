"""What was reached beside what the schedule asks for, as the points of one SVG picture. Pure: numbers in, places out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from luoshi_web.supervision.progress.periods import month_end, passed
from luoshi_web.supervision.progress.values import write_value

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 78, 16, 18, 30


@dataclass(frozen=True, slots=True)
class Mark:
    """One reported value: where it stands, and what it says."""

    x: str
    y: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """A rule of the grid with its label."""

    at: str
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Points are ``x,y x,y`` of a polyline in a box of 640 by 220."""

    asked: str
    reached: str
    marks: tuple[Mark, ...]
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]


def draw(
    *, begins: date, due: date, target: Decimal, unit: str, level: bool, nodes: Sequence[tuple[date, Decimal]],
    reached: Sequence[tuple[date, Decimal]],
) -> Chart:  # fmt: skip
    """``level``: the target holds all along (a rate, a cap); else it is reached step by step, by milestones or evenly."""
    ends = max([due, *(day for day, _ in reached)])
    values = [Decimal(0), target, *(value for _, value in nodes), *(value for _, value in reached)]
    low, high = min(values), max(values)
    span = (high - low) * Decimal("1.08") or Decimal(1)

    def x(day: date) -> str:
        return f"{LEFT + passed(begins, ends, day) * (WIDTH - LEFT - RIGHT):.1f}"

    def y(value: Decimal) -> str:
        return f"{HEIGHT - BOTTOM - float((value - low) / span) * (HEIGHT - TOP - BOTTOM):.1f}"

    first = begins - timedelta(days=1)
    asked = _asked(first, ends, due, target, level, nodes)
    marks = tuple(Mark(x(day), y(value), f"{day}: {write_value(value, unit)}") for day, value in reached)
    return Chart(
        asked=" ".join(f"{x(day)},{y(value)}" for day, value in asked),
        reached=" ".join(f"{mark.x},{mark.y}" for mark in marks),
        marks=marks,
        rows=tuple(
            Line(y(value), write_value(value, unit))
            for value in sorted({low, *([Decimal(0)] if low < 0 else []), target})
        ),
        columns=tuple(Line(x(day), f"{day:%Y-%m}") for day in _columns(begins, ends)),
    )


def _asked(
    first: date, ends: date, due: date, target: Decimal, level: bool, nodes: Sequence[tuple[date, Decimal]]
) -> list[tuple[date, Decimal]]:
    """The schedule's corners."""
    if nodes:
        start = nodes[0][1] if level else Decimal(0)
        corners = [(first, start)]
        for day, value in nodes:
            corners += [(day, corners[-1][1]), (day, value)]
        return [*corners, (ends, corners[-1][1])]
    if level:
        return [(first, target), (ends, target)]
    return [(first, Decimal(0)), (due, target), (ends, target)]


def _columns(begins: date, ends: date) -> list[date]:
    """Ends of quarters; of half years where there are many."""
    step = 3 if (ends - begins).days < 800 else 6
    days = []
    day = month_end(begins)
    while day <= ends:
        if day.month % step == 0:
            days.append(day)
        day = month_end(day + timedelta(days=1))
    return days or [ends]
