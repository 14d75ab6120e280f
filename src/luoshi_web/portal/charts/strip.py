"""One year's values by level: dots piled on a line, the median ticked. More than 200 dots a level are bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from luoshi_web.portal.charts import svg

_LABEL, _WIDTH, _TOP, _MOST = 44, 360, 24, 200


@dataclass(frozen=True, slots=True)
class Level:
    name: str
    values: tuple[Decimal, ...]


def draw(name: str, said: svg.Said, levels: Sequence[Level], unit: str) -> str:
    values = [value for level in levels for value in level.values]
    on = svg.scale(values, _LABEL + 8, _WIDTH - 14, zero=False)
    parts, y = [], float(_TOP)
    body: list[str] = []
    for level in levels:
        bins: dict[float, int] = {}
        for value in sorted(level.values):
            x = round(on.at(value) / 6) * 6.0
            bins[x] = bins.get(x, 0) + 1
        tallest = max(bins.values(), default=1)
        rise = min(6.0, 54 / tallest)
        height = max(tallest * rise, 14) + 16
        base = y + height - 8
        body.append(svg.words(2, base, level.name))
        body.append(svg.line(_LABEL, base + 4, _WIDTH - 6, base + 4, width=0.6))
        for x, count in bins.items():
            if len(level.values) > _MOST or rise < 4:
                body.append(svg.bar(x - 2.5, base - count * rise + 1, 5, count * rise, "met"))
            else:
                body += [svg.mark(x, base - number * rise, "met", size=2.6) for number in range(count)]
        middle = on.at(median(level.values))
        body.append(svg.line(middle, base + 1, middle, base + 9, width=2, soft=False))
        y += height
    for step in on.steps():
        x = on.at(step)
        parts.append(svg.line(x, _TOP - 6, x, y, width=0.4))
        parts.append(svg.words(x, _TOP - 11, svg.plain(step), anchor="middle", size=10, soft=True))
    parts.append(svg.words(_WIDTH - 2, _TOP - 11, unit, anchor="end", size=10, soft=True))
    return svg.picture(name, said, _WIDTH, y + 4, [*parts, *body])
