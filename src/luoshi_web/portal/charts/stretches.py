"""Stretches of a bar that are known without colour: each look has a fill of its own, which a printer in grey keeps and one count in a hundred still shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from luoshi_web.portal.charts import svg

SOLID = frozenset({"met", "missed", "ink", "plain"})
"""Looks on which words are written in the colour of the paper."""
_SWATCH, _TALL, _ROW = 14, 12, 20
_NARROW = 6


@dataclass(frozen=True, slots=True)
class Key:
    """What a fill stands for."""

    look: str
    words: str


def stretch(x: float, y: float, width: float, height: float, look: str) -> str:
    """met: full. near: the lower half full, in a frame where there is room. missed: full, with slits along its edges.
    silent: a frame. open: two rails. none: its foot alone. ink: full and taller than the others. Any other look is full."""
    width = max(width, 0.4)
    colour = svg.COLOURS.get(look, svg.SOFT)
    if look == "near":
        frame = _frame(x, y, width, height, look, colour) if width >= _NARROW else ""
        return frame + _full(x, y + height * 0.6, width, height * 0.4, look, colour)
    if look == "missed":
        slits = "".join(
            _full(x, y + height * at, width, height * 0.12, "paper", svg.PAPER) for at in (0.08, 0.8)
        )
        return _full(x, y, width, height, look, colour) + slits
    if look == "silent":
        return _frame(x, y, width, height, look, colour)
    if look == "open":
        return _full(x, y, width, 3, look, colour) + _full(x, y + height - 3, width, 3, look, colour)
    if look == "none":
        return _full(x, y + height - 2, width, 2, look, colour)
    if look == "ink":
        return _full(x, y - height / 4, width, height * 1.5, look, colour)
    return _full(x, y, width, height, look, colour)


def _full(x: float, y: float, width: float, height: float, kind: str, colour: str) -> str:
    return f'<rect class="{kind}" x="{x:.4g}" y="{y:.4g}" width="{width:.4g}" height="{height:.4g}" fill="{colour}"/>'


def _frame(x: float, y: float, width: float, height: float, look: str, colour: str) -> str:
    """The line lies within, so that neighbours do not touch."""
    wide, tall = max(width - 1, 0.2), height - 1
    return (
        f'<rect class="{look} hollow" x="{x + 0.5:.4g}" y="{y + 0.5:.4g}" width="{wide:.4g}" height="{tall:.4g}" '
        f'fill="{svg.PAPER}" stroke="{colour}"/>'
    )


def keys(top: float, width: float, every: Sequence[Key]) -> tuple[list[str], float]:
    """A swatch and its words for each fill, as many beside each other as fit; and where they end."""
    parts, x, y = [], 2.0, top
    for one in every:
        wide = _SWATCH + 5 + sum(10 if c > "\u2e80" else 5.8 for c in one.words) + 12
        if x + wide > width and x > 2:
            x, y = 2.0, y + _ROW
        parts.append(f'<g class="key">{stretch(x, y + 3, _SWATCH, _TALL, one.look)}</g>')
        parts.append(svg.words(x + _SWATCH + 5, y + 13, one.words, size=10, soft=True))
        x += wide
    return parts, y + _ROW if every else top
