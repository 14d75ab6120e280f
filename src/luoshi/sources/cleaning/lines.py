"""How a copy breaks its lines: at the end of a paragraph, or wherever a line was full.

Both leave lines without a full stop. In a copy whose paragraphs stand whole, such a line is a title (`我们始终把项目放在心上，发展后劲持续增强`); in one
that was set to a width (a mail, a scan, a PDF), it is half a sentence, whatever blank lines stand between. So the whole copy is asked.
"""

from typing import NamedTuple

_STOPS = frozenset("。！？；：…!?;:”）》")
_NARROWEST, _WIDEST = 12, 90  # characters of a full line
_LEAST = 12  # lines; fewer have no habit
_FULL = 0.85  # of the width: half-width digits and a mark that may not begin a line make it shorter
_WRAPPED = 0.5  # of the lines are full, in a copy that was set to a width
_CUT = 0.6  # of its full lines end inside a sentence; of whole paragraphs hardly any does
_LONG = 60  # characters of a line that is no title
_WHOLE = 0.97  # of the long lines end with a stop, in a copy of whole paragraphs


class Habit(NamedTuple):
    """``width`` of the lines, in a copy that was set to one, else 0; ``whole``: its paragraphs are one line each."""

    width: int
    whole: bool

    def fills(self, length: int) -> bool:
        """Whether a line of that length is full, and was broken for it."""
        return bool(self.width) and _FULL * self.width <= length <= self.width + 2


def habit_of(source: str) -> Habit:
    """The habit of a copy, told from the lengths and ends of its lines."""
    lines = [line for line in map(str.strip, source.split("\n")) if line]
    long = [line for line in lines if len(line) >= _LONG]
    ended = sum(line[-1] in _STOPS for line in long)
    whole = len(long) >= _LEAST and ended >= _WHOLE * len(long)
    lengths = sorted(map(len, lines))
    width = lengths[int(0.9 * len(lengths))] if len(lengths) >= _LEAST else 0
    if not _NARROWEST <= width <= _WIDEST:
        return Habit(0, whole)
    full = [line for line in lines if _FULL * width <= len(line) <= width + 2]
    cut = sum(line[-1] not in _STOPS for line in full)
    wrapped = len(full) >= _WRAPPED * len(lines) and cut >= _CUT * len(full)
    return Habit(width if wrapped else 0, whole and not wrapped)
