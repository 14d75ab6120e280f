"""The report's own text in paragraphs: what a reader sees, what is searched. The site's words are left out."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from luoshi.ledger.report import Report
from luoshi.text import Span, united

_LINE = re.compile(r"[^\r\n]*[^\s　][^\r\n]*")
_BLANK = " \t　\xa0\ufeff"


def paragraphs_of(report: Report) -> list[dict[str, Any]]:
    """The paragraphs in reading order, each with where it starts and the role of the innermost section that it stands in."""
    text = report.source.text
    site = [s.span for s in report.outline if s.role == "boilerplate"]
    aside = united([*report.source.furniture, *site])
    sections = sorted(report.outline, key=lambda s: (s.span.start, -s.span.end))
    headings = [(s.heading, s.level) for s in report.outline if s.heading is not None]
    found: list[dict[str, Any]] = []
    for start, end in _own(text, aside):
        inside = [s for s in sections if s.span.start <= start < s.span.end]
        level = max(
            (
                level
                for heading, level in headings
                if start <= heading.start and heading.end + 2 >= end and heading.end <= end
            ),
            default=0,
        )
        found.append(
            {
                "number": len(found) + 1, "start": start, "text": text[start:end],
                "role": inside[-1].role if inside else "other", "heading": level,
            }
        )  # fmt: skip
    return found


def _own(text: str, aside: Sequence[Span]) -> list[tuple[int, int]]:
    """The lines of the text without what stands in ``aside``; a line that is cut by it gives two paragraphs."""
    edges = [0, *(edge for span in aside for edge in span), len(text)]
    found = []
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        for line in _LINE.finditer(text, begin, end):
            words = line.group()
            start = line.start() + len(words) - len(words.lstrip(_BLANK))
            found.append((start, line.start() + len(words.rstrip(_BLANK))))
    return [(start, end) for start, end in found if start < end]


class Written:
    """The paragraphs of a report, asked by offset."""

    def __init__(self, paragraphs: Sequence[dict[str, Any]]) -> None:
        self._starts = [paragraph["start"] for paragraph in paragraphs]

    def number_at(self, offset: int) -> int:
        """The number of the paragraph that the offset stands in, or that stands before it; 1 before the first."""
        return max(bisect_right(self._starts, offset), 1)
