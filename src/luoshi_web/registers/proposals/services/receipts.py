"""Receipts that did not come: somebody is reminded; one that had come in time takes the place of what was left out."""

from datetime import date, datetime

from django.db import transaction

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.matters.models import Clock
from luoshi_web.registers.proposals.models import Rating
from luoshi_web.registers.proposals.register import PROPOSALS
from luoshi_web.registers.proposals.rules.states import State
from luoshi_web.registers.proposals.services.after import (
    RECEIPT_CLOCKS,
    Receipt,
    demand_no_handler,
    giver,
)
from luoshi_web.supervision.services.said import said


@transaction.atomic
def remind(*, actor: Actor, matter_id: int, version: int, on: date, at: datetime) -> Clock | None:
    """The signatory is reminded of the receipt; some days later the night leaves it out (重庆 29).

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``matter_state``; ``rated_already``; ``remind_early`` while the time to rate
    runs; ``reminded_already``; ``day_to_come``; ``day_before`` the reply.
    """
    proposal = PROPOSALS.hold(actor, matter_id, "rate", version=version)
    matter = proposal.matter
    PROPOSALS.demand_state(proposal, State.REPLIED)
    demand_come(on, at)
    demand_after(on, proposal.reply_on)
    if Rating.objects.filter(proposal=proposal, of=Rating.Of.REPLY, round=proposal.round).exists():
        raise Refusal("rated_already")
    runs, reminded = (clocks.of_code(matter, code) for code in RECEIPT_CLOCKS)
    if runs is not None and on <= runs.due:
        raise Refusal("remind_early", day=str(runs.due))
    if reminded is not None and reminded.state == Clock.State.RUNNING:
        raise Refusal("reminded_already", day=str(reminded.due))
    clocks.lift(matter, on=on, codes=("rate",))
    made = clocks.start(matter, "receipt", on, place=proposal.place)
    PROPOSALS.keep(proposal)
    details = {"on": str(on), "due": str(made.due) if made else None}
    record(actor=actor, verb="proposals.remind", target=matter, details=details, at=at)
    return made


@transaction.atomic
def late_receipt(
    *, actor: Actor, matter_id: int, version: int, receipt: Receipt, reason: str, at: datetime
) -> Rating:
    """A receipt that had come in time and was entered late takes the place of what was left out. The log keeps both.

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``handler_rates_nothing``; ``matter_state`` once it has ended; ``not_left_out``;
    ``not_in_time``; ``no_such_signatory``; ``no_words``; ``day_to_come``; ``day_before``.
    """
    proposal = PROPOSALS.hold(actor, matter_id, "rate", version=version)
    demand_no_handler(proposal, actor)
    dissatisfied = (
        receipt.value == Rating.Value.DISSATISFIED
    )  # it is handled again, for which it must still stand there
    PROPOSALS.demand_state(proposal, State.REPLIED, *(() if dissatisfied else (State.FOLLOWING,)))
    demand_come(receipt.given_on, at)
    demand_after(receipt.given_on, proposal.reply_on)
    words = said(reason)
    of_round = Rating.objects.filter(proposal=proposal, of=Rating.Of.REPLY, round=proposal.round)
    left_out = of_round.filter(value=Rating.Value.LEFT_OUT).first()
    if left_out is None or receipt.value == Rating.Value.LEFT_OUT:
        raise Refusal("not_left_out")
    last = Clock.objects.filter(matter=proposal.matter, code__in=RECEIPT_CLOCKS).order_by("due").last()
    if last is not None and receipt.given_on > last.due:
        raise Refusal("not_in_time", day=str(last.due))
    signatory = giver(proposal, receipt)
    details = {"left_out": str(left_out.given_on), "value": receipt.value, "given_on": str(receipt.given_on), "reason": words}  # fmt: skip
    left_out.delete()
    made = Rating.objects.create(
        proposal=proposal, of=Rating.Of.REPLY, round=proposal.round, value=receipt.value, given_by=signatory, given_on=receipt.given_on,
        words=receipt.words.strip(), entered_by_id=actor.person_id,
    )  # fmt: skip
    if last is not None:
        last.state, last.settled_on, last.owed = Clock.State.MET, receipt.given_on, False
        last.save(update_fields=["state", "settled_on", "owed"])
    PROPOSALS.keep(proposal)
    record(actor=actor, verb="proposals.late_receipt", target=proposal.matter, details=details, at=at)
    return made
