"""One side of a reconciliation: what must be known of a report, whether it was just read or stored as a ledger."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from luoshi.ledger.entry import Entry
from luoshi.ledger.stored import StoredLedger, entry_of
from luoshi.outline.kinds import KINDS, DocumentKind
from luoshi.outline.section import Section
from luoshi.reconcile.line import Line, Row, lines_of_ledger, lines_of_report
from luoshi.reconcile.mentions import Mention, mentions_of_ledger, mentions_of_report
from luoshi.text import Span

if TYPE_CHECKING:
    from luoshi.ledger.report import Report

_SENTENCE = re.compile(r"[^。；;！？!?\r\n]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the report's text and the role of its section, for what a ledger has no entry for."""

    text: str
    span: Span
    role: str


@dataclass(frozen=True, slots=True)
class Record:
    """A report's entries in reading order, with what reconciling needs beside them.

    ``rows`` are the entries and lines as the ledger prints them, by id. ``sentences`` is None where only the ledger was given;
    ``lines`` is None where it has none. ``mentions`` are the clauses that speak of an indicator in words, by its code.
    """

    name: str | None
    place: str | None
    code: str | None
    level: str | None
    year: int | None
    entries: tuple[Entry, ...]
    rows: dict[str, Row]
    roles: dict[str, str]
    sentences: tuple[Sentence, ...] | None
    lines: tuple[Line, ...] | None = None
    mentions: Mapping[str, Mention] = field(default_factory=dict)
    kind: DocumentKind = "work_report"

    @property
    def told_year(self) -> int | None:
        """The year whose results it states: a communiqué its own, the papers of January the one before."""
        return self.year - 1 if self.year is not None and self.kind != "communique" else self.year

    def role_of(self, entry: Entry) -> str | None:
        """The role of the section that the entry stands in."""
        return self.roles.get(entry.section or "")


def of_report(report: "Report") -> Record:
    """A report as :func:`luoshi.read` returns it."""
    place = report.front.place
    lines = lines_of_report(report)
    return Record(
        name=report.source.path,
        place=place.name if place else None,
        code=place.code if place else None,
        level=place.level if place else None,
        year=report.front.year,
        entries=report.entries,
        rows={row["id"]: row for row in (*report.entry_rows(), *_rows(lines))},
        roles={section.id: section.role for section in report.outline},
        sentences=tuple(_sentences(report)),
        lines=lines,
        mentions=mentions_of_report(report),
        kind=report.front.kind,
    )


def of_ledger(ledger: StoredLedger, name: str | None = None) -> Record:
    """A ledger as ``luoshi read --format json`` stores it."""
    place = ledger.report.get("place") or {}
    year = ledger.report.get("year")
    lines = lines_of_ledger(ledger)
    return Record(
        name=(ledger.report.get("source") or {}).get("path") or name,
        place=place.get("name"),
        code=place.get("code"),
        level=place.get("level"),
        year=year if isinstance(year, int) else None,
        entries=tuple(entry_of(row, name) for row in ledger.entries),
        rows={row["id"]: row for row in (*ledger.entries, *_rows(lines))},
        roles={str(s.get("id")): str(s.get("role")) for s in ledger.outline},
        sentences=None,
        lines=lines,
        mentions=mentions_of_ledger(ledger),
        kind=_kind(ledger.report.get("kind")),
    )


def _kind(value: object) -> DocumentKind:
    """What a ledger says that it is of; those of before kinds were told are of work reports."""
    return next((kind for kind in KINDS if kind == value), "work_report")


def _rows(lines: tuple[Line, ...] | None) -> list[Row]:
    return [line.row for line in lines or ()]


def _sentences(report: "Report") -> Iterator[Sentence]:
    """The sentences of the report's own parts; the site's words are left out."""
    text = report.source.text
    for start, end, role in _stretches(report.outline):
        if role == "boilerplate":
            continue
        for found in _SENTENCE.finditer(text, start, end):
            if found.group().strip():
                yield Sentence(found.group(), Span(found.start(), found.end()), role)


def _stretches(outline: Sequence[Section]) -> Iterator[tuple[int, int, str]]:
    """The outline cut where a section begins or ends, each stretch with the role of the innermost section that holds it.

    What stands in a part behind its last section belongs to the part: the look back at the end of a review.
    """
    running: list[Section] = []
    at = 0
    for section in sorted(outline, key=lambda s: (s.span.start, -s.span.end)):
        while running and running[-1].span.end <= section.span.start:
            ended = running.pop()
            if at < ended.span.end:
                yield at, ended.span.end, ended.role
            at = max(at, ended.span.end)
        if running and at < section.span.start:
            yield at, section.span.start, running[-1].role
        at = max(at, section.span.start)
        running.append(section)
    while running:
        ended = running.pop()
        if at < ended.span.end:
            yield at, ended.span.end, ended.role
        at = max(at, ended.span.end)
