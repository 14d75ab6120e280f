"""立项: an item that follows from an instruction or a decision and not from the report. Entered, approved where it must be, handed out.

政府督查工作条例 art 11 says what an item may follow from; art 15 forbids repeated and multi-headed supervision.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from luoshi_web.accounts.models import Post
from luoshi_web.accounts.selectors import holder, leaders_in_charge
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.supervision.clocks.defaults import Default, defaults_on
from luoshi_web.supervision.clocks.office import the_calendar
from luoshi_web.supervision.models import CoUnit, Item, Limit, Origin
from luoshi_web.supervision.selectors.alike import undecided
from luoshi_web.supervision.services.hold import keep
from luoshi_web.supervision.services.limits_of_split import start_limits
from luoshi_web.supervision.services.numbers import item_number, next_place
from luoshi_web.supervision.services.said import said
from luoshi_web.supervision.services.split_edit import helping, hold_draft
from luoshi_web.supervision.services.standing import demand_cleared, demand_right
from luoshi_web.workdays.count import count_limit

_TRIES = 5

DOCUMENTS: dict[str, tuple[str, ...]] = {
    Item.Source.DECISION: ("meeting", "minutes", "documents"),
    Item.Source.INSTRUCTION: ("note", "note_urgent", "note_hard", "documents"),
    Item.Source.SUGGESTION: ("media", "documents", "minutes", "note"),
}
"""Source → the kinds of document that it may be written in, by their codes in ``data/limits.toml``."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be done and who says so. ``count`` is in the unit of the document's usual limit; ``due`` is a day that was named outright."""

    source: str
    document: str
    title: str
    words: str
    said_on: date
    lead: Post
    said_by: Post | None = None
    number: str = ""
    content: str = ""
    helpers: Sequence[Post] = ()
    count: int | None = None
    due: date | None = None
    secrecy: int = 0


def usual_limit(document: str, *, on: date) -> Default:
    """The limit of a kind of document as it holds on a day. Raises :class:`KeyError` for a code that is none."""
    return defaults_on(on)[document]


@transaction.atomic
def establish(*, actor: Actor, asked: Asked, at: datetime) -> Item:
    """Enter an item. It is a draft: what asks the same is looked at before :func:`hand_out` gives it to its office.

    Raises :class:`Refusal`: ``not_yours``; ``no_words`` without title or text; ``said_by_missing`` for an instruction of nobody;
    ``document_of_another_source``; ``said_to_come`` for a day that has not come; ``count_out_of_range``; ``due_past``;
    ``lead_not_cleared``.
    """
    item = Item(source=asked.source, secrecy=asked.secrecy)
    demand_right(actor, "item.establish", item)
    on = timezone.localdate(at)
    title, words = said(asked.title), said(asked.words)
    _may_say(asked, on)
    demand_cleared(asked.lead, item)
    count, days = _limit(asked, on)
    item.kind, item.title, item.quote, item.content = Item.Kind.TASK, title, words, asked.content.strip()
    item.year, item.lead, item.office = on.year, asked.lead, asked.lead.office
    item.leader = leaders_in_charge(at=on).get(asked.lead.office_id)
    item.due = item.original_due = asked.due
    _number(item)
    CoUnit.objects.bulk_create(
        CoUnit(item=item, post=post, order=place)
        for place, post in enumerate(helping(asked.helpers, asked.lead.office_id))
    )
    needs = asked.source != Item.Source.DECISION and not (
        asked.source == Item.Source.INSTRUCTION and asked.said_by is not None and asked.said_by.chief
    )
    person = holder(asked.said_by, at=asked.said_on) if asked.said_by else None
    origin = Origin.objects.create(
        item=item, document=asked.document, number=asked.number.strip(), said_by=asked.said_by, said_on=asked.said_on,
        said_by_name=str(person or ""), count=count, days=days, by_id=actor.person_id, at=at,
        state=Origin.State.ASKED if needs else Origin.State.READY,
    )  # fmt: skip
    details = {
        "source": item.source, "document": origin.document, "document_number": origin.number, "said_on": str(origin.said_on),
        "said_by": str(asked.said_by) if asked.said_by else None, "lead": str(asked.lead), "due": str(asked.due) if asked.due else None,
        "count": count, "days": days, "approval": origin.state,
    }  # fmt: skip
    record(actor=actor, verb="item.establish", target=item, details=details, at=at)
    return item


