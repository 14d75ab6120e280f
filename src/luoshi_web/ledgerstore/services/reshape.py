"""Where one entry is several, several are one, or one is missing: split, merge, add."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.ledgerstore.models import Entry, Report, Review
from luoshi_web.ledgerstore.models.entry import STANDING
from luoshi_web.ledgerstore.parts import read_part, standing_in, trimmed
from luoshi_web.ledgerstore.reading import KINDS
from luoshi_web.ledgerstore.services.hold import ROOM, hold_entries, hold_entry, keep, reviewed, say

MOST_PARTS = 30
FARTHEST = 600
"""Characters that the quotes of one merge may span: a promise is told in a sentence, or in two."""
LONGEST_QUOTE = 300


@transaction.atomic
def split(
    *, actor: Actor, entry_id: int, pieces: Sequence[str], version: int | None = None, at: datetime
) -> list[Entry]:
    """Cut an entry into the pieces of its quote, each an open entry that the library reads by itself; returns them.

    Raises :class:`Refusal`: ``two_parts``, ``part_not_in_quote`` for words that do not stand in the quote, ``not_standing``.
    """
    whole = hold_entry(entry_id, version=version)
    if whole.review not in STANDING:
        raise Refusal("not_standing")
    pieces = [piece for raw in pieces if (piece := raw.strip())]
    if not 2 <= len(pieces) <= MOST_PARTS:
        raise Refusal("two_parts", limit=MOST_PARTS)
    text = whole.copy.text
    spans = [_stretch(piece, text, whole.start, whole.end) for piece in pieces]
    first = whole.order + whole.parts.count() + 1  # parts of an earlier split, taken back, keep their places
    parts = [
        _made(whole.report_id, whole, text, span, key=key, order=first + number, kind=whole.kind)
        for number, (span, key) in enumerate(
            zip(spans, _keys_of_ours(whole.report_id, len(spans)), strict=True)
        )
    ]
    for part in parts:
        part.came_from = whole
        part.save()
    reviewed(whole, Review.SPLIT, by=actor.person_id, at=at)
    keep([whole], "split", [whole.reading], by=actor.person_id, at=at)
    details = {"parts": [{"key": part.key, "quote": part.quote} for part in parts]}
    record(actor=actor, verb="entry.split", target=whole, details=details, at=at)
    return parts


def _stretch(piece: str, text: str, start: int, end: int) -> tuple[int, int]:
    found = standing_in(piece, text, start, end)
    if found is None:
        raise Refusal("part_not_in_quote", part=piece[:60])
    return trimmed(*found, text)


def _keys_of_ours(report_id: int, count: int) -> list[str]:
    """Keys for entries that people make, which no ledger uses. The report is locked, so that no two acts take the same."""
    Report.objects.select_for_update().get(pk=report_id)
    taken = Entry.objects.filter(report=report_id, key__startswith="h").count()
    return [f"h{number}" for number in range(taken + 1, taken + count + 1)]


def _made(
    report_id: int, like: Entry, text: str, span: tuple[int, int], *, key: str, order: int, kind: str
) -> Entry:
    start, end = span
    reading = read_part(text[start:end], like.reading | {"kind": kind}) | {"id": key, "span": [start, end]}
    made = Entry(
        report_id=report_id, copy=like.copy, key=key, order=order, section=like.section, role=like.role, start=start, end=end,
    )  # fmt: skip
    say(made, reading)
    return made


@transaction.atomic
def merge(*, actor: Actor, into: int, shown: Sequence[tuple[int, int]], at: datetime) -> Entry:
    """Several entries are one promise: ``into`` keeps it, with the stretch from the first to the last of them as its quote.

    ``shown`` are all of them, ``into`` among them, as ``(id, version)``. Raises :class:`Refusal`: ``two_to_merge``, ``not_standing``,
    ``too_far_apart`` where more than 600 characters lie between the first and the last.
    """
    if len(shown) < 2 or into not in dict(shown):
        raise Refusal("two_to_merge")
    entries = hold_entries(shown)
    target = next(entry for entry in entries if entry.pk == into)
    if any(
        e.review not in STANDING or e.report_id != target.report_id or e.copy_id != target.copy_id
        for e in entries
    ):
        raise Refusal("not_standing")
    start, end = min(e.start for e in entries), max(e.end for e in entries)
    if end - start > FARTHEST:
        raise Refusal("too_far_apart", limit=FARTHEST)
    before = [entry.reading for entry in entries]
    target.start, target.end = start, end
    say(target, target.reading | {"quote": target.copy.text[start:end], "span": [start, end]})
    reviewed(target, Review.CORRECTED, by=actor.person_id, at=at)
    for entry in entries:
        if entry is not target:
            entry.merged_into = target
            reviewed(entry, Review.MERGED, by=actor.person_id, at=at)
    keep(entries, "merge", before, by=actor.person_id, at=at)
    details = {"into": target.key, "merged": [entry.key for entry in entries if entry is not target]}
    record(actor=actor, verb="entry.merge", target=target, details=details, at=at)
    return target


@transaction.atomic
def add_entry(*, actor: Actor, report: Report, quote: str, kind: str, at: datetime) -> Entry:
    """An entry that the machine did not read: a stretch of the report's text, open for review.

    Raises :class:`Refusal`: ``quote_not_in_text``, ``quote_too_long``, ``not_a_kind``, ``quote_known`` where an entry has these very words.
    """
    if kind not in KINDS:
        raise Refusal("not_a_kind")
    if report.current is None:
        raise Refusal("quote_not_in_text")
    text = report.current.text
    found = standing_in(quote, text, 0, len(text)) if quote.strip() else None
    if found is None:
        raise Refusal("quote_not_in_text")
    start, end = trimmed(*found, text)
    if end - start > LONGEST_QUOTE:
        raise Refusal("quote_too_long", limit=LONGEST_QUOTE)
    near = Entry.objects.filter(report=report, copy=report.current)
    if near.filter(start=start, end=end, review__in=STANDING).exists():
        raise Refusal("quote_known")
    like = near.filter(start__lte=start).order_by("-start", "-order").first() or near.first()
    key = _keys_of_ours(report.pk, 1)[0]
    if like is None:
        like = Entry(report=report, copy=report.current, reading={}, order=0)
    order = like.order + ROOM // 2
    entry = _made(report.pk, like, text, (start, end), key=key, order=order, kind=kind)
    entry.save()
    record(actor=actor, verb="entry.add", target=entry, details={"quote": entry.quote, "kind": kind}, at=at)
    return entry
