"""A meeting decides a matter; it is done first in an emergency; it is carried out, paid, reported, closed."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from luoshi_web.accounts.models import Office
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.collective.models import CollectiveMatter, Outlay
from luoshi_web.registers.collective.register import COLLECTIVE
from luoshi_web.registers.collective.rules.gates import BELOW, DISCUSS, EXECUTE, FIRST
from luoshi_web.registers.collective.rules.states import Act, State
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.clearance import demand_cleared
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.matters.discussing import Discussed
from luoshi_web.registers.matters.discussing import discuss as enter_discussion
from luoshi_web.registers.matters.meetings import Discussion
from luoshi_web.supervision.services.said import said

_LISTED = {
    Discussion.Result.PASSED: Act.PASS, Discussion.Result.CHANGED: Act.PASS, Discussion.Result.PUT_OFF: Act.PUT_OFF, Discussion.Result.REFUSED: Act.REFUSE,
}  # fmt: skip
_URGENT = {
    Discussion.Result.PASSED: Act.RATIFY, Discussion.Result.CHANGED: Act.RATIFY, Discussion.Result.REFUSED: Act.NOT_RATIFY,
}  # fmt: skip


@transaction.atomic
def discuss(
    *, actor: Actor, matter_id: int, version: int, discussed: Discussed, at: datetime
) -> CollectiveMatter:
    """What a meeting did, as its record has it: passed, put off, refused; or what was done first is ratified. Its minutes are owed from here.

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``matter_state``; ``gate_shut``; ``day_before``; those of
    :func:`~luoshi_web.registers.matters.discussing.discuss`.
    """
    row = COLLECTIVE.hold(actor, matter_id, "keep", version=version)
    COLLECTIVE.demand_state(row, State.LISTED, State.URGENT)
    meeting = discussed.meeting
    held = (
        Discussion.objects.filter(matter=row.matter)
        .order_by("-meeting__on")
        .values_list("meeting__on", flat=True)
    )
    demand_after(meeting.on, held.first() or row.urgent_on or row.materials_on)
    enter_discussion(row.matter, discussed, by=actor)
    passage = COLLECTIVE.demand_open(DISCUSS, row, on=meeting.on)
    ways = _URGENT if COLLECTIVE.state(row) is State.URGENT else _LISTED
    act = ways.get(Discussion.Result(discussed.result))
    if act is not None:
        COLLECTIVE.move(row, act, on=meeting.on)
    if act is Act.RATIFY:
        row.ratified_on = meeting.on
    if meeting.minutes_on is None:
        clocks.start(row.matter, "minutes", meeting.on, place="")
    votes = discussed.votes
    details: dict[str, object] = {"meeting": str(meeting), "result": discussed.result, "yes": votes.yes, "no": votes.no, "abstained": votes.abstained}  # fmt: skip
    details |= {"excepted": [reason.code for reason, _by in passage.waived]} if passage.waived else {}
    return _kept(row, actor, "discuss", details, at)


@transaction.atomic
def do_first(
    *,
    actor: Actor,
    matter_id: int,
    version: int,
    on: date,
    reason: str,
    executor: Office | None,
    at: datetime,
) -> CollectiveMatter:
    """The leader has it done before a meeting, in an emergency; the next meeting ratifies it. Money has its budget line even then.

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``matter_state``; ``gate_shut``; ``day_to_come``; ``day_before``; ``no_words``.
    """
    row = COLLECTIVE.hold(actor, matter_id, "first", version=version)
    demand_come(on, at)
    demand_after(on, row.matter.opened_on)
    COLLECTIVE.demand_state(row, *COLLECTIVE.states.ways[Act.FIRST].sources)
    COLLECTIVE.demand_open(FIRST, row, on=on)
    COLLECTIVE.move(row, Act.FIRST, on=on)
    _give(row, executor)
    row.urgent_on, row.urgent_why, row.executed_on = on, said(reason), on
    return _kept(row, actor, "first", {"on": str(on), "reason": row.urgent_why}, at)


@transaction.atomic
def execute(
    *,
    actor: Actor,
    matter_id: int,
    version: int,
    on: date,
    executor: Office | None,
    due: date | None,
    at: datetime,
) -> CollectiveMatter:
    """A unit carries out what a meeting passed, once the minutes are signed.

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``matter_state``; ``gate_shut``; ``day_to_come``; ``day_before`` the meeting; ``unit_not_cleared``.
    """
    row = COLLECTIVE.hold(actor, matter_id, "keep", version=version)
    demand_come(on, at)
    COLLECTIVE.demand_state(row, State.PASSED)
    held = (
        Discussion.objects.filter(matter=row.matter)
        .order_by("-meeting__on")
        .values_list("meeting__on", flat=True)
    )
    demand_after(on, held.first())
    passage = COLLECTIVE.demand_open(EXECUTE, row, on=on)
    COLLECTIVE.move(row, Act.EXECUTE, on=on)
    _give(row, executor)
    row.executed_on, row.due = on, due
    details: dict[str, object] = {"on": str(on), "executor": str(executor or "")}
    details |= {"excepted": [reason.code for reason, _by in passage.waived]} if passage.waived else {}
    return _kept(row, actor, "execute", details, at)


@transaction.atomic
def execute_below(
    *, actor: Actor, matter_id: int, version: int, on: date, decided_by: str, executor: Office | None, due: date | None, at: datetime
) -> CollectiveMatter:  # fmt: skip
    """Carried out without a meeting, as somebody decided: only under the threshold of that day, which says who may.

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``matter_state``; ``gate_shut``; ``not_decided_by``; ``day_to_come``; ``day_before``.
    """
    row = COLLECTIVE.hold(actor, matter_id, "keep", version=version)
    demand_come(on, at)
    demand_after(on, row.matter.opened_on)
    COLLECTIVE.demand_state(row, State.CHECKED)
    COLLECTIVE.demand_open(BELOW, row, on=on, today=on)
    COLLECTIVE.move(row, Act.BELOW, on=on)
    _give(row, executor)
    row.executed_on, row.due, row.decided_by = on, due, said(decided_by, "not_decided_by")
    return _kept(row, actor, "execute_below", {"on": str(on), "decided_by": row.decided_by}, at)


def _give(row: CollectiveMatter, executor: Office | None) -> None:
    if executor is not None:
        demand_cleared(row.matter, executor)
    row.executor = executor or row.matter.office


@transaction.atomic
def pay(
    *, actor: Actor, matter_id: int, version: int, on: date, amount: Decimal, payee: str, proof: str, at: datetime
) -> Outlay:  # fmt: skip
    """A payment, with its proof, never more than was decided.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``amount_missing``; ``paid_too_much``; ``day_to_come``; ``day_before``; ``no_words``.
    """
    row = COLLECTIVE.hold(actor, matter_id, "execute", version=version)
    COLLECTIVE.demand_state(row, State.URGENT, State.EXECUTING, State.DONE)
    demand_come(on, at)
    demand_after(on, row.executed_on)
    if amount <= 0 or row.amount is None:
        raise Refusal("amount_missing")
    paid = (Outlay.objects.filter(matter=row.matter).aggregate(total=Sum("amount"))["total"] or Decimal(0)) + amount  # fmt: skip
    if paid > row.amount:
        raise Refusal("paid_too_much", paid=f"{paid:f}", amount=f"{row.amount:f}")
    made = Outlay.objects.create(
        matter=row.matter,
        on=on,
        amount=amount,
        payee=said(payee),
        proof=said(proof),
        entered_by_id=actor.person_id,
    )
    _kept(row, actor, "pay", {"on": str(on), "amount": str(amount)}, at)
    return made


@transaction.atomic
def feed_back(
    *, actor: Actor, matter_id: int, version: int, on: date, words: str, at: datetime
) -> CollectiveMatter:
    """The unit that carries it out reports that it did."""
    row = COLLECTIVE.hold(actor, matter_id, "execute", version=version)
    demand_come(on, at)
    demand_after(on, row.executed_on)
    COLLECTIVE.move(row, Act.FEED_BACK, on=on)
    row.feedback_on, row.feedback = on, said(words)
    return _kept(row, actor, "feed_back", {"on": str(on)}, at)


@transaction.atomic
def close(*, actor: Actor, matter_id: int, version: int, words: str, at: datetime) -> CollectiveMatter:
    """The keeper has seen that it was carried out."""
    row = COLLECTIVE.hold(actor, matter_id, "keep", version=version)
    COLLECTIVE.move(row, Act.CLOSE, on=timezone.localdate(at))
    return _kept(row, actor, "close", {"words": said(words)}, at)


def _kept(
    row: CollectiveMatter, actor: Actor, verb: str, details: dict[str, object], at: datetime
) -> CollectiveMatter:
    COLLECTIVE.keep(row)
    record(actor=actor, verb=f"collective.{verb}", target=row.matter, details=details, at=at)
    return row
