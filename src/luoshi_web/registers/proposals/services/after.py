"""After the reply: it is rated, handled again, conferred on; what was promised is verified and rated again; it ends."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.matters.telling import tell_unit
from luoshi_web.registers.proposals.models import (
    Commitment,
    Proposal,
    Rating,
    Reply,
    Share,
    Signatory,
)
from luoshi_web.registers.proposals.register import PROPOSALS
from luoshi_web.registers.proposals.rules.gates import CONFER, FOLLOW, REDO, SETTLE
from luoshi_web.registers.proposals.rules.states import Act, State
from luoshi_web.supervision.services.said import said


@transaction.atomic
def arrived(*, actor: Actor, matter_id: int, version: int, on: date, at: datetime) -> Reply:
    """The reply reached the signatories: the time to rate begins.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``day_to_come``; ``day_before`` it was sent.
    """
    proposal = PROPOSALS.hold(actor, matter_id, "keep", version=version)
    PROPOSALS.demand_state(proposal, State.REPLIED)
    demand_come(on, at)
    made = Reply.objects.select_for_update().get(proposal=proposal, round=proposal.round)
    demand_after(on, made.sent_on)
    made.received_on = on
    made.save(update_fields=["received_on"])
    clocks.lift(proposal.matter, on=on, codes=RECEIPT_CLOCKS)
    clocks.start(proposal.matter, "rate", on, place=proposal.place)
    PROPOSALS.keep(proposal)
    record(actor=actor, verb="proposals.arrived", target=proposal.matter, details={"on": str(on)}, at=at)
    return made


RECEIPT_CLOCKS = ("rate", "receipt")
"""The time to rate, and the time after a reminder."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a slip says. ``signatory`` None and value ``left_out``: none came, also after the reminder of ``reminded_on``."""

    value: str
    given_on: date
    of: str = Rating.Of.REPLY
    commitment: int | None = None
    signatory: int | None = None
    reminded_on: date | None = None
    words: str = ""


@transaction.atomic
def rate(*, actor: Actor, matter_id: int, version: int, receipt: Receipt, at: datetime) -> Rating:
    """A receipt is entered from its slip, by the keeper and never by somebody of a unit that handles the proposal.

    Raises :class:`Refusal`: ``not_yours``; ``handler_rates_nothing``; ``matter_state``; ``rated_already``; ``not_verified``;
    ``no_reminder`` and ``rate_runs`` for one that is left out too early; ``no_such_signatory``; ``day_to_come``; ``day_before``.
    """
    proposal = PROPOSALS.hold(actor, matter_id, "rate", version=version)
    demand_no_handler(proposal, actor)
    PROPOSALS.demand_state(proposal, State.REPLIED, State.CONFERENCE, State.FOLLOWING)
    demand_come(receipt.given_on, at)
    demand_after(receipt.given_on, proposal.reply_on)
    commitment = _rated_commitment(proposal, receipt)
    signatory = giver(proposal, receipt)
    of_round = Rating.objects.filter(proposal=proposal, of=receipt.of, round=proposal.round)
    if (of_round.filter(commitment=commitment) if commitment else of_round).exists():
        raise Refusal("rated_already")
    made = Rating.objects.create(
        proposal=proposal, of=receipt.of, commitment=commitment, round=proposal.round, value=receipt.value, given_by=signatory,
        given_on=receipt.given_on, reminded_on=receipt.reminded_on, words=receipt.words.strip(), entered_by_id=actor.person_id,
    )  # fmt: skip
    if receipt.of == Rating.Of.REPLY:
        for code in RECEIPT_CLOCKS:
            clocks.settle(proposal.matter, code, on=receipt.given_on)
    PROPOSALS.keep(proposal)
    details = {"of": made.of, "round": made.round, "value": made.value, "given_on": str(made.given_on)}
    record(actor=actor, verb="proposals.rate", target=proposal.matter, details=details, at=at)
    return made


def _rated_commitment(proposal: Proposal, receipt: Receipt) -> Commitment | None:
    if receipt.of != Rating.Of.COMMITMENT:
        return None
    found = proposal.commitments.filter(pk=receipt.commitment or 0).first()
    if found is None or found.verified_on is None:
        raise Refusal("not_verified")
    demand_after(receipt.given_on, found.verified_on)
    return found


def demand_no_handler(proposal: Proposal, actor: Actor) -> None:
    """Raise :class:`Refusal` for somebody of a unit that handles it."""
    if Share.objects.filter(proposal=proposal, office=actor.office_id).exists():
        raise Refusal("handler_rates_nothing")


def giver(proposal: Proposal, receipt: Receipt) -> Signatory | None:
    """Who rated; None where a receipt is left out, which waits for its reminder and the end of its time."""
    if receipt.value != Rating.Value.LEFT_OUT:
        found = Signatory.objects.filter(proposal=proposal, pk=receipt.signatory or 0).first()
        if found is None:
            raise Refusal("no_such_signatory")
        return found
    if receipt.reminded_on is None or receipt.reminded_on > receipt.given_on:
        raise Refusal("no_reminder")
    due = _last_day(proposal) if receipt.of == Rating.Of.REPLY else None
    if due is not None and receipt.given_on <= due:
        raise Refusal("rate_runs", day=str(due))
    return None


def _last_day(proposal: Proposal) -> date | None:
    """The last day on which a receipt is in time: of the time to rate, or of the reminder after it."""
    held = [clocks.of_code(proposal.matter, code) for code in RECEIPT_CLOCKS]
    return max((clock.due for clock in held if clock is not None), default=None)


