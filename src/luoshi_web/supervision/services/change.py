"""Another target: asked for with its reason by the supervision office or the head of the lead office, decided by the leader in charge.

What was first promised stays beside what holds now, with the reason and the approver; nothing changes before the approval.
"""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from luoshi_web.accounts.models import Holding
from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.supervision.models import Change, Item
from luoshi_web.supervision.progress.proportion import out_of_proportion
from luoshi_web.supervision.progress.values import write_ends
from luoshi_web.supervision.promise import Promise, lowers
from luoshi_web.supervision.services.hold import hold, keep
from luoshi_web.supervision.services.tell import tell_of_item
from luoshi_web.supervision.states import State
from luoshi_web.supervision.urging.decisions import Decision


@transaction.atomic
def ask_target_change(
    *, actor: Actor, item_id: int, version: int | None = None, low: Decimal | None, high: Decimal | None, reason: str,
    confirmed: bool = False, at: datetime,
) -> Change:  # fmt: skip
    """Ask for another target in the item's unit. Whether it promises less is computed from the bound and the indicator, not said.

    Raises :class:`Refusal`: another post, an item that is not under way or has no target in numbers, the same numbers or none, no reason, a
    request that still waits, numbers out of proportion to the present target (``change_odd``) until they are confirmed.
    """
    item = hold(item_id, version=version)
    if not may(actor, "change.ask", item):
        raise Refusal("not_yours")
    if item.state != State.ACTIVE:
        raise Refusal("wrong_state", state=item.get_state_display())
    if not has_numbers(item) or (low is None and high is None):
        raise Refusal("change_no_number")
    if low is not None and high is not None and low > high:
        raise Refusal("change_order")
    if not reason.strip():
        raise Refusal("change_reason")
    before, after = promise_of(item), Promise(low, high)
    if (before.least, before.most) == (after.least, after.most):
        raise Refusal("change_same")
    if item.changes.filter(field=Change.Field.TARGET, state=Change.State.ASKED).exists():
        raise Refusal("change_waits")
    odd = any(
        out_of_proportion(end, target=before.least, last=None, is_rate=item.is_rate)
        for end in (after.least, after.most)
    )
    if odd and not confirmed:
        written = {
            "after": write_ends(low, high, item.unit),
            "before": write_ends(item.low, item.high, item.unit),
        }
        raise Refusal("change_odd", **written)
    change = Change.objects.create(
        item=item, field=Change.Field.TARGET, original=str(first_promise_of(item)), before=str(before), after=str(after), low=low,
        high=high, lowers=promises_less(item, after), reason=reason.strip(), asked_by_id=actor.person_id, asked_at=at,
    )  # fmt: skip
    keep(item)
    asked = {"confirmed": True} if odd else {}
    _record(actor, "change.ask", change, at, reason=change.reason, **asked)
    return change


@transaction.atomic
def withdraw_change(*, actor: Actor, change_id: int, version: int | None = None, at: datetime) -> Change:
    """The office that asked takes the request back while nobody has decided it: whoever follows in the post may."""
    change = _hold(change_id, version)
    if not may(actor, "change.ask", change.item) or not of_the_asking_office(actor, change):
        raise Refusal("not_yours")
    _refuse_ended(change)
    change.state = Change.State.WITHDRAWN
    change.save(update_fields=["state"])
    keep(change.item)
    _record(actor, "change.withdraw", change, at)
    return change


@transaction.atomic
def decide_change(
    *, actor: Actor, change_id: int, version: int | None = None, approved: bool, answer: str = "", at: datetime
) -> Change:  # fmt: skip
    """The leader in charge approves or refuses it. Only an approval touches the item.

    Raises :class:`Refusal`: another leader, one's own request, a request that has ended, an item that has ended or whose target changed
    meanwhile, a refusal without an answer.
    """
    change = _hold(change_id, version)
    item = change.item
    if not may(actor, "change.decide", item):
        raise Refusal("not_yours")
    _refuse_ended(change)
    if change.asked_by_id == actor.person_id:
        raise Refusal("own_request")
    if not approved and not answer.strip():
        raise Refusal("extension_answer")
    change.state = Change.State.APPROVED if approved else Change.State.REFUSED
    change.approved_by_id, change.approved_at, change.answer = actor.person_id, at, answer.strip()
    change.save(update_fields=["state", "approved_by", "approved_at", "answer"])
    if approved:
        _set_target(change)
    else:
        keep(item)
    _record(actor, "change.decide", change, at, approved=approved, answer=change.answer)
    told = Decision("change_approved" if approved else "change_refused", change.answer)
    tell_of_item(item, told, by=actor, at=at)
    return change


def _set_target(change: Change) -> None:
    item = change.item
    if item.state not in (State.ACTIVE, State.REPORTED):
        raise Refusal("wrong_state", state=item.get_state_display())
    if str(promise_of(item)) != change.before:
        raise Refusal("change_target_moved")
    if item.original_low is None and item.original_high is None:
        item.original_low, item.original_high = item.low, item.high
    item.low, item.high = change.low, change.high
    item.times_changed += 1
    keep(item, "low", "high", "original_low", "original_high", "times_changed")


def has_numbers(item: Item) -> bool:
    """Whether an item's target is a number: what a change of target changes."""
    return item.low is not None or item.high is not None


def promise_of(item: Item) -> Promise:
    """What the item promises now."""
    return Promise(item.low, item.high)


def first_promise_of(item: Item) -> Promise:
    """What it promised first of all."""
    first = Promise(item.original_low, item.original_high)
    return first if item.original_low is not None or item.original_high is not None else promise_of(item)


def promises_less(item: Item, after: Promise) -> bool:
    """Whether the item would promise less. The direction (降低3%) is that of the entry which it came from."""
    direction = item.entry.reading.get("direction") if item.entry is not None else None
    return lowers(promise_of(item), after, bound=item.bound, indicator=item.indicator, direction=direction)


def of_the_asking_office(actor: Actor, change: Change) -> bool:
    """Whether the actor asked, or acts for the office from which it was asked. A post that changed hands on that day counts for both."""
    if change.asked_by_id == actor.person_id:
        return True
    day = timezone.localdate(change.asked_at)
    held = Holding.objects.filter(person=change.asked_by_id, since__lte=day).exclude(until__lt=day)
    return held.filter(post__office=actor.office_id, post__role=actor.role).exists()


def _hold(change_id: int, version: int | None) -> Change:
    """The request and its item, both locked; the item first, as every act on it does."""
    item_id = Change.objects.values_list("item_id", flat=True).get(pk=change_id)
    item = hold(item_id, version=version)
    change = Change.objects.select_for_update(of=("self",)).get(pk=change_id)
    change.item = item
    return change


def _refuse_ended(change: Change) -> None:
    if change.state == Change.State.WITHDRAWN:
        raise Refusal("change_withdrawn")
    if change.state != Change.State.ASKED:
        raise Refusal("change_decided")


def _record(actor: Actor, verb: str, change: Change, at: datetime, **details: object) -> None:
    known = {
        "change": change.pk, "field": change.field, "original": change.original, "before": change.before, "after": change.after,
        "lowers": change.lowers,
    }  # fmt: skip
    record(actor=actor, verb=verb, target=change.item, details=known | details, at=at)
