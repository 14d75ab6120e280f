"""The lines of a ledger as reconciling needs them, from a report just read or from a stored ledger.

A ledger of before lines were kept has none; tasks are then its entries.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from luoshi.ledger.line import Line as LedgerLine
from luoshi.ledger.stored import StoredLedger, line_of
from luoshi.text import Span

if TYPE_CHECKING:
    from luoshi.ledger.report import Report

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it is, where it stands, the things that it lists. ``row`` is the line as the ledger prints it."""

    id: str
    kind: str
    grade: str | None
    section: str | None
    members: tuple[str, ...]
    certainty: float | None
    quote: str
    span: Span
    row: Row


def lines_of_report(report: "Report") -> tuple[Line, ...]:
    """The lines of a report that was just read."""
    return tuple(_of(line, line.to_dict()) for line in report.lines)


def lines_of_ledger(ledger: StoredLedger) -> tuple[Line, ...] | None:
    """The lines of a stored ledger; of a span that names pages, the first stretch."""
    return tuple(_of(line_of(row), dict(row)) for row in ledger.lines) or None


def _of(line: LedgerLine, row: Row) -> Line:
    names = tuple(member.name for member in line.members)
    return Line(
        line.id, line.kind, line.grade, line.section, names, line.certainty, line.quote, line.span, row
    )
