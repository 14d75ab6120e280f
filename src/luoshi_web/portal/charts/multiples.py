"""Several pictures as one that can be taken away: two beside each other, each under its name and with its own source."""

import re
from collections.abc import Sequence
from html import escape

from luoshi_web.portal.charts import svg

_COLUMN, _GAP, _NAME = 360, 20, 22
_BOX = re.compile(r'^<svg (xmlns="[^"]+" )class="chart" role="img" (?=[^>]*viewBox="0 0 [0-9.]+ ([0-9.]+)")')


def draw(said: svg.Said, pictures: Sequence[tuple[str, str]]) -> str:
    """``pictures``: names and pictures of :func:`svg.picture`, 360 wide."""
    parts, y, row = [], 0.0, 0.0
    for number, (name, picture) in enumerate(pictures):
        found = _BOX.match(picture)
        if found is None:
            raise ValueError("no picture of ours")
        x, height = (number % 2) * (_COLUMN + _GAP), float(found[2])
        if number % 2 == 0:
            y, row = y + row, 0.0
        parts.append(
            f'<text x="{x + 2}" y="{y + 15:g}" font-family="{svg.SANS}" font-size="13" font-weight="600" fill="{svg.INK}">{escape(name)}</text>'
        )
        place = f'x="{x}" y="{y + _NAME:g}" width="{_COLUMN}" height="{height:g}"'
        parts.append(f"<svg {place} {picture[found.end() :]}")
        row = max(row, height + _NAME + _GAP)
    width, bottom = _COLUMN * 2 + _GAP, y + row - _GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {bottom:g}">'
        f"<title>{escape(said.title)}</title><desc>{escape(said.finding)}</desc>"
        f'<rect width="{width}" height="{bottom:g}" fill="{svg.PAPER}"/>{"".join(parts)}</svg>'
    )
