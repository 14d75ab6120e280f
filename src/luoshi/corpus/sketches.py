"""What the grouping of copies knows of a document, made while the document is read."""

import re
from typing import Any

from luoshi.copies.sketch import Sketch
from luoshi.ledger.report import Report
from luoshi.sources.cleaning.traditional import simplified
from luoshi.text import reading_view

SKETCHES: dict[str, type] = {"document": str, "marks": list}
_MARKS = re.compile(r"[\W_]+")


def sketch_of(document: str, report: Report) -> tuple[Any, ...]:
    """The row of a document, in the order of ``SKETCHES``."""
    source = report.source
    view = reading_view(simplified(source.text), source.furniture)
    own = sorted(
        (view.position(s.span.start), view.position(s.span.end))
        for s in report.outline
        if s.parent is None and s.role != "boilerplate"
    )
    text = "".join(view.text[start:end] for start, end in own) if own else view.text
    return document, Sketch.of(_MARKS.sub("", text)).marks
