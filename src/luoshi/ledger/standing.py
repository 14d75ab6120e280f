"""Where something stands, as a ledger's JSON says it: ``[start, end]`` in the text of a file, or page by page.

In a report that was joined from pages a span names its page: ``{"page": 2, "start": 0, "end": 7}``, offsets into that page's own
text. What crosses a page break is a list of those, and its quote is what they hold, one after another.
"""

from typing import Any

from luoshi.text import SourceText, Span, page_spans


def standing(source: SourceText, span: Span, *, own: bool = False) -> Any:
    """``span`` in the form for JSON; with ``own`` without what a site printed between the two halves of a sentence."""
    if not source.pages:
        return [span.start, span.end]
    spans = [
        {"page": p.page, "start": p.start, "end": p.end} for p in page_spans(source.pages, span, own=own)
    ]
    return spans[0] if len(spans) == 1 else spans


def quoted(source: SourceText, span: Span, quote: str, *, own: bool = False) -> str:
    """``quote`` as :func:`standing` has it: what its stretches hold, one after another."""
    if not source.pages:
        return quote
    starts = {page.page: page.start for page in source.pages}
    return "".join(
        source.text[starts[p.page] + p.start : starts[p.page] + p.end]
        for p in page_spans(source.pages, span, own=own)
    )
