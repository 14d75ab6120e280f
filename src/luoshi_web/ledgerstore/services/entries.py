"""Entries out of a ledger."""

from typing import Any

from luoshi_web.ledgerstore.models import Copy, Entry, Report
from luoshi_web.ledgerstore.services.hold import ROOM, say


def new_entries(report: Report, copy: Copy) -> list[Entry]:
    """The entries of a copy's ledger, not yet saved, in reading order."""
    sections = section_titles((copy.ledger or {})["outline"])
    return [
        entry_of_row(report, copy, row, number, sections)
        for number, row in enumerate((copy.ledger or {})["entries"])
    ]


def entry_of_row(
    report: Report, copy: Copy, row: dict[str, Any], number: int, sections: dict[str, tuple[str, str]]
) -> Entry:
    """One entry of a ledger; ``number`` counts from 0 in reading order."""
    title, role = sections.get(row.get("section") or "", ("", ""))
    start, end = copy.layout["spans"][number]
    entry = Entry(
        report=report, copy=copy, key=row["id"], order=(number + 1) * ROOM, machine=row, section=title, role=role, start=start, end=end,
    )  # fmt: skip
    say(entry, row)
    return entry


def section_titles(outline: list[dict[str, Any]]) -> dict[str, tuple[str, str]]:
    """Section id → title and role of the part that a split calls 领域: the innermost heading of the first two levels, else any above."""
    by_id = {section["id"]: section for section in outline}
    found: dict[str, tuple[str, str]] = {}
    for section in outline:
        line = [section]
        while (parent := by_id.get(line[-1]["parent"] or "")) is not None:
            line.append(parent)
        titled = [s for s in line if s["title"]]
        best = next((s for s in titled if s["level"] <= 2), titled[0] if titled else None)
        found[section["id"]] = (best["title"][:200] if best else "", section["role"])
    return found
