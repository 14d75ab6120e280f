"""Text → front matter and sections: labels, roles, lead sentences."""

from luoshi.outline.front import read_front
from luoshi.outline.furniture import report_text
from luoshi.outline.kinds import DocumentKind
from luoshi.outline.reader import read_outline, with_injected_lines
from luoshi.outline.recognise import is_report
from luoshi.outline.section import Front, Place, Role, Section

__all__ = [
    "DocumentKind",
    "Front",
    "Place",
    "Role",
    "Section",
    "is_report",
    "read_front",
    "read_outline",
    "report_text",
    "with_injected_lines",
]
