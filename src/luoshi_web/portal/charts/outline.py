"""A text as one bar from its first to its last character: which part is review, which is targets."""

from collections.abc import Sequence
from dataclasses import dataclass

from luoshi_web.portal.charts import svg
from luoshi_web.portal.charts.stretches import Key, keys, stretch

_WIDTH, _HEIGHT = 360, 16
LOOKS = {"review": "met", "targets": "missed", "tasks": "near", "problems": "ink", "government": "open"}
"""Role of a section → its fill; others are hollow."""
OTHER = "silent"


@dataclass(frozen=True, slots=True)
class Part:
    """A run of the text, ``length`` in characters."""

    role: str
    length: int


def draw(name: str, said: svg.Said, parts: Sequence[Part], legend: Sequence[tuple[str, str]]) -> str:
    """``legend``: roles and their words, in the order in which they are named; those without a fill of their own share one."""
    total, x, drawn = sum(part.length for part in parts) or 1, 0.0, []
    for part in parts:
        wide = _WIDTH * part.length / total
        drawn.append(stretch(x, 6, max(wide - 0.8, 0.4), _HEIGHT, LOOKS.get(part.role, OTHER)))
        x += wide
    own = [Key(LOOKS[role], words) for role, words in legend if role in LOOKS]
    rest = "  ".join(words for role, words in legend if role not in LOOKS)
    below, end = keys(32, _WIDTH, [*own, *([Key(OTHER, rest)] if rest else [])])
    return svg.picture(name, said, _WIDTH, end, [*drawn, *below])
