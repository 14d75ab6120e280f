"""Counts as bars of one length a count, one row a year or a part: each stretch has its figure, its sign and its fill."""

from collections.abc import Sequence
from dataclasses import dataclass

from luoshi_web.portal.charts import svg
from luoshi_web.portal.charts.stretches import SOLID, Key, keys, stretch

_LABEL, _WIDTH, _ROW = 52, 360, 24


@dataclass(frozen=True, slots=True)
class Stretch:
    count: int
    look: str
    sign: str


@dataclass(frozen=True, slots=True)
class Bar:
    name: str
    stretches: Sequence[Stretch]
    remark: str = ""


def draw(name: str, said: svg.Said, bars: Sequence[Bar], legend: Sequence[Key] = ()) -> str:
    """All bars on one scale, so that their lengths can be compared; of ``legend`` what is drawn."""
    most = max((sum(s.count for s in bar.stretches) for bar in bars), default=0) or 1
    unit = (_WIDTH - _LABEL - 8) / most
    parts = []
    for number, bar in enumerate(bars):
        y = 6 + _ROW * number
        parts.append(svg.words(2, y + 14, bar.name))
        x: float = _LABEL
        for held in bar.stretches:
            if held.count:
                parts.append(_stretch(held, x, y + 2, held.count * unit))
                x += held.count * unit
        if bar.remark:
            parts.append(svg.words(x + 6, y + 14, bar.remark, size=10, soft=True))
    drawn = {held.look for bar in bars for held in bar.stretches if held.count}
    below, end = keys(8 + _ROW * len(bars), _WIDTH, [key for key in legend if key.look in drawn])
    return svg.picture(name, said, _WIDTH, end, [*parts, *below])


def _stretch(held: Stretch, x: float, y: float, width: float) -> str:
    label = str(held.count) if width > 6 * len(str(held.count)) + 5 else ""
    ink = svg.PAPER if held.look in SOLID else svg.COLOURS[held.look]
    lift, size = (8.4, 9) if held.look == "near" else (12, 11)  # above the full half
    written = f'<text class="{held.look} on" fill="{ink}" x="{x + width / 2:g}" y="{y + lift:g}" text-anchor="middle" font-size="{size}">{label}</text>'
    return stretch(x + 0.8, y, width - 1.6, 16, held.look) + (written if label else "")
