"""Counts as bars of one length a count, one row a year or a part: each stretch has its figure and its sign."""

from collections.abc import Sequence
from dataclasses import dataclass

from luoshi_web.portal.charts import svg

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


def draw(name: str, said: svg.Said, bars: Sequence[Bar]) -> str:
    """All bars on one scale, so that their lengths can be compared."""
    most = max((sum(s.count for s in bar.stretches) for bar in bars), default=0) or 1
    unit = (_WIDTH - _LABEL - 8) / most
    parts = []
    for number, bar in enumerate(bars):
        y = 6 + _ROW * number
        parts.append(svg.words(2, y + 14, bar.name))
        x: float = _LABEL
        for stretch in bar.stretches:
            if not stretch.count:
                continue
            width = stretch.count * unit
            hollow = stretch.look in {"silent", "open", "none"}
            parts.append(svg.bar(x + 0.8, y + 2, width - 1.6, 16, stretch.look, hollow=hollow))
            label = (
                f"{stretch.sign}{stretch.count}" if width > 24 else (str(stretch.count) if width > 11 else "")
            )
            ink = f'class="{stretch.look} on" fill="{svg.COLOURS[stretch.look] if hollow else svg.PAPER}"'
            parts.append(
                f'<text {ink} x="{x + width / 2:g}" y="{y + 14:g}" text-anchor="middle" font-size="11">{label}</text>'
            )
            x += width
        if bar.remark:
            parts.append(svg.words(x + 6, y + 14, bar.remark, size=10, soft=True))
    return svg.picture(name, said, _WIDTH, 8 + _ROW * len(bars), parts)
