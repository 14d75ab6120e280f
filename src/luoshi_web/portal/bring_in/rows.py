"""The reports of one place → rows of the portal's tables, made in a process of its own: no database here."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from luoshi.ledger.entry import Entry
from luoshi.ledger.report import Report
from luoshi.outline.section import Section
from luoshi.reconcile import Reconciliation, Record, of_report, reconcile
from luoshi_web.portal.bring_in.documents import Read, load
from luoshi_web.portal.bring_in.outcomes import fates_of, line_id, outcomes_of, turns_of
from luoshi_web.portal.bring_in.paragraphs import Written, paragraphs_of
from luoshi_web.portal.bring_in.persons import Covered, clean, cover_persons
from luoshi_web.portal.signs import NOT_HELD

Row = dict[str, Any]


@dataclass(slots=True)
class YearRows:
    """One report: its own row, and the rows of what hangs on it."""

    report: Row
    copies: list[Row]
    paragraphs: list[Row]
    lines: list[Row]
    covered: Covered


@dataclass(slots=True)
class PlaceRows:
    """All that is shown of a place."""

    key: str
    years: dict[int, YearRows] = field(default_factory=dict)
    outcomes: list[Row] = field(default_factory=list)
    turns: list[Row] = field(default_factory=list)
    fates: list[Row] = field(default_factory=list)


def place_rows(key: str, years: dict[int, list[Read]], folder: str) -> PlaceRows:
    """Read in the files of ``folder`` what the documents of a place became, and hold each year against the next."""
    rows = PlaceRows(key)
    before: tuple[Report, Record] | None = None
    waiting: list[tuple[tuple[Report, Record], tuple[Report, Record]]] = []
    for year, reads in sorted(years.items()):
        report = load(folder, reads[0].sha256)
        rows.years[year] = _year(report, year, reads, folder)
        held = (report, of_report(report))
        if before is not None and before[1].year == year - 1:
            waiting.append((before, held))
        before = held
    for number, (earlier, later) in enumerate(waiting):
        after = (
            waiting[number + 1][1] if number + 1 < len(waiting) and waiting[number + 1][0] is later else None
        )
        held_together = reconcile(earlier[1], later[1], [after[1]] if after else [], every=True)
        _add(rows, held_together, earlier[0], later[0], after[0] if after else None)
    cover_persons(rows)
    _count_verdicts(rows)
    return rows


def _add(rows: PlaceRows, held: Reconciliation, earlier: Report, later: Report, after: Report | None) -> None:
    written = Written(rows.years[held.later.year or 0].paragraphs)
    rows.outcomes += outcomes_of(held, earlier, later, after, written)
    rows.turns += turns_of(held, earlier, later)
    rows.fates += fates_of(held, earlier, later)


def _year(report: Report, year: int, reads: Sequence[Read], folder: str) -> YearRows:
    paragraphs, covered = paragraphs_of(report), Covered(report.source.text)
    written = Written(paragraphs)
    sha256 = report.source.sha256
    roles: dict[str, str] = {section.id: section.role for section in report.outline}
    lines = [
        _line(number, entry, sha256, roles, written)
        for number, entry in enumerate(sorted(report.entries, key=lambda e: (e.span.start, -e.span.end)), 1)
    ]
    unique = {line["id"]: line for line in lines}
    front = report.front
    row = {
        "year": year, "title": (front.title or "")[:300], "session": (front.session or "")[:200], "date": front.date or "",
        "speaker": (front.speaker or "")[:100], "complete": front.complete, "guessed": list(front.guessed),
        "text": report.source.text, "sections": list(_sections(report.outline, written)), "counts": _counts(list(unique.values()), paragraphs),
    }  # fmt: skip
    copies = list(_copies(report, reads, folder, covered))
    return YearRows(row, copies, paragraphs, list(unique.values()), covered)


def _line(number: int, entry: Entry, sha256: str, roles: dict[str, str], written: Written) -> Row:
    said = entry.to_dict()
    reading = {
        name: said[name]
        for name in ("scope", "partial", "direction", "bound", "low", "high", "unit", "relation", "period", "modality",
                     "stage", "object", "certainty", "read_as", "notices")
        if said.get(name) not in (None, False)
    }  # fmt: skip
    if entry.members:
        reading["members"] = [member.name for member in entry.members]
    return {
        "id": line_id(entry.id, sha256), "number": number, "paragraph": written.number_at(entry.span.start),
        "start": entry.span.start, "end": entry.span.end, "quote": entry.quote, "kind": entry.kind, "grade": entry.grade or "",
        "headline": entry.headline, "role": roles.get(entry.section or "", ""), "together": entry.line or "",
        "subject": (entry.subject or entry.object or "")[:200], "indicator": entry.indicator or "",
        "measure": entry.measure or "", "reading": reading, "verdict": "",
    }  # fmt: skip


def _sections(outline: Sequence[Section], written: Written) -> Iterator[Row]:
    for section in outline:
        if section.role != "boilerplate":
            yield {
                "id": section.id, "level": section.level, "label": section.label or "", "title": section.title or "",
                "role": section.role, "start": section.span.start, "end": section.span.end,
                "paragraph": written.number_at(section.span.start),
            }  # fmt: skip


def _counts(lines: Sequence[Row], paragraphs: Sequence[Row]) -> Row:
    kinds = Counter(line["kind"] for line in lines)
    roles: Counter[str] = Counter()
    for paragraph in paragraphs:
        roles[paragraph["role"]] += len(paragraph["text"])
    return {
        "kinds": dict(kinds),
        "headline": sum(line["headline"] for line in lines),
        "characters": sum(roles.values()),
        "roles": dict(roles),
    }


def _copies(best: Report, reads: Sequence[Read], folder: str, covered: Covered) -> Iterator[Row]:
    found: dict[str, list[str]] = {}
    for read in reads:
        found.setdefault(read.sha256, []).append(read.document)
    for number, (sha256, documents) in enumerate(found.items()):
        report = best if number == 0 else load(folder, sha256)
        source = report.source
        yield {
            "sha256": sha256, "best": number == 0, "found": documents, "url": (source.url or "")[:500],
            "media_type": source.media_type, "encoding": source.encoding or "", "characters": len(source.text),
            "entries": len(report.entries), "complete": report.front.complete, "notices": _notices(report, covered if number == 0 else Covered(source.text)),
        }  # fmt: skip


def _notices(report: Report, covered: Covered) -> list[Row]:
    """What is wrong with the copy; of the site's own words no more than where they stand, and of persons no number."""
    return [
        {
            "kind": notice.kind, "start": notice.span.start, "end": notice.span.end,
            "suggestion": clean(notice.suggestion or "", covered.words)[:300],
            "quote": "" if notice.kind == "boilerplate" else covered.text[notice.span.start : notice.span.end][:120],
        }
        for notice in report.notices
    ]  # fmt: skip


def _count_verdicts(rows: PlaceRows) -> None:
    """What came of each year, counted on its report; the verdict on its line."""
    lines = {line["id"]: (year, line) for year, held in rows.years.items() for line in held.lines}
    headline: dict[int, Counter[str]] = {}
    others: dict[int, Counter[str]] = {}
    for outcome in rows.outcomes:
        year, line = lines[outcome["line_id"]]
        line["verdict"] = outcome["verdict"]
        (headline if line["headline"] else others).setdefault(year, Counter())[outcome["verdict"]] += 1
    for year, held in rows.years.items():
        for line in held.lines if year + 1 in rows.years else ():
            if line["headline"] and not line["verdict"]:
                line["verdict"] = NOT_HELD
                headline.setdefault(year, Counter())[NOT_HELD] += 1
        held.report["counts"]["verdicts"] = dict(headline.get(year, {}))
        held.report["counts"]["others"] = dict(others.get(year, {}))
