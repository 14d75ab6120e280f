"""One document → its rows in the tables of the dataset, and what must be said of it. Pure: bytes in, rows out."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from luoshi.corpus.issues import Issue, of_bug, of_doubts, of_refusal
from luoshi.corpus.names import said_by_name, told
from luoshi.corpus.sketches import sketch_of
from luoshi.errors import SourceError
from luoshi.ledger.build import read_source
from luoshi.ledger.export.summary import Summary, summarise
from luoshi.ledger.frame import rows as entry_rows
from luoshi.ledger.report import Report
from luoshi.reconcile.mentions import mentions_of_report
from luoshi.sources import load_bytes

Row = tuple[Any, ...]
_SURROGATE = re.compile("[\ud800-\udfff]")


class Document(NamedTuple):
    """The rows of one document by table, in the order of :data:`luoshi.corpus.columns.TABLES`, and its issue. What cannot
    be read has no rows and always an issue."""

    rows: dict[str, list[Row]]
    issue: Issue | None


def read_document(
    key: str, data: bytes, name: str | None = None, *, page: Callable[[int, int], None] | None = None
) -> Document:
    """Read one document; whatever goes wrong is an issue. ``name`` is what its file was called, where the key
    does not say that; it is a hint of last resort. ``page`` is called before each page of a scan."""
    try:
        source = load_bytes(data, path=key, told=page)
        report = read_source(source, file_name=name or key.rsplit("/", 1)[-1])
        return _document(key, len(data), name, report)
    except SourceError as error:
        return Document({}, of_refusal(key, error))
    except Exception as error:  # a line in issues.jsonl with type and message, never the end of the run
        return Document({}, of_bug(key, error))


def _document(key: str, size: int, name: str | None, report: Report) -> Document:
    said = said_by_name(key if name is None else name)
    doubts = told(key, report, said)
    codes = " ".join(doubt.code for doubt in doubts) or None
    grades = {line.id: line.grade for line in report.lines}
    rows: dict[str, list[Row]] = {
        "reports": [_report_row(key, size, report, (*said, codes))],
        "sections": [
            (key, s.id, s.parent, s.level, s.label, s.title, s.role, s.span.start, s.span.end)
            for s in report.outline
        ],
        "entries": [(key, *row.values(), grades.get(row["line"])) for row in entry_rows(report)],
        "notices": [
            (key, f"n{number}", n.kind, n.span.start, n.span.end, n.quote, n.suggestion)
            for number, n in enumerate(report.notices, 1)
        ],
        "unused": [(key, u.span.start, u.span.end, u.quote, u.reason) for u in report.unused],
        "mentions": [
            (key, m.indicator, m.span.start, m.span.end, m.quote) for m in mentions_of_report(report).values()
        ],
        "sketches": [sketch_of(key, report)],
    }
    if _SURROGATE.search(report.source.text):
        rows = {table: [tuple(map(_storable, row)) for row in held] for table, held in rows.items()}
    return Document(rows, of_doubts(key, doubts) if doubts else None)


def _report_row(key: str, size: int, report: Report, named: Row) -> Row:
    front, source, summary = report.front, report.source, summarise(report)
    place = (front.place.name, front.place.code, front.place.level) if front.place else (None, None, None)
    kinds = summary.kinds
    return (
        key, source.sha256, size, len(source.text), source.media_type, source.encoding,
        front.kind, front.title, *place, front.year, front.session,
        front.date, front.speaker, front.complete, " ".join(front.guessed) or None, *named,
        kinds["target"], kinds["task"], kinds["result"], kinds["problem"], summary.headline,
        len(report.entries), len(report.notices), len(report.unused), _read_share(summary),
    )  # fmt: skip


def _read_share(summary: Summary) -> float | None:
    """The share of the numbers that became entries or were set aside with a reason; None where there are none."""
    return 1 - summary.unused.get("unread", 0) / summary.numbers if summary.numbers else None


def _storable(value: Any) -> Any:
    """Half a character of UTF-16 cannot be stored; U+FFFD takes its place, so that no offset moves."""
    return _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value
