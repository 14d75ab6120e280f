"""What comes back: one row a matter, a mark in each year that names it, a line between neighbours. Years without a report are hollow."""

from collections.abc import Sequence
from dataclasses import dataclass

from luoshi_web.portal.charts import svg

_WIDTH, _ROW, _TOP, _LABEL = 360, 26, 20, 150


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    years: tuple[int, ...]


def draw(name: str, said: svg.Said, rows: Sequence[Row], reported: Sequence[int]) -> str:
    every = list(range(min(reported), max(reported) + 1))
    step = (_WIDTH - _LABEL - 12) / max(len(every), 1)
    at = {year: _LABEL + step * (number + 0.5) for number, year in enumerate(every)}
    parts = []
    shown = max(1, -(-len(every) // 6))
    for number, year in enumerate(every):
        if number % shown == 0:
            parts.append(svg.words(at[year], 12, str(year), anchor="middle", size=10, soft=True))
    for number, row in enumerate(rows):
        y = _TOP + _ROW * number + 12
        parts.append(svg.words(2, y + 4, row.name if len(row.name) <= 11 else f"{row.name[:10]}…"))
        parts.append(svg.line(_LABEL, y, _WIDTH - 6, y, width=0.4))
        for first, second in zip(row.years, row.years[1:], strict=False):
            parts.append(svg.line(at[first], y, at[second], y, width=3, soft=False))
        parts += [svg.mark(at[year], y, "missed") for year in row.years]
    return svg.picture(name, said, _WIDTH, _TOP + _ROW * len(rows) + 4, parts)
