"""What becomes of an assigned item: signed for, returned, given to another, split further by who received it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from luoshi_web.accounts.models import Post
from luoshi_web.accounts.selectors import leaders_in_charge
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.supervision.clocks.services import lift, settle
from luoshi_web.supervision.models import Change, CoUnit, Item, Limit, Return
from luoshi_web.supervision.services.hold import hold, keep
from luoshi_web.supervision.services.limits_of_split import start_limits
from luoshi_web.supervision.services.standing import demand_cleared
from luoshi_web.supervision.services.tell import tell_of_item
from luoshi_web.supervision.states import State
from luoshi_web.supervision.urging.decisions import Decision
from luoshi_web.supervision.urging.settling import settle_urges_to_sign

_WAITING = (Limit.Kind.SIGN, Limit.Kind.RETURN)


@dataclass(frozen=True, slots=True)
class Part:
    """One part that a receiver makes of its item. ``value`` is in the item's unit, None for a part without one."""

    title: str
    lead: Post
    due: date
    content: str = ""
    value: Decimal | None = None


@transaction.atomic
def sign(*, actor: Actor, item_id: int, version: int, at: datetime) -> Item:
    """The lead unit takes the item. From then on it cannot be returned. What urged it to sign is settled by that, late or not.

    Raises :class:`Refusal` (``not_yours``).
    """
    item = hold(item_id, version=version)
    _of_the_lead(actor, item)
    item.sign()
    item.signed_at = at
    keep(item, "signed_at")
    settle(item=item, kind=Limit.Kind.SIGN, actor=actor, at=at)
    lift(item=item, actor=actor, at=at, kinds=(Limit.Kind.RETURN,))
    settled = settle_urges_to_sign(item=item, actor=actor, at=at)
    details = {"settled": settled} if settled else {}
    record(actor=actor, verb="item.sign", target=item, details=details, at=at)
    return item


@transaction.atomic
def send_back(
    *, actor: Actor, item_id: int, version: int, reason: str, suggested: Post | None = None, at: datetime
) -> Return:
    """The lead unit returns the item within its limit, with the reason, and may name who should have it.

    Raises :class:`Refusal`: ``not_yours``, ``say_why``, ``return_late`` when the days are over, ``return_decided`` where the same
    assignment has been returned and refused before.
    """
    item = hold(item_id, version=version)
    _of_the_lead(actor, item)
    reason = _said(reason)
    item.send_back()
    _within_the_limit(item, at)
    if actor.post_id is None:
        raise Refusal("not_yours")
    made = Return.objects.create(
        item=item, post_id=actor.post_id, by_id=actor.person_id, at=at, reason=reason, suggested=suggested
    )
    item.times_returned += 1
    keep(item, "times_returned")
    settle(item=item, kind=Limit.Kind.RETURN, actor=actor, at=at)
    lift(item=item, actor=actor, at=at, kinds=(Limit.Kind.SIGN,))
    details = {"reason": reason, "suggested": str(suggested) if suggested else None}
    record(actor=actor, verb="item.return", target=item, details=details, at=at)
    return made


@transaction.atomic
def take_back(
    *, actor: Actor, item_id: int, version: int, lead: Post, answer: str = "", at: datetime
) -> Item:
    """The return is right: another unit leads. Raises :class:`Refusal` (``same_lead``, ``lead_not_cleared``)."""
    item = hold(item_id, version=version)
    _returned(item)
    before, office = str(item.lead), item.office_id
    _decide(item, Return.Decision.TAKEN, answer.strip(), actor, at)
    _give(item, lead, actor, at)
    details = {"from": before, "to": str(lead), "why": "returned", "answer": answer.strip()}
    record(actor=actor, verb="item.reassign", target=item, details=details, at=at)
    taken = Decision("return_taken", answer.strip(), {"lead": str(lead)})
    tell_of_item(item, taken, office=office, by=actor, at=at)
    return item


@transaction.atomic
def refuse_return(*, actor: Actor, item_id: int, version: int, answer: str, at: datetime) -> Item:
    """The item stays where it is, with an answer that says why; it is to be signed for, and cannot be returned again."""
    item = hold(item_id, version=version)
    answer = _said(answer)
    _returned(item)
    item.refuse_return()
    _decide(item, Return.Decision.REFUSED, answer, actor, at)
    keep(item)
    start_limits(item=item, actor=actor, at=at, returnable=False)
    record(actor=actor, verb="item.return_refused", target=item, details={"answer": answer}, at=at)
    tell_of_item(item, Decision("return_refused", answer), by=actor, at=at)
    return item


@transaction.atomic
def reassign(*, actor: Actor, item_id: int, version: int, lead: Post, reason: str, at: datetime) -> Item:
    """Another unit leads from now on, with the reason. It counts as a change of the item, and stands beside who led first."""
    item = hold(item_id, version=version)
    reason = _said(reason)
    if item.state == State.RETURNED or item.state == State.DRAFT:
        raise Refusal("wrong_state", state=item.get_state_display())
    before, office = item.lead, item.office_id
    first = item.changes.filter(field=Change.Field.LEAD).order_by("asked_at", "pk").first()
    item.times_changed += 1
    _give(item, lead, actor, at)
    Change.objects.create(
        item=item, field=Change.Field.LEAD, original=first.original if first else str(before), before=str(before),
        after=str(lead), reason=reason, asked_by_id=actor.person_id, asked_at=at, state=Change.State.APPROVED,
        approved_by_id=actor.person_id, approved_at=at,
    )  # fmt: skip
    details = {"from": str(before), "to": str(lead), "reason": reason}
    record(actor=actor, verb="item.reassign", target=item, details=details, at=at)
    moved = Decision("reassigned", reason, {"lead": str(lead)})
    tell_of_item(item, moved, office=office, by=actor, at=at)
    return item


