"""A corrected text reaches the issued items: each whose sentence changed or went says so, and its unit and the supervision office are told, once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from luoshi_web.audit.actor import MACHINE, Actor
from luoshi_web.audit.services import record, recorded_together
from luoshi_web.ledgerstore.models import Copy, Entry, Review
from luoshi_web.supervision.models import Item, TextChange
from luoshi_web.supervision.services.hold import hold
from luoshi_web.supervision.services.said import said
from luoshi_web.supervision.services.standing import demand_right
from luoshi_web.supervision.services.tell import tell_of_item, tell_supervision
from luoshi_web.supervision.states import OPEN
from luoshi_web.supervision.urging.decisions import Decision

_COUNTS = ("quote", "low", "high", "unit", "bound", "subject")
"""What of a reading an item goes by; another grade or certainty changes nothing for its unit."""


def note_corrected(*, copy: Copy, before: Mapping[int, Mapping[str, Any]], at: datetime) -> list[TextChange]:
    """Put down what a corrected copy changed for open items. Called in the transaction in which the copy took the place of the one before."""
    entries = {entry.pk: entry for entry in Entry.objects.filter(pk__in=before)}
    differing = {key for key, entry in entries.items() if _differs(before[key], entry)}
    items = Item.objects.filter(Q(entry__in=differing) | Q(further__in=differing), state__in=OPEN).distinct()
    found: list[TextChange] = []
    for item in items.select_related("office").prefetch_related("further").order_by("pk"):
        keys = [item.entry_id, *(entry.pk for entry in item.further.all())]
        entry = next(entries[key] for key in keys if key in differing)
        gone = entry.review == Review.LOST
        found.append(
            TextChange(
                item=item, copy=copy, kind=TextChange.Kind.GONE if gone else TextChange.Kind.CHANGED, at=at,
                before=str(before[entry.pk].get("quote", "")), after="" if gone else entry.quote,
            )
        )  # fmt: skip
    TextChange.objects.bulk_create(found, batch_size=200)
    with recorded_together():
        for each in found:
            details = {"kind": each.kind, "before": each.before, "after": each.after, "copy": copy.pk}
            record(actor=MACHINE, verb="item.text_change", target=each.item, details=details, at=at)
    for each in found:
        told = Decision("text_gone" if each.kind == TextChange.Kind.GONE else "text_changed")
        tell_of_item(each.item, told, by=MACHINE, at=at)
        tell_supervision(each.item, told, by=MACHINE, at=at)
    return found


def _differs(before: Mapping[str, Any], entry: Entry) -> bool:
    return entry.review == Review.LOST or any(before.get(name) != entry.reading.get(name) for name in _COUNTS)


@transaction.atomic
def settle_text(*, actor: Actor, change_id: int, answer: str, at: datetime) -> TextChange:
    """Somebody of the supervision office says what follows from it: the item stays, its target is to be changed, it is withdrawn …

    Raises :class:`Refusal`: ``not_yours``; ``no_words``. Settled twice it keeps the first answer.
    """
    item = hold(TextChange.objects.values_list("item_id", flat=True).get(pk=change_id))
    demand_right(actor, "item.edit", item)
    change = TextChange.objects.select_for_update(of=("self",)).get(pk=change_id)
    answer = said(answer)
    if change.settled_at is None:
        change.answer, change.settled_by_id, change.settled_at = answer, actor.person_id, at
        change.save(update_fields=["answer", "settled_by", "settled_at"])
        record(actor=actor, verb="item.text_settle", target=item, details={"answer": answer}, at=at)
    return change


def on_renewed(*, copy: Copy, before: Mapping[int, Mapping[str, Any]], at: datetime, **_said: Any) -> None:
    """The receiver of ``entries_renewed``."""
    note_corrected(copy=copy, before=before, at=at)
