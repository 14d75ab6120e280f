"""Text whose every character knows where it came from: spans, sources, views, notices."""

from luoshi.text.notice import Notice
from luoshi.text.source import SourceText
from luoshi.text.span import Span
from luoshi.text.view import GONE, View, reading_view

__all__ = ["GONE", "Notice", "SourceText", "Span", "View", "reading_view"]
