"""A person reviews entries: accept, correct, drop, and open again. The machine's reading is never touched."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.ledgerstore.models import Entry, Report, Review, Revision
from luoshi_web.ledgerstore.models.entry import STANDING
from luoshi_web.ledgerstore.reading import NotAReading, Reading, corrected, differing
from luoshi_web.ledgerstore.renewal import relocated
from luoshi_web.ledgerstore.services.hold import hold_entries, hold_entry, keep, reviewed, say

MOST = 2000
"""Entries accepted at once; a report has some three hundred."""


def _verdict(entry: Entry) -> str:
    """Accepted where the reading is the machine's, or a person made the entry; corrected where they differ."""
    return Review.CORRECTED if differing(entry.machine, entry.reading) else Review.ACCEPTED


@transaction.atomic
def accept(*, actor: Actor, entry_id: int, version: int | None = None, at: datetime) -> Entry:
    """The reading holds as it stands. Raises :class:`Refusal` (``not_open``) where it was reviewed already."""
    entry = hold_entry(entry_id, version=version)
    if entry.review != Review.OPEN:
        raise Refusal("reviewed_already")
    reviewed(entry, _verdict(entry), by=actor.person_id, at=at)
    keep([entry], "accept", [entry.reading], by=actor.person_id, at=at, columns=_REVIEW)
    record(actor=actor, verb="entry.accept", target=entry, details={"review": entry.review}, at=at)
    return entry


@transaction.atomic
def accept_many(*, actor: Actor, report: Report, shown: Sequence[tuple[int, int]], at: datetime) -> int:
    """Accept entries as a page showed them, ``(id, version)``; returns how many. One act of the log.

    Raises :class:`Refusal`: ``changed_meanwhile`` where one of them is no longer as it was shown, ``not_open``, ``none_chosen``.
    """
    if not shown:
        raise Refusal("none_chosen")
    if len(shown) > MOST:
        raise Refusal("too_many", limit=MOST)
    entries = hold_entries(shown)
    if any(entry.report_id != report.pk or entry.review != Review.OPEN for entry in entries):
        raise Refusal("reviewed_already")
    accept_held(actor=actor, entries=entries, at=at)
    details = {"count": len(entries), "entries": [entry.key for entry in entries]}
    record(actor=actor, verb="entry.accept", target=report, details=details, at=at)
    return len(entries)


def accept_held(*, actor: Actor, entries: Sequence[Entry], at: datetime) -> None:
    """Accept held open entries, each with its revision, within the transaction of whoever calls."""
    for entry in entries:
        reviewed(entry, _verdict(entry), by=actor.person_id, at=at)
    keep(entries, "accept", [entry.reading for entry in entries], by=actor.person_id, at=at, columns=_REVIEW)


_REVIEW = ("review", "reopened_for", "reviewed_by", "reviewed_at", "version")


@transaction.atomic
def correct(
    *,
    actor: Actor,
    entry_id: int,
    changes: Mapping[str, Any],
    reason: str = "",
    version: int | None = None,
    at: datetime,
) -> Entry:
    """Say what the entry says instead. ``changes`` are those of :func:`luoshi_web.ledgerstore.reading.corrected`.

    Raises :class:`Refusal`: ``not_standing`` for an entry that left its place to others, ``not_a_reading``, ``nothing_changed``.
    """
    entry = hold_entry(entry_id, version=version)
    if entry.review not in STANDING:
        raise Refusal("not_standing")
    before = entry.reading
    try:
        reading = corrected(before, changes)
    except NotAReading as wrong:
        raise Refusal("not_a_reading", faults=str(wrong)) from None
    fields = differing(before, reading)
    if not fields and entry.review != Review.OPEN:
        raise Refusal("nothing_changed")
    say(entry, reading)
    reviewed(entry, _verdict(entry), by=actor.person_id, at=at)
    keep([entry], "correct", [before], by=actor.person_id, at=at, reason=reason)
    details = {"fields": {name: [before.get(name), reading.get(name)] for name in fields}, "reason": reason}
    record(actor=actor, verb="entry.correct", target=entry, details=details, at=at)
    return entry


