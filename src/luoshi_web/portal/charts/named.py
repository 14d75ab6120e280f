"""Figures of things with long names: the name above, a bar below, its figure behind it. Fits a phone whatever the names are."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from luoshi_web.portal.charts import svg

_WIDTH, _ROW, _FIGURE = 360, 32, 48


@dataclass(frozen=True, slots=True)
class Bar:
    """``figure`` is what is written behind the bar; ``value`` is what it is as long as."""

    name: str
    value: Decimal
    figure: str


def draw(name: str, said: svg.Said, bars: Sequence[Bar]) -> str:
    """All on one scale that begins at nothing: what is below nothing has its figure alone."""
    most = max((bar.value for bar in bars), default=Decimal(0))
    unit = (_WIDTH - _FIGURE) / float(most) if most > 0 else 0.0
    parts = []
    for number, bar in enumerate(bars):
        y, length = 4 + _ROW * number, max(float(bar.value) * unit, 0.0)
        parts.append(svg.words(2, y + 11, bar.name))
        parts.append(svg.bar(2, y + 15, length, 9, "plain"))
        parts.append(svg.words(length + 7, y + 24, bar.figure, size=11, soft=True))
    return svg.picture(name, said, _WIDTH, 8 + _ROW * len(bars), parts)
