"""An item's lights over time as bars of one SVG picture. Pure: stretches of days in, places out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from luoshi_web.supervision.progress.periods import month_end

WIDTH, LEFT = 640, 84
ROWS = {"time": 14, "gap": 54, "hope": 94}
"""Light → top of its row, each 30 high."""
_HEIGHTS = {"red": 30, "yellow": 22, "blue": 16, "green": 9, "grey": 3}
"""The worse, the higher: the colours are told apart without being seen."""


class Stretch(NamedTuple):
    """A colour from ``since`` to the day before ``until``."""

    kind: str
    colour: str
    since: date
    until: date | None
    made_good: bool
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One colour of the strip: a rectangle with a title."""

    x: str
    y: int
    width: str
    height: int
    colour: str
    words: str


@dataclass(frozen=True, slots=True)
class Strip:
    """Bars, and a mark at each month's beginning."""

    bars: tuple[Bar, ...]
    months: tuple[tuple[str, str], ...]


def draw(stretches: Iterable[Stretch], *, begins: date, today: date) -> Strip:
    """From ``begins`` to the end of ``today``'s month."""
    ends = month_end(today) + timedelta(days=1)
    days = max((ends - begins).days, 1)
    scale = (WIDTH - LEFT) / days

    def x(day: date) -> float:
        return LEFT + min(max((day - begins).days, 0), days) * scale

    bars = []
    for stretch in stretches:
        start, end = x(stretch.since), x(stretch.until or today + timedelta(days=1))
        if end <= start:
            continue
        height = _HEIGHTS.get(stretch.colour, 3)
        shade = "made-good" if stretch.made_good else stretch.colour
        top = ROWS[stretch.kind] + 30 - height
        bars.append(Bar(f"{start:.1f}", top, f"{max(end - start, 1.5):.1f}", height, shade, stretch.words))
    return Strip(tuple(bars), tuple(_months(begins, ends, x)))


def _months(begins: date, ends: date, x: Callable[[date], float]) -> Iterable[tuple[str, str]]:
    months = (ends.year - begins.year) * 12 + ends.month - begins.month
    step = 1 if months <= 12 else 3
    for number in range(0, months + 1, step):
        year, month = divmod(begins.year * 12 + begins.month - 1 + number, 12)
        yield f"{x(date(year, month + 1, 1)):.1f}", f"{month + 1}"
