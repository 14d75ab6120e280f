"""The provinces as squares: no boundary is drawn, and no licence is needed. Missing is hatched, never pale."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from luoshi_web.portal.charts import svg

# Column and row, from 1; of the 69 land borders of 31 provinces 59 are kept, corners counted
POSITIONS: dict[str, tuple[int, int]] = {
    "23": (8, 1), "15": (5, 2), "11": (6, 2), "21": (7, 2), "22": (8, 2), "65": (1, 3), "62": (2, 3), "64": (3, 3), "61": (4, 3),
    "14": (5, 3), "13": (6, 3), "12": (7, 3), "54": (1, 4), "63": (2, 4), "51": (3, 4), "50": (4, 4), "41": (5, 4), "37": (6, 4),
    "53": (3, 5), "52": (4, 5), "42": (5, 5), "34": (6, 5), "32": (7, 5), "31": (8, 5), "45": (4, 6), "43": (5, 6), "36": (6, 6),
    "33": (7, 6), "44": (5, 7), "35": (6, 7), "71": (8, 7), "46": (4, 8), "82": (5, 8), "81": (6, 8),
}  # fmt: skip
_CELL, _GAP = 42, 3
_SHADES = ("#dbe7f5", "#b4cfec", "#86b1de", "#4a86c4", "#1b5fa8")


@dataclass(frozen=True, slots=True)
class Tile:
    code: str
    name: str
    count: int
    path: str


def draw(name: str, said: svg.Said, tiles: Sequence[Tile]) -> str:
    """One square a province: short name, figure, a shade in five steps, a link where there is something."""
    most = max((tile.count for tile in tiles), default=0)
    parts = [
        '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect class="paper" width="6" height="6" fill="#ffffff"/><line class="hatch" x1="0" y1="0" x2="0" y2="6" stroke="#8a95a0" stroke-width="1.2"/></pattern></defs>'
    ]
    for tile in tiles:
        column, row = POSITIONS[tile.code]
        parts.append(_square(tile, (column - 1) * (_CELL + _GAP) + 1, (row - 1) * (_CELL + _GAP) + 1, most))
    return svg.picture(name, said, 8 * (_CELL + _GAP), 8 * (_CELL + _GAP), parts)


def _square(tile: Tile, x: int, y: int, most: int) -> str:
    middle = x + _CELL / 2
    if not tile.count:
        label = svg.words(middle, y + 26, tile.name, anchor="middle", size=11, soft=True)
        back = f'<rect class="paper" x="{middle - 18:g}" y="{y + 13}" width="36" height="17" fill="#ffffff"/>'
        return (
            f'<g><rect x="{x}" y="{y}" width="{_CELL}" height="{_CELL}" fill="url(#hatch)"/>{back}{label}</g>'
        )
    step = min(
        4, int(5 * (tile.count / (most + 1)) ** 0.5)
    )  # few have most: by the root, so that the many differ too
    ink = "#ffffff" if step >= 3 else "#1d2733"
    body = (
        f'<rect class="shade{step}" x="{x}" y="{y}" width="{_CELL}" height="{_CELL}" fill="{_SHADES[step]}"/>'
        f'<text class="on-shade" x="{middle:g}" y="{y + 18}" text-anchor="middle" font-size="11" fill="{ink}">{escape(tile.name)}</text>'
        f'<text class="on-shade" x="{middle:g}" y="{y + 34}" text-anchor="middle" font-size="12" font-weight="600" fill="{ink}">{tile.count}</text>'
    )
    return (
        f'<a href="{escape(tile.path)}"><title>{escape(tile.name)} {tile.count}</title>{body}</a>'
        if tile.path
        else f"<g>{body}</g>"
    )
