"""Lines and values brought together: what each value belongs to, and the lines that have none.

Lines are learnt, values are parsed (docs/decisions/0017). A value belongs to the line in which its number stands, else to the one that holds
most of its words; where none does, it is a line by itself.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.lines.line import Grade, LineKind, TaggedLine
from luoshi.outline.kinds import DocumentKind
from luoshi.quantities.quantity import Quantity
from luoshi.statements.statement import Statement


class JoinedLine(NamedTuple):
    """A line in view offsets with the values in it, in reading order; ``certainty`` None where only a value made it."""

    start: int
    end: int
    kind: LineKind
    grade: Grade | None
    certainty: float | None
    values: tuple[Statement, ...]


def join(
    lines: Sequence[TaggedLine], values: Sequence[Statement], quantities: Sequence[Quantity]
) -> list[JoinedLine]:
    """The lines of a report in reading order. ``lines`` do not overlap; all three stand in reading order."""
    starts = [line.start for line in lines]
    numbers = [quantity.span.start for quantity in quantities]
    held: dict[int, list[Statement]] = {}
    alone: list[Statement] = []
    for value in values:
        owner = _owner(lines, starts, value, numbers)
        if owner is None:
            alone.append(value)
        else:
            held.setdefault(owner, []).append(value)
    joined = [
        JoinedLine(line.start, line.end, line.kind, line.grade, line.certainty, tuple(held.get(number, ())))
        for number, line in enumerate(lines)
    ]
    return sorted([*joined, *_by_themselves(alone)], key=lambda line: (line.start, line.end))


# `现将…提请大会审查`, `截至2025年底，…`: the frame of a paper, and a day.
_NO_DEED = re.compile(r"现将|(?:并)?请各位|截[至止][^，]{2,12}$|经[^，]{2,16}核算")


def told_of(kind: DocumentKind, lines: Sequence[JoinedLine], text: str) -> list[JoinedLine]:
    """The lines that a document of that kind can have. The tagger learnt from work reports: in a communiqué, whose sentences are figures, what
    it takes for deeds are words on how they were counted, and in the other papers it does not know their frame."""
    if kind == "work_report":
        return list(lines)
    if kind == "communique":
        return [line for line in lines if line.values]
    return [line for line in lines if line.values or not _NO_DEED.match(text, line.start, line.end)]


def _owner(
    lines: Sequence[TaggedLine], starts: Sequence[int], value: Statement, numbers: Sequence[int]
) -> int | None:
    """The last line with a number of ``value`` (新建学校12所，|投入使用5所), else the one with most of its words."""
    number = bisect_left(starts, value.end) - 1
    most, owner = 0, None
    while number >= 0 and lines[number].end > value.start:
        start, end = max(lines[number].start, value.start), min(lines[number].end, value.end)
        if bisect_left(numbers, start) < bisect_left(numbers, end):
            return number
        if end - start > most:
            most, owner = end - start, number
        number -= 1
    return owner


def _by_themselves(values: Sequence[Statement]) -> list[JoinedLine]:
    """A line for each stretch of values that no tagged line holds: those of one quote share it."""
    found: list[JoinedLine] = []
    for value in values:
        before = found[-1] if found else None
        if before is not None and value.start < before.end and value.kind == before.kind:
            found[-1] = before._replace(end=max(before.end, value.end), values=(*before.values, value))
        else:
            found.append(JoinedLine(value.start, value.end, value.kind, None, None, (value,)))
    return found