@transaction.atomic
def redo(*, actor: Actor, matter_id: int, version: int, at: datetime) -> Proposal:
    """It is handled again, with a time of its own. Raises :class:`Refusal`: ``not_yours``; ``gate_shut``; ``matter_state``."""
    proposal = PROPOSALS.hold(actor, matter_id, "keep", version=version)
    on = timezone.localdate(at)
    PROPOSALS.demand_state(proposal, State.REPLIED)
    PROPOSALS.demand_open(REDO, proposal, on=on)
    PROPOSALS.move(proposal, Act.REDO, on=on)
    proposal.round += 1
    clock = clocks.start(proposal.matter, "redo", on, place=proposal.place)
    PROPOSALS.keep(proposal)
    tell_unit(proposal.matter, "proposals.redo", day=str(clock.due) if clock else "—", by=actor, at=at)
    record(actor=actor, verb="proposals.redo", target=proposal.matter, details={"round": proposal.round}, at=at)  # fmt: skip
    return proposal


@transaction.atomic
def confer(*, actor: Actor, matter_id: int, version: int, on: date, words: str, at: datetime) -> Proposal:
    """A meeting with whoever was dissatisfied twice, or of experts, with its record."""
    proposal = PROPOSALS.hold(actor, matter_id, "keep", version=version)
    PROPOSALS.demand_state(proposal, State.REPLIED)
    demand_come(on, at)
    demand_after(on, proposal.reply_on)
    PROPOSALS.demand_open(CONFER, proposal, on=on)
    proposal.conference_on, proposal.conference_record = on, said(words)
    PROPOSALS.move(proposal, Act.CONFER, on=on)
    PROPOSALS.keep(proposal)
    record(actor=actor, verb="proposals.confer", target=proposal.matter, details={"on": str(on)}, at=at)
    return proposal


@transaction.atomic
def settle(*, actor: Actor, matter_id: int, version: int, at: datetime) -> Proposal:
    """It ends; while promises are open it is followed instead. Raises :class:`Refusal`: ``not_yours``; ``gate_shut``; ``matter_state``."""
    proposal = PROPOSALS.hold(actor, matter_id, "keep", version=version)
    PROPOSALS.demand_state(proposal, State.REPLIED, State.CONFERENCE, State.FOLLOWING)
    on = timezone.localdate(at)
    promises = any(each.open(on) for each in PROPOSALS.seen(proposal).commitments)
    follows = promises and State(proposal.matter.state) is not State.FOLLOWING
    gate, act = (FOLLOW, Act.FOLLOW) if follows else (SETTLE, Act.SETTLE)
    PROPOSALS.demand_open(gate, proposal, on=on)
    PROPOSALS.move(proposal, act, on=on)
    clocks.lift(proposal.matter, on=on)
    PROPOSALS.keep(proposal)
    record(actor=actor, verb=f"proposals.{act}", target=proposal.matter, at=at)
    return proposal


@transaction.atomic
def withdraw(*, actor: Actor, matter_id: int, version: int, on: date, reason: str, at: datetime) -> Proposal:
    """Its signatories took it back in writing; limits are lifted."""
    proposal = PROPOSALS.hold(actor, matter_id, "keep", version=version)
    demand_come(on, at)
    demand_after(on, proposal.filed_on)
    PROPOSALS.move(proposal, Act.WITHDRAW, on=on)
    proposal.withdrawn_on, proposal.withdrawn_why = on, said(reason)
    clocks.lift(proposal.matter, on=on)
    PROPOSALS.keep(proposal)
    details = {"on": str(on), "reason": proposal.withdrawn_why}
    record(actor=actor, verb="proposals.withdraw", target=proposal.matter, details=details, at=at)
    return proposal


@transaction.atomic
def verify(
    *, actor: Actor, matter_id: int, version: int, commitment_id: int, on: date, found: str, at: datetime
) -> Commitment:
    """What was promised is there, as the keeper found it. Raises :class:`Refusal`: ``not_yours``; ``verified_already``; ``not_the_author``."""
    proposal = PROPOSALS.hold(actor, matter_id, "keep", version=version)
    commitment = _open_commitment(proposal, commitment_id)
    demand_come(on, at)
    demand_after(on, proposal.replied_on)
    if commitment.entered_by_id == actor.person_id:
        raise Refusal("not_the_author")
    commitment.verified_on, commitment.verified_by_id, commitment.found = on, actor.person_id, said(found)
    commitment.save(update_fields=["verified_on", "verified_by", "found"])
    PROPOSALS.keep(proposal)
    details = {"commitment": commitment.pk, "on": str(on), "found": commitment.found}
    record(actor=actor, verb="proposals.verify", target=proposal.matter, details=details, at=at)
    return commitment


@transaction.atomic
def give_up(
    *, actor: Actor, matter_id: int, version: int, commitment_id: int, reason: str, at: datetime
) -> Commitment:
    """What was promised will not be done, in writing and with the reason."""
    proposal = PROPOSALS.hold(actor, matter_id, "keep", version=version)
    commitment = _open_commitment(proposal, commitment_id)
    commitment.given_up_on, commitment.given_up_why = timezone.localdate(at), said(reason)
    commitment.save(update_fields=["given_up_on", "given_up_why"])
    PROPOSALS.keep(proposal)
    details = {"commitment": commitment.pk, "reason": commitment.given_up_why}
    record(actor=actor, verb="proposals.give_up", target=proposal.matter, details=details, at=at)
    return commitment


def _open_commitment(proposal: Proposal, commitment_id: int) -> Commitment:
    found = Commitment.objects.select_for_update().get(proposal=proposal, pk=commitment_id)
    if found.verified_on is not None or found.given_up_on is not None:
        raise Refusal("verified_already")
    return found
