"""A text that was joined from several pages, and the way back to each of them."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from luoshi.text.span import Span


@dataclass(frozen=True, slots=True)
class PagePart:
    """One page of a joined text. ``page`` counts from 1 in reading order; ``printed`` is the number that the page's own
    address gives it (``5905_3.html``: 3), None where there is none, and ``set`` the name of that set of pages.

    The page's text stands in the joined text from ``start`` on, ``length`` characters, whole and unchanged; ``part`` is,
    in offsets of the page's own text, where the report's words on it begin and end.
    """

    page: int
    printed: int | None
    set: str | None
    path: str | None
    url: str | None
    sha256: str
    encoding: str | None
    media_type: str
    start: int
    length: int
    part: Span

    @property
    def end(self) -> int:
        return self.start + self.length


class PageSpan(NamedTuple):
    """``[start, end)`` of the text of page ``page``."""

    page: int
    start: int
    end: int


def page_spans(pages: Sequence[PagePart], span: Span, *, own: bool = False) -> tuple[PageSpan, ...]:
    """Where ``span`` of the joined text stands on the pages: one stretch, or one a page where it crosses a page's end.

    With ``own`` a stretch that crosses is the report's words alone: a sentence that a page break cut (``…增长5`` | ``.3%左右``) has
    two halves, and what the site printed at the foot of the one page and at the head of the next is in neither.
    """
    first = max(bisect_right([page.start for page in pages], span.start) - 1, 0)
    found: list[PageSpan] = []
    for page in pages[first:]:
        if page.start >= span.end and found:
            break
        start, end = max(span.start, page.start) - page.start, min(span.end, page.end) - page.start
        if own and span.start < page.start:
            start = max(start, page.part.start)
        if own and span.end > page.end:
            end = min(end, max(page.part.end, start))
        if start < end or (span.start == span.end and not found and start <= page.length):
            found.append(PageSpan(page.page, start, end))
        elif page.start >= span.end:
            break
    if not found:  # a line end between two pages that belongs to neither
        page = pages[first]
        found.append(PageSpan(page.page, page.length, page.length))
    return tuple(found)
