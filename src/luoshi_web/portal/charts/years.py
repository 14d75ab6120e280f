"""An indicator over the years: promised as a tick, stated as a dot. Gaps stay gaps; a year without a report says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from luoshi_web.portal.charts import svg

_WIDTH, _HEIGHT, _LEFT, _TOP = 360, 190, 46, 12


@dataclass(frozen=True, slots=True)
class Point:
    year: int
    promised: Decimal | None
    high: Decimal | None
    bound: str
    stated: Decimal | None
    look: str
    expected: bool
    reported: bool


def draw(
    name: str,
    said: svg.Said,
    points: Sequence[Point],
    unit: str,
    own: int | None = None,
    *,
    beside: Sequence[Point] = (),
) -> str:
    """``own`` is the year that the page is about: its number is bold. ``beside``: what other pictures show, for one scale on all."""
    divisor, prefix = _magnitude([*points, *beside])
    values = [
        v / divisor for p in (*points, *beside) for v in (p.promised, p.high, p.stated) if v is not None
    ]
    up = svg.scale(values, _HEIGHT - 26, _TOP + 8, zero=unit in {"%", "‰", "百分点"})
    step = (_WIDTH - _LEFT - 12) / max(len(points), 1)
    parts = [svg.words(2, _TOP + 2, f"{prefix}{unit}", size=10, soft=True)]
    for value in up.steps():
        y = up.at(value)
        parts.append(svg.line(_LEFT, y, _WIDTH - 6, y, width=1.2 if value == 0 else 0.4))
        parts.append(svg.words(_LEFT - 5, y + 4, svg.plain(value), anchor="end", size=10, soft=True))
    every = max(1, -(-len(points) // 8))
    before: tuple[int, float, float] | None = None
    for number, point in enumerate(points):
        x = _LEFT + step * (number + 0.5)
        if number % every == 0 or point.year == own:
            parts.append(
                svg.words(
                    x,
                    _HEIGHT - 8,
                    str(point.year),
                    anchor="middle",
                    size=10,
                    soft=point.year != own,
                    bold=point.year == own,
                )
            )
        if not point.reported and point.promised is None and point.stated is None:
            parts.append(svg.words(x, _HEIGHT - 30, "○", anchor="middle", size=10, look="none"))
        if point.promised is not None:
            y = up.at(point.promised / divisor)
            parts.append(flat(x, y, point.bound))
            if point.high is not None:
                parts.append(svg.line(x, y, x, up.at(point.high / divisor), width=3, soft=False))
        if point.stated is not None:
            y = up.at(point.stated / divisor)
            if before is not None and before[0] == number - 1:
                parts.insert(1, svg.line(before[1], before[2], x, y, width=0.8))
            parts.append(svg.mark(x, y, point.look, hollow=point.expected))
            before = (number, x, y)
    return svg.picture(name, said, _WIDTH, _HEIGHT, parts)


def flat(x: float, y: float, bound: str) -> str:
    """The promised value as a level tick; 以上 points up, 以内 down."""
    parts = [svg.line(x - 8, y, x + 8, y, width=2, soft=False)]
    if bound in {"at_least", "more_than"}:
        parts.append(svg.line(x, y, x, y - 6, width=2, soft=False))
    elif bound in {"at_most", "nearly"}:
        parts.append(svg.line(x, y, x, y + 6, width=2, soft=False))
    elif bound == "about":
        parts.append(
            svg.line(x - 8, y - 3, x - 8, y + 3, soft=False)
            + svg.line(x + 8, y - 3, x + 8, y + 3, soft=False)
        )
    return "".join(parts)


def _magnitude(points: Sequence[Point]) -> tuple[Decimal, str]:
    largest = max(
        (abs(v) for p in points for v in (p.promised, p.stated) if v is not None), default=Decimal(0)
    )
    for size, name in ((Decimal(10**12), "万亿"), (Decimal(10**8), "亿"), (Decimal(10**4), "万")):
        if largest >= size:
            return size, name
    return Decimal(1), ""
