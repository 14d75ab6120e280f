"""What the grouping of copies knows of a document: a row of less than a kilobyte, made while the document is read."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from luoshi.copies.body import letters
from luoshi.copies.sketch import Sketch
from luoshi.ledger.report import Report
from luoshi.sources.cleaning.traditional import simplified
from luoshi.text import Span, reading_view

# ``letters`` is the length of the report without blanks and marks; ``stated`` how many of place and year the text itself says;
# ``damage`` how many notices tell of lost or strange characters.
SKETCHES: dict[str, type] = {
    "document": str, "body_sha256": str, "marks": list, "letters": int, "complete": bool, "stated": int, "damage": int,
    "entries": int,
}  # fmt: skip
# Of a sketch's 32-bit marks those below are kept, one in four: one in 64 of the report's shingles, some 200 marks.
_BOUND = 1 << 30
# Of these copies there is less to read: characters are lost, misread, or not the report's.
DAMAGE = frozenset(("lost_character", "injected_text", "ocr_confusion", "mojibake", "page_gap"))
# What stands in a copy and is not the report's.
_STRANGE = frozenset(("injected_text", "broken_line", "boilerplate", "repeated_body", "mixed_reports"))


def sketch_of(document: str, report: Report) -> tuple[Any, ...]:
    """The row of a document, in the order of ``SKETCHES``.

    The report is in the spelling in which copies are compared, without the site's words and the lines that broke it. Nothing is
    read anew: :func:`luoshi.copies.body.read_body` would read the outline again, a third of all reading.
    """
    text = _body(report)
    content = letters(text)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if content else None
    marks = [mark for mark in Sketch.of(content).marks if mark < _BOUND]
    front = report.front
    stated = (front.place is not None and "place" not in front.guessed) + (
        front.year is not None and "year" not in front.guessed
    )
    damage = sum(notice.kind in DAMAGE for notice in report.notices)
    return document, digest, marks, len(content), front.complete, stated, damage, len(report.entries)


def _body(report: Report) -> str:
    """The report in one spelling, without blanks and line breaks."""
    source = report.source
    strange = (notice.span for notice in report.notices if notice.kind in _STRANGE)
    view = reading_view(simplified(source.text), tuple(_apart([*source.furniture, *strange])))
    own = sorted(
        (view.position(section.span.start), view.position(section.span.end))
        for section in report.outline
        if section.parent is None and section.role != "boilerplate"
    )
    text = "".join(view.text[start:end] for start, end in own) if own else view.text
    return "".join(text.split())


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans in order, those that touch or overlap as one."""
    held: Span | None = None
    for span in sorted(span for span in spans if span.start < span.end):
        if held is None or span.start > held.end:
            if held is not None:
                yield held
            held = span
        else:
            held = Span(held.start, max(held.end, span.end))
    if held is not None:
        yield held
