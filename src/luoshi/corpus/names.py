"""Whether a document is what it seems: what its file's name says, held against what its text says."""

from collections.abc import Iterator
from typing import NamedTuple

from luoshi.ledger.report import Report


class Said(NamedTuple):
    """What a name says; None where it says nothing."""

    place: str | None
    code: str | None
    year: int | None


class Told(NamedTuple):
    """A doubt with its sentence in both languages."""

    code: str
    chinese: str
    english: str


def said_by_name(document: str) -> Said:
    """What the key of a document says."""
    return Said(None, None, None)


def told(document: str, report: Report, said: Said) -> tuple[Told, ...]:
    """The doubts of a document with their sentences."""
    return tuple(_told(document, report))


def _told(document: str, report: Report) -> Iterator[Told]:
    if report.front.year is None:
        yield Told("no_year", f"{document}：正文没有写明年份。", f"{document}: the text names no year.")
    if report.front.place is None:
        yield Told("no_place", f"{document}：正文没有写明地方。", f"{document}: the text names no place.")
    if any(notice.kind == "not_a_report" for notice in report.notices):
        yield Told("not_a_report", f"{document}：不像报告。", f"{document}: no report.")
