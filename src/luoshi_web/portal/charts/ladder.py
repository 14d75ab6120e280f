"""One target from the nation down: a column a level, the value with its bound mark. A level that said nothing keeps its empty column."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from luoshi_web.portal.charts import svg
from luoshi_web.portal.charts.years import flat

_WIDTH, _HEIGHT, _TOP = 360, 170, 14


@dataclass(frozen=True, slots=True)
class Step:
    level: str
    name: str
    value: Decimal | None
    high: Decimal | None
    bound: str
    words: str


def draw(name: str, said: svg.Said, steps: Sequence[Step]) -> str:
    values = [v for step in steps for v in (step.value, step.high) if v is not None]
    up = svg.scale(values, _HEIGHT - 56, _TOP + 16, zero=False)
    width = _WIDTH / max(len(steps), 1)
    parts = []
    before: tuple[float, float] | None = None
    for number, step in enumerate(steps):
        x = width * (number + 0.5)
        parts.append(svg.line(x - width / 2 + 4, _HEIGHT - 34, x + width / 2 - 4, _HEIGHT - 34, width=0.6))
        parts.append(svg.words(x, _HEIGHT - 20, step.name[:8], anchor="middle"))
        parts.append(svg.words(x, _HEIGHT - 6, step.level, anchor="middle", size=10, soft=True))
        if step.value is None:
            parts.append(svg.words(x, _HEIGHT - 70, step.words or "○", anchor="middle", size=11, soft=True))
            before = None
            continue
        y = up.at(step.value)
        if before is not None:
            parts.append(svg.line(*before, x - 12, y, dashed="3 3"))
        if step.high is not None:
            parts.append(svg.line(x, y, x, up.at(step.high), width=3, soft=False))
        parts.append(flat(x, y, step.bound))
        parts.append(
            svg.words(
                x,
                (up.at(step.high) if step.high is not None else y) - 10,
                step.words,
                anchor="middle",
                size=11,
            )
        )
        before = (x + 12, y)
    return svg.picture(name, said, _WIDTH, _HEIGHT, parts)