@transaction.atomic
def split_further(
    *, actor: Actor, item_id: int, version: int, parts: Sequence[Part], at: datetime
) -> list[Item]:
    """The receiver hands parts of its item to posts of its own office or of those that help; the item itself stays with it.

    Raises :class:`Refusal`: ``not_yours``, ``no_parts``, ``part_elsewhere`` for a post of neither, ``part_too_late`` for a due date after the
    item's own or before today, ``rate_not_divided`` for a value of a rate, ``wrong_state`` before it is signed for.
    """
    item = hold(item_id, version=version)
    _of_the_lead(actor, item)
    if item.state != State.ACTIVE:
        raise Refusal("wrong_state", state=item.get_state_display())
    if not parts:
        raise Refusal("no_parts")
    _may_take(item, parts, at)
    taken = item.children.count()
    children = []
    for place, part in enumerate(parts, taken + 1):
        child = _child(item, part, place)
        child.assign()
        child.assigned_at = at
        child.save()
        start_limits(item=child, actor=actor, at=at, returnable=False)
        children.append(child)
    keep(item)
    details = {"parts": [{"number": c.number, "post": str(c.lead), "due": str(c.due)} for c in children]}
    record(actor=actor, verb="item.split", target=item, details=details, at=at)
    return children


def _of_the_lead(actor: Actor, item: Item) -> None:
    if item.office_id is None or item.office_id != actor.office_id:
        raise Refusal("not_yours")


def _said(words: str) -> str:
    if not words.strip():
        raise Refusal("say_why")
    return words.strip()


def _within_the_limit(item: Item, at: datetime) -> None:
    """A return is in time while its limit runs. Where none ran since the assignment, it has been decided already."""
    limit = item.limits.filter(kind=Limit.Kind.RETURN).order_by("-began", "-pk").first()
    refused = item.returns.filter(
        decision=Return.Decision.REFUSED, post__office=item.office_id, at__gte=item.assigned_at
    )
    if refused.exists():
        raise Refusal("return_decided")
    if limit is not None and timezone.localdate(at) > limit.due:
        raise Refusal("return_late", day=str(limit.due))
    if item.parent_id is not None:
        raise Refusal("return_not_above")


def _returned(item: Item) -> None:
    if item.state != State.RETURNED:
        raise Refusal("wrong_state", state=item.get_state_display())


def _decide(item: Item, decision: str, answer: str, actor: Actor, at: datetime) -> None:
    made = item.returns.filter(decision=Return.Decision.OPEN).get()
    made.decision, made.answer, made.decided_by_id, made.decided_at = decision, answer, actor.person_id, at
    made.save(update_fields=["decision", "answer", "decided_by", "decided_at"])


def _give(item: Item, lead: Post, actor: Actor, at: datetime) -> None:
    """The item goes to another post, with new limits; whoever led may help, the new lead no longer does."""
    if lead.office_id == item.office_id:
        raise Refusal("same_lead", post=str(lead))
    demand_cleared(lead, item)
    item.assign()
    item.lead, item.office = lead, lead.office
    item.leader = leaders_in_charge(at=timezone.localdate(at)).get(lead.office_id) or item.leader
    item.assigned_at, item.signed_at = at, None
    keep(item, "lead", "office", "leader", "assigned_at", "signed_at", "times_changed")
    CoUnit.objects.filter(item=item, post__office=lead.office_id).delete()
    lift(item=item, actor=actor, at=at, kinds=_WAITING)
    start_limits(item=item, actor=actor, at=at)


def _may_take(item: Item, parts: Sequence[Part], at: datetime) -> None:
    offices = {item.office_id, *item.co_units.values_list("post__office", flat=True)}
    today = timezone.localdate(at)
    for part in parts:
        if part.lead.office_id not in offices:
            raise Refusal("part_elsewhere", post=str(part.lead))
        demand_cleared(part.lead, item)
        if item.due is not None and not today <= part.due <= item.due:
            raise Refusal("part_too_late", day=str(part.due), due=str(item.due))
        if part.value is not None and item.is_rate:
            raise Refusal("rate_not_divided")
        if part.value is not None and not item.unit:
            raise Refusal("part_without_unit")


def _child(item: Item, part: Part, place: int) -> Item:
    ceiling = item.low is None and item.high is not None
    low = None if ceiling or part.value is None else part.value
    high = part.value if part.value is not None and (ceiling or item.high is not None) else None
    return Item(
        number=f"{item.number}-{place}", year=item.year, kind=item.kind if part.value is not None else Item.Kind.TASK,
        source=item.source, parent=item, order=item.order, area=item.area, title=part.title, content=part.content,
        quote=item.quote, indicator=item.indicator if part.value is not None else "",
        bound=item.bound if part.value is not None else "", low=low, high=high, original_low=low, original_high=high,
        unit=item.unit if part.value is not None else "", secrecy=item.secrecy, lead=part.lead, office=part.lead.office,
        leader=item.leader, due=part.due, original_due=part.due,
    )  # fmt: skip