@transaction.atomic
def drop(*, actor: Actor, entry_id: int, reason: str, version: int | None = None, at: datetime) -> Entry:
    """The entry is none: nothing that could be held against reality. ``reason`` is needed."""
    entry = hold_entry(entry_id, version=version)
    if entry.review not in STANDING:
        raise Refusal("not_standing")
    if not reason.strip():
        raise Refusal("reason_needed")
    reviewed(entry, Review.DROPPED, by=actor.person_id, at=at)
    keep([entry], "drop", [entry.reading], by=actor.person_id, at=at, reason=reason.strip(), columns=_REVIEW)
    record(actor=actor, verb="entry.drop", target=entry, details={"reason": reason.strip()}, at=at)
    return entry


@transaction.atomic
def reopen(
    *, actor: Actor, entry_id: int, reason: str = "", version: int | None = None, at: datetime
) -> Entry:
    """Take the last act on an entry back and leave it open; returns the entry that is open now.

    A correction gives way to what was held before it; a split to the whole, its parts dropped; a merge to all that went into it,
    whichever of them was asked for. Raises :class:`Refusal`: ``is_open``, ``is_lost``, and ``whole_is_open`` for a part whose whole was
    opened.
    """
    entry = hold_entry(entry_id, version=version)
    if entry.review == Review.OPEN:
        raise Refusal("is_open")
    if entry.review == Review.LOST:
        raise Refusal("is_lost")
    if entry.came_from is not None and entry.came_from.review != Review.SPLIT:
        raise Refusal("whole_is_open")
    if entry.review == Review.MERGED and entry.merged_into_id is not None:
        entry = hold_entry(entry.merged_into_id)
    changed = [entry]
    before: list[Reading | None] = [entry.reading]
    if entry.review == Review.SPLIT:
        for part in _parts_below(entry):
            changed.append(part)
            before.append(part.reading)
            reviewed(part, Review.DROPPED, by=actor.person_id, at=at)
    merged = list(
        Entry.objects.select_for_update(of=("self",)).filter(merged_into=entry, review=Review.MERGED)
    )
    _restore(entry, was_merged=bool(merged))
    for child in merged:
        changed.append(child)
        before.append(child.reading)
        child.merged_into = None
        reviewed(child, Review.OPEN, by=None, at=at)
    reviewed(entry, Review.OPEN, by=None, at=at)
    keep(changed, "reopen", before, by=actor.person_id, at=at, reason=reason)
    record(
        actor=actor,
        verb="entry.reopen",
        target=entry,
        details={"reason": reason, "also": len(changed) - 1},
        at=at,
    )
    return entry


def _parts_below(entry: Entry) -> list[Entry]:
    """The parts that an entry was split into, and theirs."""
    found: list[Entry] = []
    level = [entry.pk]
    while level:
        parts = list(
            Entry.objects.select_for_update(of=("self",))
            .filter(came_from__in=level)
            .exclude(review__in=(Review.LOST, Review.DROPPED))
        )
        found += parts
        level = [part.pk for part in parts]
    return found


def _restore(entry: Entry, *, was_merged: bool) -> None:
    """Put back what was held before the correction or the merge that is taken back."""
    revisions = list(Revision.objects.filter(entry=entry).order_by("-number"))
    if not was_merged:
        last = revisions[0] if revisions else None
        if last is not None and last.deed == "correct" and last.before is not None:
            _say_again(entry, last.before)
        return
    joined: Revision | None = None
    for revision in revisions:
        if revision.deed in ("reopen", "renew"):
            break
        if revision.deed == "merge":
            joined = revision
    if joined is not None and joined.before is not None:
        _say_again(entry, joined.before)


def _say_again(entry: Entry, reading: Reading) -> None:
    if reading["quote"] != entry.quote:
        found = relocated(reading["quote"], entry.copy.text, entry.start)
        if found is None:
            return
        entry.start, entry.end = found
    say(entry, reading)
