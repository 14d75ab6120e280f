"""A stretch of a text."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple


class _Ends(NamedTuple):
    start: int
    end: int


class Span(_Ends):
    """A half-open stretch ``[start, end)``, counted in Unicode characters (code points).

    A pair underneath: a report has some thousand spans, and a frozen dataclass takes three times as long to make.
    """

    __slots__ = ()

    def __new__(cls, start: int, end: int) -> "Span":
        if 0 <= start <= end:
            return tuple.__new__(cls, (start, end))
        raise ValueError(f"a span runs forward from 0 or later, not {start} to {end}")

    def __contains__(self, position: object) -> bool:
        """Whether the character at ``position`` belongs to the stretch."""
        return isinstance(position, int) and self.start <= position < self.end

    def covers(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        return text[self.start : self.end]


spanning: Callable[[tuple[int, int]], Span] = partial(tuple.__new__, Span)
"""The span of two ends that the caller knows to be in order: a text has ten thousand, and most need no check."""


def united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The stretches in order, one where two touch or overlap."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)
