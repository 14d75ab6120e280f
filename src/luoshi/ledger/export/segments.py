"""A text cut where anything begins or ends, so that overlapping entries can be marked without overlapping tags."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from luoshi.ledger.report import Report
from luoshi.text import Span

_MARKED = ("entry", "unused", "notice", "heading", "boilerplate")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch with a meaning. ``number`` counts within its ``kind``: entries, unused numbers, notices, sections."""

    span: Span
    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch in which nothing begins or ends. ``marks`` cover it, the shortest first."""

    span: Span
    marks: tuple[Mark, ...]

    def of(self, kind: str) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if mark.kind == kind)


def marks(report: Report) -> list[Mark]:
    """Everything that the page shows in a report's text."""
    found = [Mark(entry.span, "entry", n) for n, entry in enumerate(report.entries)]
    found += [Mark(line.span, "unused", n) for n, line in enumerate(report.unused)]
    found += [Mark(n.span, "notice", i) for i, n in enumerate(report.notices) if n.kind not in WHOLE]
    for n, section in enumerate(report.outline):
        if section.heading is not None:
            found.append(Mark(section.heading, "heading", n))
        if section.role == "boilerplate":
            found.append(Mark(section.span, "boilerplate", n))
    return [mark for mark in found if mark.span.start < mark.span.end]


# Notices about a stretch that the outline shows already, or about the text as a whole.
WHOLE = frozenset(("boilerplate", "not_a_report"))


def lines(text: str) -> list[Span]:
    """The lines of a text, each with its line feed."""
    spans = []
    start = 0
    for line in text.split("\n"):
        end = min(start + len(line) + 1, len(text))
        if start < end:
            spans.append(Span(start, end))
        start = end
    return spans


def segments(text: str, found: list[Mark]) -> Iterator[list[Segment]]:
    """The segments of each line, in order; joined they are the text."""
    edges = sorted({edge for mark in found for edge in (mark.span.start, mark.span.end)})
    opening: dict[int, list[Mark]] = {}
    for mark in found:
        opening.setdefault(mark.span.start, []).append(mark)
    active: list[Mark] = []
    place = 0

    def advance(position: int) -> tuple[Mark, ...]:
        """What covers ``position``; positions only grow."""
        nonlocal active, place
        upto = bisect_right(edges, position)
        for edge in edges[place:upto]:
            active += opening.get(edge, ())
        if place != upto:
            active = sorted((m for m in active if m.span.end > position), key=_innermost_first)
        place = upto
        return tuple(active)

    for line in lines(text):
        cuts = [
            line.start,
            *edges[bisect_right(edges, line.start) : bisect_right(edges, line.end - 1)],
            line.end,
        ]
        yield [Segment(Span(start, end), advance(start)) for start, end in pairwise(cuts)]


def _innermost_first(mark: Mark) -> tuple[int, int, int]:
    return (mark.span.end - mark.span.start, _MARKED.index(mark.kind), mark.number)
