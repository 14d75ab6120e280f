"""The report of one copy in the spelling in which copies are compared, and the way back to the copy.

Two copies of one report break their lines elsewhere, print ``５％`` or ``5%`` and stand in different web pages. Compared
is what is left when that is taken away: the reading view without blanks and line breaks, without the site's own words.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.copies.shingles import shingles
from luoshi.ledger.repaired import repaired
from luoshi.outline import Front, Section, is_report, read_front, read_outline
from luoshi.sources.cleaning import patched
from luoshi.sources.cleaning.traditional import simplified
from luoshi.text import SourceText, Span, View, reading_view

# What two copies are known by: letters, ideographs and digits. Marks are lost and changed too easily.
_MARKS = re.compile(r"[\W_]+")
# A line of so few shingles says nothing: `政府工作报告` stands on every page of the site.
_LINE = 8
_HOLE = 200
_SENTENCE = re.compile(r"[^\n。！？]+[\n。！？]?|[\n。！？]")


@dataclass(frozen=True, slots=True)
class Body:
    """The report in ``source``: ``text`` is compared, ``raw`` is the same characters as the copy prints them.

    ``text``, ``raw``, ``places`` (view positions) and ``offsets`` (source positions) are of one length.
    ``content`` is ``text`` without marks. ``own`` are the stretches of the view that are compared, ``aside`` the lines
    that are not.
    """

    source: SourceText
    view: View
    front: Front
    is_report: bool
    own: tuple[tuple[int, int], ...]
    aside: tuple[tuple[int, int], ...]
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
    """The report of ``source`` in the spelling in which copies are compared. Linear in its length.

    The outline is read from the repaired text, as a ledger's is. Compared is what the copy prints, ``1?43亿`` included:
    only traditional characters are folded, and what breaks a sentence without being of it (the number of a page) goes.
    """
    told, copy, damages = repaired(source)
    repaired_view = reading_view(copy.text, copy.furniture)
    outline = read_outline(copy, repaired_view)
    front = read_front(copy, outline, view=repaired_view)
    breaks = (damage for damage in damages if damage.kind == "broken_line")
    view = reading_view(simplified(patched(source.text, breaks)), told.furniture)
    own = _own(outline, view)
    return _body(source, view, front, is_report(copy, outline), own, tuple(_aside(view, own)))


def widened(body: Body, other: Body) -> Body:
    """``body`` with the lines that were taken for the site's own and are the report's in the other copy.

    Where a report begins and ends is told from its words, and a copy that breaks its lines oddly may be told wrong. A
    line that stands in ``body`` once more (a repeated title, a second copy of the report) stays aside.
    """
    if not body.aside:
        return body
    mine, others = shingles(body.content), shingles(other.content)
    belong = [_belongs(shingles(letters(body.view.text[slice(*line)])), mine, others) for line in body.aside]
    back = {line for line, belongs in zip(body.aside, _filled(body.aside, belong), strict=True) if belongs}
    if not back:
        return body
    aside = tuple(line for line in body.aside if line not in back)
    return _body(body.source, body.view, body.front, body.is_report, sorted([*body.own, *back]), aside)


def _filled(lines: Sequence[tuple[int, int]], belong: list[bool]) -> list[bool]:
    """What stands between two lines of the report is the report's: `（见第3页）` between two sentences."""
    filled = list(belong)
    last: int | None = None
    for number, belongs in enumerate(belong):
        if not belongs:
            continue
        if last is not None and lines[number][0] - lines[last][1] <= _HOLE:
            filled[last:number] = [True] * (number - last)
        last = number
    return filled


def _belongs(line: frozenset[str], mine: frozenset[str], others: frozenset[str]) -> bool:
    return len(line) >= _LINE and len(line & others) >= 0.7 * len(line) > 1.4 * len(line & mine)


def _body(
    source: SourceText,
    view: View,
    front: Front,
    is_report: bool,
    own: Sequence[tuple[int, int]],
    aside: tuple[tuple[int, int], ...],
) -> Body:
    places = [
        place
        for start, end in own
        for place, character in enumerate(view.text[start:end], start)
        if not character.isspace()
    ]
    offsets = _offsets(view, places)
    text = "".join([view.text[place] for place in places])
    raw = "".join([source.text[offset] for offset in offsets])
    return Body(source, view, front, is_report, tuple(own), aside, text, raw, letters(text), places, offsets)


def letters(text: str) -> str:
    """What two copies are known by: ``text`` without blanks and marks."""
    return _MARKS.sub("", text)


def _own(outline: Sequence[Section], view: View) -> list[tuple[int, int]]:
    """The stretches of the view that are the report's: all but ``boilerplate``, the whole text where nothing is."""
    own = [s for s in outline if s.parent is None and s.role != "boilerplate"]
    stretches = sorted((view.position(s.span.start), view.position(s.span.end)) for s in own)
    return stretches or [(0, len(view.text))]


def _aside(view: View, own: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The lines of the view that are not its own, sentence by sentence where they hold several."""
    last = 0
    for start, end in (*own, (len(view.text), len(view.text))):
        for found in _SENTENCE.finditer(view.text, last, max(last, start)):
            yield found.span()
        last = max(last, end)


def _offsets(view: View, places: Sequence[int]) -> list[int]:
    """The source offset of each place: both run forward, so one walk over the view's runs is enough."""
    offsets: list[int] = []
    run, last = 0, len(view.starts) - 1
    for place in places:
        while run < last and view.starts[run + 1] <= place:
            run += 1
        offsets.append(view.origins[run] + place - view.starts[run])
    return offsets
