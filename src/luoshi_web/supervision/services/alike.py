"""What somebody says of two items that ask the same, before the later one goes out: merged, handled together, or no repetition."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.supervision.models import Item, Resemblance
from luoshi_web.supervision.selectors.alike import alike_to
from luoshi_web.supervision.services.hold import hold, keep
from luoshi_web.supervision.services.said import said, said_in_public
from luoshi_web.supervision.services.split_edit import hold_draft
from luoshi_web.supervision.services.standing import demand_right


@transaction.atomic
def decide_alike(
    *, actor: Actor, item_id: int, version: int, other_id: int, decision: str, reason: str = "", at: datetime
) -> Resemblance:
    """Of a draft and an item that asks the same of its office (政府督查工作条例 art 15: no repeated supervision).

    ``merged``: the draft does not go out, the other holds it, and a reason for everybody says so. ``linked``: both go out and show each other.
    ``apart``: no repetition, with the reason. Raises :class:`Refusal`: ``not_yours``, ``changed_meanwhile``, ``wrong_state`` once it is out,
    ``not_alike``, ``alike_decided``, ``into_less_secret``, ``no_words``, ``no_public_reason``, ``personal_data``.
    """
    for key in sorted({item_id, other_id}):  # two people never wait for each other
        hold(key)
    item = hold_draft(item_id, version)
    demand_right(actor, "item.edit", item)
    on = timezone.localdate(at)
    found = next((each for each in alike_to(item, actor=actor, on=on) if each.item.pk == other_id), None)
    if found is None:
        raise Refusal("not_alike")
    if item.resemblances.filter(other=other_id).exists():
        raise Refusal("alike_decided")
    other = hold(other_id)
    words = _words(decision, reason)
    made = Resemblance.objects.create(
        item=item, other=other, why=found.why, decision=decision, reason=words, by_id=actor.person_id, at=at
    )
    verb = "item.alike"
    if decision == Resemblance.Decision.MERGED:
        _merge(item, other, words, at)
        verb = "item.merge"
    else:
        keep(item)
    details = {"other": other.number, "why": found.why, "decision": decision, "reason": words}
    record(actor=actor, verb=verb, target=item, details=details, at=at)
    return made


def _words(decision: str, reason: str) -> str:
    if decision == Resemblance.Decision.MERGED:
        return said_in_public(reason)
    if decision == Resemblance.Decision.APART:
        return said(reason)
    if decision == Resemblance.Decision.LINKED:
        return reason.strip()
    raise Refusal("decision_missing")


def _merge(item: Item, other: Item, words: str, at: datetime) -> None:
    """The draft ends before it went out. The other is counted as changed: drafting again leaves it alone."""
    if other.secrecy < item.secrecy:
        raise Refusal("into_less_secret", number=other.number)
    item.merge()
    item.merged_into, item.public_reason, item.ended_at = other, words, at
    keep(item, "merged_into", "public_reason", "ended_at")
    keep(other)
