"""What happened to a proposal before this register was kept here, as a list says it. Only of one that came from a list, and only once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.proposals.models import Commitment, Contact, Proposal, Reply
from luoshi_web.registers.proposals.register import PROPOSALS
from luoshi_web.registers.proposals.rules.codes import outcomes
from luoshi_web.registers.proposals.rules.states import Act, State


@dataclass(frozen=True, slots=True)
class Answered:
    """A reply as a list tells of it: its day, and what else is known. ``source`` names the list and the line; ``contacted_on``: met with the
    first signatory; ``promises``: what was promised and by which day.
    """

    sent_on: date
    source: str
    number: str = ""
    outcome: str = ""
    public: bool | None = None
    private_why: str = ""
    contacted_on: date | None = None
    promises: Sequence[tuple[str, date]] = ()


@transaction.atomic
def take_over_reply(
    *, actor: Actor, matter_id: int, version: int, answered: Answered, at: datetime
) -> Proposal:
    """It was replied to before the register was kept here. What the list does not say stays unknown: the reply's words, who signed, whether the
    units that help were heard. Nobody is told, and of limits only those are settled whose day is known.

    Raises :class:`Refusal`: ``not_yours``; ``not_taken_over`` for one that was not filed from a list; ``matter_state``; ``no_such_outcome``;
    ``day_to_come``; ``day_before`` the assignment.
    """
    proposal = PROPOSALS.hold(actor, matter_id, "keep", version=version)
    if not proposal.taken_over:
        raise Refusal("not_taken_over")
    PROPOSALS.demand_state(proposal, State.ASSIGNED)
    demand_come(answered.sent_on, at)
    demand_after(answered.sent_on, proposal.assigned_on)
    matter = proposal.matter
    letters = outcomes(proposal.place, on=answered.sent_on)
    if answered.outcome and answered.outcome not in letters:
        raise Refusal("no_such_outcome", outcome=answered.outcome)
    for step in (Act.SIGN, Act.REPLY):
        PROPOSALS.move(proposal, step, on=answered.sent_on)
    if answered.outcome:
        proposal.outcome, proposal.meaning = answered.outcome, letters[answered.outcome].meaning.value
    proposal.public, proposal.private_why = answered.public, answered.private_why
    proposal.replied_on = proposal.reply_on = answered.sent_on
    Reply.objects.create(
        proposal=proposal, round=1, number=answered.number, outcome=answered.outcome, sent_on=answered.sent_on, taken_over=True
    )  # fmt: skip
    _around(proposal, answered, actor)
    clocks.settle(matter, "reply", on=answered.sent_on)
    clocks.lift(matter, on=proposal.assigned_on or answered.sent_on)  # kept or not: nobody knows
    PROPOSALS.keep(proposal)
    details = {"sent_on": str(answered.sent_on), "outcome": answered.outcome, "from": answered.source}
    record(actor=actor, verb="proposals.take_over", target=matter, details=details, at=at)
    return proposal


def _around(proposal: Proposal, answered: Answered, actor: Actor) -> None:
    """The talk before the reply, and what it promised."""
    if answered.contacted_on is not None:
        demand_after(answered.contacted_on, proposal.assigned_on)
        demand_after(answered.sent_on, answered.contacted_on)
        Contact.objects.create(
            proposal=proposal, signatory=proposal.signatories.get(order=1), on=answered.contacted_on, means=Contact.Means.VISIT,
            words=answered.source, by_id=actor.person_id,
        )  # fmt: skip
    Commitment.objects.bulk_create(
        [
            Commitment(proposal=proposal, words=words, due=due, entered_by_id=actor.person_id)
            for words, due in answered.promises
        ]
    )
