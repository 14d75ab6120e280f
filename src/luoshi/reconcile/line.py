"""The lines of a ledger as reconciling needs them, from a report just read or from a stored ledger.

A ledger of before lines were kept has none; tasks are then its entries.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from luoshi.ledger.stored import pieces_of
from luoshi.text import Span

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


def lines_of_report(report: object) -> tuple[Line, ...] | None:
    """The lines of a report that was just read."""
    lines: Iterable[Any] | None = getattr(report, "lines", None)
    if lines is None:
        return None
    return tuple(
        Line(
            line.id,
            line.kind,
            line.grade,
            line.section,
            tuple(member.name for member in line.members or ()),
            line.certainty,
            line.quote,
            line.span,
            line.to_dict(),
        )
        for line in lines
    )


def lines_of_ledger(ledger: object) -> tuple[Line, ...] | None:
    """The lines of a stored ledger; of a span that names pages, the first stretch."""
    rows: Iterable[Mapping[str, Any]] | None = getattr(ledger, "lines", None)
    if not rows:
        return None
    found = []
    for row in rows:
        _page, start, end = pieces_of(row["span"])[0]
        members = row.get("members") or ()
        found.append(
            Line(
                row["id"],
                row.get("kind") or "",
                row.get("grade"),
                row.get("section"),
                tuple(member["name"] for member in members),
                row.get("certainty"),
                row["quote"],
                Span(start, end),
                dict(row),
            )
        )
    return tuple(found)
