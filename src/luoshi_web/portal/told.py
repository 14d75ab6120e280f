"""A place, a report and a line as programs are told them, in the keys of the ledger (docs/ledger.md): the same in the interface, behind ``.json`` and in the files.

An ``id`` is the one of the line's address; ``ledger_id`` is the ledger's own, which is made of the words alone.
"""

from typing import Any

from luoshi_web.portal.models import Item, Line, Outcome, Place, Report, Version
from luoshi_web.portal.selectors import place_path

Told = dict[str, Any]


def place(held: Place) -> Told:
    """``code`` is empty for a place that no list of divisions has."""
    return {
        "key": held.key, "name": held.name, "full_name": held.full_name, "code": None if held.key.startswith("z") else held.key[:6],
        "level": held.level, "province": held.province or None, "within": held.parent_id, "names": held.names, "ended": held.ended,
        "successors": held.successors,
        "address": place_path(held),
    }  # fmt: skip


def where(held: Place) -> Told:
    """A place beside what is said of it."""
    return {"key": held.key, "name": held.full_name, "level": held.level}


def report(held: Report) -> Told:
    """The report as its list has it."""
    best = next((copy for copy in held.copies.all() if copy.best), None)
    return {
        "id": f"{held.place_id}/{held.year}", "title": held.title or None, "place": where(held.place), "year": held.year,
        "session": held.session or None, "date": held.date or None, "speaker": held.speaker or None, "complete": held.complete,
        "source": None if best is None else {
            "url": best.url or None, "sha256": best.sha256, "encoding": best.encoding or None, "media_type": best.media_type or None,
        },
        "kinds": held.counts.get("kinds", {}), "headline": held.counts.get("headline", 0), "characters": held.counts.get("characters", 0), "covered": held.counts.get("covered", 0),
        "verdicts": held.counts.get("verdicts", {}), "address": f"{place_path(held.place)}{held.year}/report/",
    }  # fmt: skip


def outline(held: Report) -> list[Told]:
    """Its sections; the one that a section stands in is the last before it that is less deep."""
    told: list[Told] = []
    for section in held.sections:
        parent = next((outer["id"] for outer in reversed(told) if outer["level"] < section["level"]), None)
        told.append(
            {
                "id": section["id"], "parent": parent, "level": section["level"], "label": section["label"] or None,
                "title": section["title"] or None, "role": section["role"], "span": [section["start"], section["end"]],
            }
        )  # fmt: skip
    return told


def notices(held: Report) -> list[Told]:
    """What is wrong with the copy that is used."""
    best = next((copy for copy in held.copies.all() if copy.best), None)
    return [
        {"kind": one["kind"], "span": [one["start"], one["end"]], "quote": one["quote"], "suggestion": one["suggestion"] or None}
        for one in (best.notices if best else ())
    ]  # fmt: skip


def line(held: Line) -> Told:
    """The entry, where it stands, and what the next report says came of it. Asks the database for nothing that ``select_related`` did not bring."""
    read = held.reading
    return {
        "id": held.pk, "ledger_id": held.ledger_id, "kind": held.kind, "headline": held.headline, "section": _section(held),
        "subject": held.subject or None, "indicator": held.indicator or None, "scope": read.get("scope"), "partial": bool(read.get("partial")),
        "measure": held.measure or None, "direction": read.get("direction"), "bound": read.get("bound"), "low": read.get("low"),
        "high": read.get("high"), "unit": read.get("unit"), "relation": read.get("relation"), "period": read.get("period"),
        "modality": read.get("modality"), "quote": held.quote, "span": [held.start, held.end], "line": held.together or None,
        "grade": held.grade or None, "stage": read.get("stage"), "object": read.get("object"), "members": _members(held),
        "certainty": read.get("certainty"), "read_as": read.get("read_as"), "paragraph": held.paragraph, "place": where(held.place),
        "year": held.year, "address": f"l/{held.pk}/", "verdict": held.verdict or None, "outcome": outcome(getattr(held, "outcome", None)),
    }  # fmt: skip


def outcome(held: Outcome | None) -> Told | None:
    """A verdict never goes without its rule and the words that it rests on, nor without who says so and that nobody verified it."""
    if held is None:
        return None
    return {
        "verdict": held.verdict, "rule": held.rule, "deviation": held.deviation or None, "reason": held.reason_zh, "reason_en": held.reason_en,
        "answer": held.answer_id, "quote": held.quote or None, "estimate": held.expected, "again": held.again or None,
        "said_by": "the place's next report", "verified_by": None,
    }  # fmt: skip


def item(held: Item) -> Told:
    """What an office released of an item: the office's word, and no verdict of ours."""
    return {
        "number": held.paper_number,
        "state": held.state,
        "release": held.number,
        "since": held.since,
        "content": held.content,
    }


def version(held: Version) -> Told:
    """What was public of a line, or of an item that stands for it, from a moment on."""
    return {
        "about": held.about,
        "release": held.number,
        "since": held.since,
        "until": held.until,
        "content": held.content,
    }


def _section(held: Line) -> str | None:
    inside = [section for section in held.report.sections if section["start"] <= held.start < section["end"]]
    return max(inside, key=lambda section: section["level"])["id"] if inside else None


def _members(held: Line) -> list[Told] | None:
    """The named members, each where its name stands in the quote; one that stands outside has no span."""
    told, at = [], 0
    for name in held.reading.get("members", ()):
        found = held.quote.find(name, at)
        span = None if found < 0 else [held.start + found, held.start + found + len(name)]
        told.append({"name": name, "span": span})
        at = found + len(name) if found >= 0 else at
    return told or None
