"""A view cut along the innermost sections: each stretch has one section, and is its heading or is not."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from luoshi.outline.section import Section
from luoshi.text import View


class Stretch(NamedTuple):
    """A part of the view that one innermost section owns; ``heading`` where it is that section's heading.

    ``path`` are the sections around it, the outermost first.
    """

    start: int
    end: int
    section: Section | None
    heading: bool
    path: tuple[Section, ...]

    @property
    def role(self) -> str:
        """The role of its section; what belongs to none is none of the report's words."""
        return self.section.role if self.section else "boilerplate"


class _Shown(NamedTuple):
    """Where a section and its heading stand in the view; without a heading both its ends are where the section begins."""

    start: int
    end: int
    heading_start: int
    heading_end: int
    section: Section


def stretches(view: View, outline: tuple[Section, ...]) -> list[Stretch]:
    """The view cut along the innermost sections, headings apart, in reading order. Sections lie one in the other."""
    shown = sorted(_shown(view, outline), key=lambda s: (s.start, -s.end))
    cuts: set[int] = {0, len(view.text)}
    for one in shown:
        cuts.update(one[:4])
    found: list[Stretch] = []
    stack: list[_Shown] = []
    path: tuple[Section, ...] = ()
    number = 0
    for start, end in pairwise(sorted(cuts)):
        before = len(stack), number
        while stack and stack[-1].end <= start:
            stack.pop()
        while number < len(shown) and shown[number].start <= start:
            stack.append(shown[number])
            number += 1
        if before != (len(stack), number):
            path = tuple(one.section for one in stack)
        if not stack:
            found.append(Stretch(start, end, None, False, ()))
            continue
        innermost = stack[-1]
        heading = innermost.heading_start <= start < innermost.heading_end
        found.append(Stretch(start, end, innermost.section, heading, path))
    return found


def _shown(view: View, outline: tuple[Section, ...]) -> Iterator[_Shown]:
    """The sections that have characters in the view: furniture that it leaves out cuts no sentence."""
    position = view.position
    for section in outline:
        start, end = position(section.span.start), position(section.span.end)
        if start < end:
            head = section.heading
            ends = (position(head.start), position(head.end)) if head else (start, start)
            yield _Shown(start, end, *ends, section)
