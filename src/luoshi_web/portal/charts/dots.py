"""What was promised and what the next report states, one row a target: a tick with its bound mark, and a dot."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from luoshi_web.portal.charts import svg

_LABEL, _WIDTH, _ROW, _TOP = 118, 360, 30, 26


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    promised: Decimal | None
    high: Decimal | None
    bound: str
    stated: Decimal | None
    look: str
    expected: bool


def draw(name: str, said: svg.Said, rows: Sequence[Row]) -> str:
    """The rows in their order on one axis in per cent."""
    values = [v for row in rows for v in (row.promised, row.high, row.stated) if v is not None]
    height = _TOP + _ROW * len(rows) + 4
    on = svg.scale(values, _LABEL + 6, _WIDTH - 12)
    parts = []
    for step in on.steps():
        x = on.at(step)
        parts.append(svg.line(x, _TOP - 6, x, height, width=1.2 if step == 0 else 0.4))
        parts.append(svg.words(x, _TOP - 11, svg.plain(step), anchor="middle", size=10, soft=True))
    parts.append(svg.words(_WIDTH - 2, _TOP - 11, "%", anchor="end", size=10, soft=True))
    for number, row in enumerate(rows):
        y = _TOP + _ROW * number + _ROW / 2
        parts.append(svg.words(2, y + 4, _short(row.name)))
        if row.promised is not None and row.stated is not None:
            parts.append(svg.line(on.at(row.promised), y, on.at(row.stated), y, width=1))
        if row.promised is not None:
            if row.high is not None:
                parts.append(svg.line(on.at(row.promised), y, on.at(row.high), y, width=3, soft=False))
                parts.append(svg.tick(on.at(row.high), y, ""))
            parts.append(svg.tick(on.at(row.promised), y, row.bound))
        if row.stated is not None:
            parts.append(svg.mark(on.at(row.stated), y, row.look, hollow=row.expected))
    return svg.picture(name, said, _WIDTH, height, parts)


def _short(name: str) -> str:
    """Nine characters stand beside the axis."""
    return name if len(name) <= 9 else f"{name[:8]}…"
