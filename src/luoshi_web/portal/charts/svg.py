"""Pictures as text: pure functions of frozen values. Each picture has its title, its finding in one sentence and its source inside."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

INK, SOFT, PAPER = "#1d2733", "#52606d", "#ffffff"
COLOURS = {
    "met": "#1b5fa8",
    "near": "#5b6670",
    "missed": "#8a4b00",
    "silent": "#52606d",
    "open": "#52606d",
    "none": "#52606d",
    "ink": INK,
}
SANS = "PingFang SC, Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, Microsoft YaHei, sans-serif"


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a picture: its title, the finding, the source line."""

    title: str
    finding: str
    source: str


def picture(name: str, said: Said, width: float, height: float, parts: Sequence[str]) -> str:
    """A whole picture. ``name`` makes its ids; the source stands at the foot, so that a copied picture keeps it."""
    lines = _wrapped(said.source, width - 4, 10)
    foot = height + 16
    body = "".join(parts)
    bottom = foot + 13 * (len(lines) - 1) + 6
    source = "".join(
        words(2, foot + 13 * number, text, size=10, soft=True) for number, text in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-labelledby="{name}-t {name}-d" '
        f'viewBox="0 0 {width:g} {bottom:g}" font-family="{SANS}" font-size="12" fill="{INK}">'
        f'<title id="{name}-t">{escape(said.title)}</title><desc id="{name}-d">{escape(said.finding)}</desc>'
        f'<rect class="paper" width="{width:g}" height="{bottom:g}" fill="{PAPER}"/>{body}{source}</svg>'
    )


def _wrapped(text: str, width: float, size: float) -> list[str]:
    """The text in lines that fit: a Chinese character is as wide as the size, others a little more than half of it."""
    lines, line, used = [], "", 0.0
    for word in re.findall(r"[\x21-\x7e]+ ?|.", text):
        wide = sum(size if c > "\u2e80" else size * 0.56 for c in word)
        if line and used + wide > width:
            lines.append(line.rstrip())
            line, used = "", 0.0
        line, used = line + word, used + wide
    return [*lines, line.rstrip()]


def words(
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "start",
    size: float = 12,
    soft: bool = False,
    look: str = "",
    bold: bool = False,
) -> str:
    fill = COLOURS.get(look) or (SOFT if soft else INK)
    kind = look or ("soft" if soft else "ink")
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text class="{kind}" x="{x:g}" y="{y:g}" text-anchor="{anchor}" font-size="{size:g}" fill="{fill}"{weight}>'
        f"{escape(text)}</text>"
    )


def line(
    x1: float, y1: float, x2: float, y2: float, *, width: float = 1, dashed: str = "", soft: bool = True
) -> str:
    dash = f' stroke-dasharray="{dashed}"' if dashed else ""
    kind, stroke = ("soft", SOFT) if soft else ("ink", INK)
    return f'<line class="{kind}" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{stroke}" stroke-width="{width:g}"{dash}/>'


def bar(x: float, y: float, width: float, height: float, look: str, *, hollow: bool = False) -> str:
    colour = COLOURS.get(look, SOFT)
    paint = f'fill="none" stroke="{colour}"' if hollow else f'fill="{colour}"'
    return f'<rect class="{look}{" hollow" if hollow else ""}" x="{x:g}" y="{y:g}" width="{max(width, 0):g}" height="{height:g}" {paint}/>'


def mark(x: float, y: float, look: str, *, hollow: bool = False, size: float = 5) -> str:
    """The sign of a verdict as a shape, so that it is known in grey print: a dot for met, half a dot for near, a square for missed.
    A value that nothing was judged by is a small dot."""
    colour = COLOURS.get(look, SOFT)
    paint = f'fill="{PAPER}" stroke="{colour}" stroke-width="1.6"' if hollow else f'fill="{colour}"'
    kind = f'class="{look}{" hollow" if hollow else ""}"'
    if look == "missed":
        return f'<rect {kind} x="{x - size:g}" y="{y - size:g}" width="{2 * size:g}" height="{2 * size:g}" {paint}/>'
    if look == "near":
        ring = f'<circle class="near hollow" cx="{x:g}" cy="{y:g}" r="{size:g}" fill="{PAPER}" stroke="{colour}" stroke-width="1.4"/>'
        return f'{ring}<path class="near" d="M{x:g} {y - size:g} a{size:g} {size:g} 0 0 0 0 {2 * size:g} z" fill="{colour}"/>'
    return f'<circle {kind} cx="{x:g}" cy="{y:g}" r="{size if look == "met" else size / 2:g}" {paint}/>'


def tick(x: float, y: float, bound: str, *, half: float = 8) -> str:
    """What was promised: an upright tick whose arms say how it binds: 以上 ├, 以内 ┤, 左右 a band across."""
    parts = [line(x, y - half, x, y + half, width=2, soft=False)]
    if bound in {"at_least", "more_than"}:
        parts.append(line(x, y, x + 6, y, width=2, soft=False))
    elif bound in {"at_most", "nearly"}:
        parts.append(line(x - 6, y, x, y, width=2, soft=False))
    elif bound == "about":
        parts.append(
            line(x - 4, y - half, x + 4, y - half, soft=False)
            + line(x - 4, y + half, x + 4, y + half, soft=False)
        )
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class Scale:
    """Values on a stretch of the picture."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: Decimal | float) -> float:
        share = (float(value) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 2)

    def steps(self) -> list[float]:
        """Round values from end to end, six at most."""
        span = self.high - self.low
        size = next(
            s * 10**power for power in range(-4, 16) for s in (1, 2, 5) if span / (s * 10**power) <= 6
        )
        first = -(-self.low // size) * size
        return [
            round(first + number * size, 6)
            for number in range(8)
            if first + number * size <= self.high + 1e-9
        ]


def scale(values: Sequence[Decimal | float], start: float, end: float, *, zero: bool = True) -> Scale:
    """A scale that holds all values with room on both sides."""
    numbers = [float(value) for value in values] + ([0.0] if zero else [])
    low, high = min(numbers), max(numbers)
    room = (high - low) * 0.08 or max(abs(high) * 0.1, 1.0)
    return Scale(low - room, high + room, start, end)


def plain(value: float) -> str:
    return f"{value:g}"
