"""The report of one copy in the spelling in which copies are compared, and the way back to the copy.

Two copies of one report break their lines elsewhere, print ``５％`` or ``5%`` and stand in different web pages. Compared
is what is left when that is taken away: the reading view without blanks and line breaks, without the site's own words.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.outline import Front, Section, is_report, read_front, read_outline
from luoshi.text import SourceText, Span, View, reading_view

# What two copies are known by: letters, ideographs and digits. Marks are lost and changed too easily.
_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Body:
    """The report in ``source``: ``text`` is compared, ``raw`` is the same characters as the copy prints them.

    ``text``, ``raw``, ``places`` (view positions) and ``offsets`` (source positions) are of one length.
    ``content`` is ``text`` without marks.
    """

    source: SourceText
    view: View
    front: Front
    is_report: bool
    text: str
    raw: str
    content: str
    places: Sequence[int]
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the source that ``text[start:end]`` was made from; an empty one lies before ``start``."""
        if start < end:
            return Span(self.offsets[start], self.offsets[end - 1] + 1)
        if start < len(self.offsets):
            return Span(self.offsets[start], self.offsets[start])
        end = self.offsets[-1] + 1 if self.offsets else 0
        return Span(end, end)

    def position(self, place: int) -> int:
        """The position in ``text`` of the view's character ``place``, or of the next that is compared."""
        return bisect_left(self.places, place)


def read_body(source: SourceText) -> Body:
    """The report of ``source`` in the spelling in which copies are compared. Linear in its length."""
    view = reading_view(source.text)
    outline = read_outline(source, view)
    places = [
        place
        for start, end in _own(outline, view)
        for place, character in enumerate(view.text[start:end], start)
        if not character.isspace()
    ]
    offsets = _offsets(view, places)
    text = "".join([view.text[place] for place in places])
    return Body(
        source,
        view,
        read_front(source, outline, view=view),
        is_report(source, outline),
        text,
        "".join([source.text[offset] for offset in offsets]),
        _MARKS.sub("", text),
        places,
        offsets,
    )


def _own(outline: Sequence[Section], view: View) -> list[tuple[int, int]]:
    """The stretches of the view that are the report's: all but ``boilerplate``, the whole text where nothing is."""
    own = [s for s in outline if s.parent is None and s.role != "boilerplate"]
    stretches = sorted((view.position(s.span.start), view.position(s.span.end)) for s in own)
    return stretches or [(0, len(view.text))]


def _offsets(view: View, places: Sequence[int]) -> list[int]:
    """The source offset of each place: both run forward, so one walk over the view's runs is enough."""
    offsets: list[int] = []
    run, last = 0, len(view.starts) - 1
    for place in places:
        while run < last and view.starts[run + 1] <= place:
            run += 1
        offsets.append(view.origins[run] + place - view.starts[run])
    return offsets
