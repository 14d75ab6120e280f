"""Those who act for an office are told what was decided on its item, or on its objection, on the day and by letter."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone

from luoshi_web.accounts.models import Holding
from luoshi_web.accounts.selectors import holdings_on
from luoshi_web.audit.actor import Actor
from luoshi_web.supervision.models import Item, Message, Objection
from luoshi_web.supervision.urging.decisions import Decision
from luoshi_web.supervision.urging.gathered import channels_of, gather
from luoshi_web.supervision.urging.ladder import read_terms
from luoshi_web.supervision.urging.letters import send_letters
from luoshi_web.supervision.urging.rules import ladder_on

_OFFICERS_AND_HEAD = ("officer", "head")


def tell_of_item(
    item: Item, decision: Decision, *, office: int | None = None, by: Actor, at: datetime
) -> None:
    """Tell the officers and the head of the office that leads the item (or of ``office``, which led it before) what was decided.

    Nobody is told of what they decided themselves, nor of an item above their clearance. Called in the transaction of the act.
    """
    office = office or item.office_id
    if office is not None:
        line = {"item": str(item.pk), "number": item.number}
        _tell(office, line, decision, roles=_OFFICERS_AND_HEAD, secrecy=item.secrecy, by=by, at=at)


def tell_supervision(item: Item, decision: Decision, *, by: Actor, at: datetime) -> None:
    """Tell everybody of the supervision office who is cleared for the item."""
    line = {"item": str(item.pk), "number": item.number}
    _tell(None, line, decision, roles=("supervision",), secrecy=item.secrecy, by=by, at=at)


def tell_of_objection(objection: Objection, decision: Decision, *, by: Actor, at: datetime) -> None:
    """Tell the head, who may object, what became of it."""
    score = objection.score
    line = {"score": str(score.pk), "number": str(score.appraisal)}
    _tell(score.office_id, line, decision, roles=("head",), secrecy=0, by=by, at=at)


def _tell(
    office: int | None, of: Mapping[str, str], decision: Decision, *, roles: tuple[str, ...], secrecy: int, by: Actor, at: datetime
) -> None:  # fmt: skip
    day = timezone.localdate(at)
    acting = holdings_on(day).filter(post__active=True, post__role__in=roles, post__clearance__gte=secrecy)
    if office is not None:
        acting = acting.filter(post__office=office)
    told: dict[int, Holding] = {}
    for held in acting.exclude(person=by.person_id).select_related("person").order_by("person", "pk"):
        told.setdefault(held.person_id, held)
    if not told:
        return
    line = {**of, **decision.facts, "code": decision.code, "answer": decision.answer}
    a_day = read_terms(ladder_on(day).terms).a_day
    letters = [_tell_one(held, line, a_day, day, at) for held in told.values()]
    if any(letters):
        send_letters.enqueue()


def _tell_one(held: Holding, line: Mapping[str, str], a_day: int, day: date, at: datetime) -> bool:
    """By every channel that reaches the person. Returns whether a letter is to go out now."""
    kind = Message.Kind.DECISION
    due = {
        channel: gather(held, kind, line, channel=channel, a_day=a_day, day=day, at=at)
        for channel in channels_of(held.person)
    }
    return due.get(Message.Channel.EMAIL) == day
