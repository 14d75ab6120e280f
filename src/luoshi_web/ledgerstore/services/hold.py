"""How an act takes hold of an entry or a copy, and how it leaves them: columns and revision written with the reading."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Max

from luoshi_web.audit.refusal import Refusal
from luoshi_web.ledgerstore.models import Copy, Entry, Review, Revision
from luoshi_web.ledgerstore.reading import LINE, Reading

_LARGEST = Decimal(10) ** 24
ROOM = 1000
"""Between the orders of two entries that the machine read: parts and added entries go in between."""


def hold_entry(entry_id: int, *, version: int | None = None) -> Entry:
    """The entry, locked until the transaction ends, as its page showed it.

    Raises :class:`Refusal` (``changed_meanwhile``) where another act came between.
    """
    entry = Entry.objects.select_for_update(of=("self",)).select_related("report").get(pk=entry_id)
    if version is not None and entry.version != version:
        raise Refusal("changed_meanwhile")
    return entry


def hold_entries(shown: Sequence[tuple[int, int]]) -> list[Entry]:
    """Entries as ``(id, version)`` pairs of a page, locked in the order of their ids so that two acts never wait for each other."""
    versions = dict(shown)
    held = list(Entry.objects.select_for_update(of=("self",)).filter(pk__in=versions).order_by("pk"))
    if len(held) != len(versions) or any(entry.version != versions[entry.pk] for entry in held):
        raise Refusal("changed_meanwhile")
    return sorted(held, key=lambda entry: (entry.order, entry.pk))


def hold_copy(copy_id: int) -> Copy:
    """The copy, locked until the transaction ends."""
    return (
        Copy.objects.select_for_update(of=("self",)).select_related("report", "uploaded_by").get(pk=copy_id)
    )


def say(entry: Entry, reading: Reading) -> None:
    """Write a reading into an entry, with the columns that repeat it; nothing is saved."""
    entry.reading = reading
    entry.kind = str(reading["kind"])
    entry.headline = bool(reading.get("headline"))
    entry.subject = (reading.get("subject") or "")[:200]
    entry.indicator = reading.get("indicator") or ""
    entry.low, entry.high = _column(reading.get("low")), _column(reading.get("high"))
    entry.unit = reading.get("unit") or ""
    for name in LINE:
        setattr(entry, name, reading.get(name))
    entry.object = (reading.get("object") or "")[:200] or None
    entry.quote = reading["quote"]


def _column(value: Any) -> Decimal | None:
    """A number of a reading as its column holds it; None for one too large for any column, which the reading keeps."""
    if value is None:
        return None
    number = Decimal(str(value))
    return round(number, 6) if abs(number) < _LARGEST else None


COLUMNS = (
    "copy", "key", "order", "machine", "reading", "kind", "headline", "section", "role", "subject", "indicator", "low", "high",
    "unit", "line", "grade", "stage", "object", "members", "certainty", "quote", "start", "end", "review", "reopened_for", "merged_into", "reviewed_by", "reviewed_at", "version",
)  # fmt: skip
"""What acts may change of an entry."""


def reviewed(entry: Entry, review: str, *, by: int | None, at: datetime) -> None:
    """Set where the review stands, by whom; nothing is saved. An open entry has no reviewer."""
    entry.review = review
    entry.reopened_for = ""
    entry.reviewed_by_id, entry.reviewed_at = (None, None) if review == Review.OPEN else (by, at)


def keep(
    entries: Sequence[Entry],
    deed: str,
    before: Sequence[Reading | None],
    *,
    by: int,
    at: datetime,
    reason: str = "",
    columns: Sequence[str] = COLUMNS,
) -> None:
    """Save changed entries, each with its revision: what was held before and what holds now. Counts their versions."""
    if not entries:
        return
    numbers = _next_numbers([entry.pk for entry in entries])
    for entry in entries:
        entry.version += 1
    if len(entries) == 1:
        entries[0].save(update_fields=columns)
    else:
        Entry.objects.bulk_update(entries, columns, batch_size=200)
    Revision.objects.bulk_create(
        Revision(
            entry=entry,
            number=numbers[entry.pk],
            deed=deed,
            before=was,
            after=entry.reading,
            reason=reason,
            by_id=by,
            at=at,
        )
        for entry, was in zip(entries, before, strict=True)
    )


def _next_numbers(ids: Sequence[int]) -> dict[int, int]:
    last = dict(
        Revision.objects.filter(entry__in=ids).order_by().values_list("entry").annotate(Max("number"))
    )
    return {pk: last.get(pk, 0) + 1 for pk in ids}