@transaction.atomic
def decide_origin(
    *, actor: Actor, item_id: int, version: int, approve: bool, answer: str = "", at: datetime
) -> Origin:
    """The chief lets it be looked into, or not; a refusal says why (art 11: 经本级人民政府行政首长批准).

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``origin_decided``; ``not_the_proposer`` for whoever entered it;
    ``no_words`` for a refusal without a reason.
    """
    item = hold_draft(item_id, version)
    demand_right(actor, "origin.decide", item)
    origin = _origin(item)
    if origin.state != Origin.State.ASKED:
        raise Refusal("origin_decided")
    if origin.by_id == actor.person_id:
        raise Refusal("not_the_proposer")
    origin.answer = answer.strip() if approve else said(answer)
    origin.state = Origin.State.APPROVED if approve else Origin.State.REFUSED
    origin.decided_by_id, origin.decided_at = actor.person_id, at
    origin.save(update_fields=["answer", "state", "decided_by", "decided_at"])
    keep(item)
    details = {"approved": approve, "answer": origin.answer}
    record(actor=actor, verb="item.approve", target=item, details=details, at=at)
    return origin


@transaction.atomic
def hand_out(*, actor: Actor, item_id: int, version: int, at: datetime) -> Item:
    """The item is assigned (交办): its limit runs from today, or until the day that was named, with those to sign for it and to return it.

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``not_established`` for a row of a split, which goes out with its notice;
    ``not_approved``; ``no_lead``; ``lead_not_cleared``; ``due_past``; ``alike_undecided`` while nobody has said what the items that ask the
    same are.
    """
    item = hold_draft(item_id, version)
    demand_right(actor, "item.assign", item)
    origin = _origin(item)
    on = timezone.localdate(at)
    if origin.state not in {Origin.State.READY, Origin.State.APPROVED}:
        raise Refusal("not_approved")
    if item.lead is None:
        raise Refusal("no_lead")
    demand_cleared(item.lead, item)
    if left := undecided([item], actor=actor, on=on).get(item.pk):
        raise Refusal("alike_undecided", items="、".join(found.item.number for found in left))
    counted = None
    if item.due is None:
        counted = (origin.count or usual_limit(origin.document, on=on).count, origin.days)
        item.due = count_limit(on, *counted, the_calendar()).due
    if item.due < on:
        raise Refusal("due_past", day=str(item.due))
    item.assign()
    item.assigned_at, item.original_due = at, item.due
    keep(item, "assigned_at", "due", "original_due")
    start_limits(item=item, actor=actor, at=at, counted=counted)
    details = {"lead": str(item.lead), "due": str(item.due), "document": origin.document}
    record(actor=actor, verb="item.assign", target=item, details=details, at=at)
    return item


def _origin(item: Item) -> Origin:
    """The item's origin, locked."""
    origin = Origin.objects.select_for_update(of=("self",)).filter(item=item).first()
    if origin is None:
        raise Refusal("not_established")
    return origin


def _may_say(asked: Asked, on: date) -> None:
    if asked.document not in DOCUMENTS.get(asked.source, ()):
        raise Refusal("document_of_another_source")
    if asked.source == Item.Source.INSTRUCTION and asked.said_by is None:
        raise Refusal("said_by_missing")
    if asked.said_by is not None and asked.said_by.role != "leader":
        raise Refusal("said_by_missing")
    if asked.said_on > on:
        raise Refusal("said_to_come")


def _limit(asked: Asked, on: date) -> tuple[int | None, str]:
    """How many of which days, counted from the assignment; nothing where a day was named."""
    usual = usual_limit(asked.document, on=on)
    if asked.due is not None:
        if asked.due < on:
            raise Refusal("due_past", day=str(asked.due))
        return None, Limit.Days.DATE
    count = usual.count if asked.count is None else asked.count
    if not 1 <= count <= usual.count:
        raise Refusal("count_out_of_range", most=usual.count)
    return count, usual.unit


def _number(item: Item) -> None:
    """The next number of the year's letter L. Of two people who enter at once one takes the number after."""
    for again in range(_TRIES):
        item.number = item_number(item.year, "L", next_place(item.year, "L"))
        try:
            with transaction.atomic():
                item.save()
                return
        except IntegrityError:
            if again == _TRIES - 1:
                raise
