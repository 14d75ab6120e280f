"""Text whose every character knows where it came from: spans, sources, views, notices."""

from luoshi.text.notice import Notice
from luoshi.text.page_part import PagePart, PageSpan, page_spans
from luoshi.text.source import SourceText
from luoshi.text.span import Span, spanning, united
from luoshi.text.view import GONE, View, reading_view

__all__ = [
    "GONE", "Notice", "PagePart", "PageSpan", "SourceText", "Span", "View", "page_spans", "reading_view",
    "spanning", "united",
]  # fmt: skip
