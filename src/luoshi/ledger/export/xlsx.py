"""The ledger as a workbook: entries, outline, unused numbers, and what the report is."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from luoshi.ledger.export import Language
from luoshi.ledger.export.labels import label, value
from luoshi.ledger.frame import COLUMNS, rows
from luoshi.ledger.report import Report

# Characters that a column is wide; 12 where it is not named.
_WIDTHS = {
    "id": 15, "kind": 9, "headline": 9, "value": 18, "subject": 24, "indicator": 22, "scope": 14, "quote": 70,
    "relation_to": 18, "section_title": 30, "title": 50, "key": 16, "text": 80, "suggestion": 40, "reason": 12,
}  # fmt: skip
# The same bytes for the same report: no clock. 1980 is the oldest year that a ZIP member can bear.
CREATED = datetime(1980, 1, 1)
_CELL_LIMIT = 32_767


def write(report: Report, language: Language) -> bytes:
    return as_workbook(report.front.title or "", _sheets(report, language), _WIDTHS)


def as_workbook(
    title: str,
    sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Any]]]],
    widths: Mapping[str, int],
) -> bytes:
    """Sheets (name, columns, rows) as the bytes of a workbook; ``widths`` in characters, 12 where a column has none."""
    import xlsxwriter  # type: ignore[import-untyped]

    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"created": CREATED, "title": title, "comments": "luoshi"})
    header = book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for name, columns, table in sheets:
        _fill(book.add_worksheet(name), columns, table, (header, wrap), widths)
    book.close()
    return buffer.getvalue()


def _sheets(
    report: Report, language: Language
) -> Iterable[tuple[str, Sequence[str], Iterable[Sequence[Any]]]]:
    columns = list(COLUMNS)
    at = columns.index("low")
    entries = (
        [*(row[c] for c in columns[:at]), value(entry, language), *(row[c] for c in columns[at:])]
        for row, entry in zip(rows(report), report.entries, strict=True)
    )
    yield "entries", [*columns[:at], "value", *columns[at:]], entries
    yield (
        "outline",
        ["id", "parent", "level", "label", "title", "role", "start", "end"],
        (
            [
                s.id,
                s.parent,
                s.level,
                s.label,
                s.title,
                label("role", s.role, language),
                s.span.start,
                s.span.end,
            ]
            for s in report.outline
        ),
    )
    yield (
        "unused",
        ["reason", "meaning", "quote", "start", "end"],
        (
            [u.reason, label("reason", u.reason, language), u.quote, u.span.start, u.span.end]
            for u in report.unused
        ),
    )
    yield "report", ["key", "text"], _facts(report)
    yield (
        "notices",
        ["kind", "quote", "suggestion", "start", "end"],
        ([n.kind, n.quote, n.suggestion, n.span.start, n.span.end] for n in report.notices),
    )


def _facts(report: Report) -> Iterable[Sequence[Any]]:
    front, source = report.front, report.source
    place = front.place
    yield from (
        ("title", front.title),
        ("place", place.name if place else None),
        ("place_code", place.code if place else None),
        ("place_level", place.level if place else None),
        ("year", front.year),
        ("session", front.session),
        ("date", front.date),
        ("speaker", front.speaker),
        ("complete", front.complete),
        ("guessed", " ".join(front.guessed)),
        ("path", source.path),
        ("url", source.url),
        ("sha256", source.sha256),
        ("encoding", source.encoding),
        ("media_type", source.media_type),
    )


def bearable(cell: Any) -> Any:
    """What a cell can hold: at most 32,767 characters, none of them half a surrogate pair (odd file names)."""
    if isinstance(cell, str):
        return cell[:_CELL_LIMIT].encode("utf-8", "replace").decode()
    return cell


def _fill(
    sheet: Any,
    columns: Sequence[str],
    table: Iterable[Sequence[Any]],
    formats: tuple[Any, Any],
    widths: Mapping[str, int],
) -> None:
    header, wrap = formats
    sheet.freeze_panes(1, 0)
    last = 0
    for row_number, row in enumerate(table, 1):
        last = row_number
        for column_number, cell in enumerate(row):
            if cell is not None:
                sheet.write(row_number, column_number, bearable(cell), wrap)
    for number, column in enumerate(columns):
        sheet.write_string(0, number, column, header)
        sheet.set_column(number, number, widths.get(column, 12))
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
