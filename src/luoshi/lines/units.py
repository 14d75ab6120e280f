"""The stretches between two marks, of which lines are made: 开工建设城北水厂，|改造老旧小区20个、|新建口袋公园8处。"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from luoshi.outline.stretches import Stretch

Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

# What “改水、改厕”, （一期、二期） and 《…》 hold is not cut, and the colon of 1.93：1 ends nothing. Each way in begins with another
# character, so that nothing is looked at twice.
_PIECE = re.compile(
    r"(?:[^，；。：、！？\n“（《]++|“(?:[^“”。；\n]{0,30}”)?|（(?:[^（）。；\n]{0,30}）)?|《(?:[^》\n]{0,40}》)?|(?<=\d)：(?=\d))+"
)
_NOTHING = " —-“”"
_LONGEST = 256  # units of one paragraph that are weighed together; no read paragraph had more than fifty
ROLES = (
    "opening", "review", "problems", "outlook", "requirements", "targets", "tasks", "government", "closing",
    "boilerplate", "other",
)  # fmt: skip
"""The roles of sections in the order of their numbers; :data:`luoshi.outline.section.Role`."""


@dataclass(frozen=True, slots=True)
class Units:
    """The units of some paragraphs in reading order, column by column.

    ``starts`` and ``ends`` are offsets into the text, ``marks`` the code point of the mark that ends a unit (0 at the end of a
    text), ``firsts`` is set on the first unit of a paragraph, ``roles`` are numbers of :data:`ROLES`.
    """

    starts: Integers
    ends: Integers
    marks: Integers
    firsts: Flags
    roles: Integers
    headings: Flags

    def __len__(self) -> int:
        return len(self.starts)

    def part(self, start: int, end: int, offset: int) -> "Units":
        """The units ``[start, end)``, counted in a text that begins at ``offset`` of this one."""
        inside = slice(start, end)
        return Units(
            self.starts[inside] - offset,
            self.ends[inside] - offset,
            self.marks[inside],
            self.firsts[inside],
            self.roles[inside],
            self.headings[inside],
        )


def cut(text: str, stretches: Iterable[Stretch]) -> Units:
    """The units of the parts of ``text`` in ``stretches``, which stand in reading order and do not overlap."""
    parts = list(stretches)
    rows = list(_pieces(text, parts))
    columns: Iterable[tuple[int, ...]] = zip(*rows, strict=True) if rows else ((),) * 6
    starts, ends, marks, firsts, roles, headings = (np.array(column, np.int64) for column in columns)
    return Units(starts, ends, marks, firsts.astype(bool), roles, headings.astype(bool))


def _pieces(text: str, parts: list[Stretch]) -> Iterator[tuple[int, int, int, bool, int, bool]]:
    opens = [part.start for part in parts]
    numbers = {role: number for number, role in enumerate(ROLES)}
    last, together = 0, _LONGEST
    for start, end in _joined(parts):
        for piece in _PIECE.finditer(text, start, end):
            begin, stop = piece.span()
            if not piece[0].strip(_NOTHING):
                continue
            part = parts[bisect_right(opens, begin) - 1]
            first = together >= _LONGEST or text.find("\n", last, begin) >= 0
            together = 1 if first else together + 1
            last = stop
            mark = ord(text[stop]) if stop < len(text) else 0
            yield begin, stop, mark, first, numbers[part.role], part.heading


def _joined(parts: list[Stretch]) -> Iterator[tuple[int, int]]:
    """The stretches, one where one ends as the next begins: a heading and its paragraph are one line of the text."""
    begin = end = -1
    for part in parts:
        if part.start == end:
            end = part.end
            continue
        if end > begin >= 0:
            yield begin, end
        begin, end = part.start, part.end
    if end > begin >= 0:
        yield begin, end
