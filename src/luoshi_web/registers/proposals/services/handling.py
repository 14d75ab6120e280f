"""The unit talks with the signatories, hears those that help, and replies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luoshi_web.accounts.models import Office
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.proposals.models import (
    Commitment,
    Contact,
    OutcomeChange,
    Proposal,
    Reply,
    Share,
    Signatory,
)
from luoshi_web.registers.proposals.register import PROPOSALS
from luoshi_web.registers.proposals.rules.codes import outcomes
from luoshi_web.registers.proposals.rules.gates import REPLY
from luoshi_web.registers.proposals.rules.states import Act, State
from luoshi_web.supervision.services.said import said

_HANDLED = (State.HANDLING, State.REDOING)


@transaction.atomic
def contact(
    *,
    actor: Actor,
    matter_id: int,
    version: int,
    signatory_id: int,
    on: date,
    means: str,
    words: str,
    at: datetime,
) -> Contact:
    """A talk with somebody who signed.

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``matter_state``; ``no_such_signatory``; ``day_to_come``; ``day_before`` the
    assignment.
    """
    proposal = PROPOSALS.hold(actor, matter_id, "handle", version=version)
    PROPOSALS.demand_state(proposal, *_HANDLED)
    demand_come(on, at)
    demand_after(on, proposal.assigned_on)
    signatory = Signatory.objects.filter(proposal=proposal, pk=signatory_id).first()
    if signatory is None:
        raise Refusal("no_such_signatory")
    made = Contact.objects.create(
        proposal=proposal, signatory=signatory, on=on, means=means, words=said(words), by_id=actor.person_id
    )
    if signatory.order == 1:
        clocks.settle(proposal.matter, "contact", on=on)
    PROPOSALS.keep(proposal)
    details = {"on": str(on), "means": means, "first": signatory.order == 1}
    record(actor=actor, verb="proposals.contact", target=proposal.matter, details=details, at=at)
    return made


@transaction.atomic
def give_opinion(*, actor: Actor, matter_id: int, version: int, opinion: str, at: datetime) -> Share:
    """The opinion of a unit that helps; a later one takes the place of an earlier, which the log keeps.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``no_words``.
    """
    proposal = PROPOSALS.hold(actor, matter_id, "help", version=version)
    PROPOSALS.demand_state(proposal, State.ASSIGNED, *_HANDLED)
    on = timezone.localdate(at)
    share = Share.objects.select_for_update(of=("self",)).select_related("office").get(proposal=proposal, office=actor.office_id)  # fmt: skip
    details = {"before": share.opinion, "opinion": said(opinion)}
    share.opinion, share.opinion_on = said(opinion), on
    share.received_on = share.received_on or on
    share.save(update_fields=["opinion", "opinion_on", "received_on"])
    clocks.settle(proposal.matter, "co_opinion", on=on, of=share.office)
    PROPOSALS.keep(proposal)
    record(actor=actor, verb="proposals.opinion", target=proposal.matter, details=details, at=at)
    return share


@transaction.atomic
def ask_opinion_again(*, actor: Actor, matter_id: int, version: int, office: Office, at: datetime) -> Share:
    """An opinion that says nothing is asked for again: the reply waits for a new one (重庆 20).

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``.
    """
    proposal = PROPOSALS.hold(actor, matter_id, "handle", version=version)
    PROPOSALS.demand_state(proposal, *_HANDLED)
    on = timezone.localdate(at)
    share = Share.objects.select_for_update().get(proposal=proposal, office=office, role=Share.Role.CO)
    details = {"co": str(office), "before": share.opinion}
    share.asked_on, share.opinion, share.opinion_on = on, "", None
    share.save(update_fields=["asked_on", "opinion", "opinion_on"])
    clocks.start(proposal.matter, "co_opinion", on, place=proposal.place, variant="again", of=office)
    PROPOSALS.keep(proposal)
    record(actor=actor, verb="proposals.opinion_again", target=proposal.matter, details=details, at=at)
    return share


@transaction.atomic
def widen(
    *, actor: Actor, matter_id: int, version: int, reason: str, consented_on: date, at: datetime
) -> Proposal:
    """Six months in place of three where it is broad and hard (涉及面广、处理难度大), with the consent of whom the place names.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``too_late_to_widen`` once the first time has ended; ``widened_already``.
    """
    proposal = PROPOSALS.hold(actor, matter_id, "keep", version=version)
    PROPOSALS.demand_state(proposal, State.ASSIGNED, State.HANDLING)
    demand_come(consented_on, at)
    demand_after(consented_on, proposal.assigned_on)
    clock = clocks.of_code(proposal.matter, "reply")
    if clock is None:
        raise Refusal("widened_already")
    before = clock.due
    clock = clocks.widen(clock, place=proposal.place, asked_on=consented_on)
    proposal.due, proposal.widened_on, proposal.widened_why = clock.due, consented_on, said(reason)
    PROPOSALS.keep(proposal)
    details = {"before": str(before), "due": str(clock.due), "consented_on": str(consented_on), "reason": proposal.widened_why}  # fmt: skip
    record(actor=actor, verb="proposals.widen", target=proposal.matter, details=details, at=at)
    return proposal


@dataclass(frozen=True, slots=True)
class Said:
    """A reply. ``commitments``: what is promised and by which day."""

    number: str
    words: str
    outcome: str
    sent_on: date
    public: bool
    private_why: str = ""
    commitments: Sequence[tuple[str, date]] = ()


@transaction.atomic
def reply(*, actor: Actor, matter_id: int, version: int, answer: Said, at: datetime) -> Reply:
    """The head of the lead unit signs and sends the reply, if all that must hold does.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``gate_shut`` with every reason; ``no_such_outcome``; ``day_to_come``; ``day_before``.
    """
    proposal = PROPOSALS.hold(actor, matter_id, "answer", version=version)
    PROPOSALS.demand_state(proposal, *_HANDLED)
    demand_come(answer.sent_on, at)
    demand_after(answer.sent_on, proposal.reply_on or proposal.assigned_on)
    _classify(proposal, answer.outcome, on=answer.sent_on)
    proposal.public, proposal.private_why = answer.public, "" if answer.public else answer.private_why.strip()
    if not proposal.public and not proposal.private_why:
        raise Refusal("private_without_reason")
    for words, due in answer.commitments:
        Commitment.objects.create(proposal=proposal, words=said(words), due=due, entered_by_id=actor.person_id)  # fmt: skip
    proposal.save()
    passage = PROPOSALS.demand_open(REPLY, proposal, on=answer.sent_on, signed=True)
    made = Reply.objects.create(
        proposal=proposal, round=proposal.round, number=said(answer.number), words=said(answer.words), outcome=answer.outcome,
        signed_by_id=actor.person_id, sent_on=answer.sent_on,
    )  # fmt: skip
    PROPOSALS.move(proposal, Act.REPLY, on=answer.sent_on)
    proposal.replied_on, proposal.reply_on = proposal.replied_on or answer.sent_on, answer.sent_on
    for code in ("reply", "redo"):
        clocks.settle(proposal.matter, code, on=answer.sent_on)
    clocks.lift(proposal.matter, on=answer.sent_on)
    PROPOSALS.keep(proposal)
    details = {
        "number": made.number, "round": made.round, "outcome": made.outcome, "sent_on": str(made.sent_on), "public": proposal.public,
        "commitments": len(answer.commitments), "excepted": [reason.code for reason, _ in passage.waived],
    }  # fmt: skip
    record(actor=actor, verb="proposals.reply", target=proposal.matter, details=details, at=at)
    return made


@transaction.atomic
def change_outcome(
    *, actor: Actor, matter_id: int, version: int, outcome: str, reason: str, at: datetime
) -> OutcomeChange:
    """The class of a reply, changed by the keeper alone: old, new and reason are kept.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state`` before there is a reply; ``no_such_outcome``; ``same_outcome``.
    """
    proposal = PROPOSALS.hold(actor, matter_id, "keep", version=version)
    PROPOSALS.demand_state(proposal, State.REPLIED, State.CONFERENCE, State.FOLLOWING, State.SETTLED)
    before = proposal.outcome
    if outcome == before:
        raise Refusal("same_outcome")
    _classify(proposal, outcome, on=timezone.localdate(at))
    made = OutcomeChange.objects.create(
        proposal=proposal, before=before, after=outcome, reason=said(reason), by_id=actor.person_id, at=at
    )
    PROPOSALS.keep(proposal)
    details = {"before": before, "after": outcome, "reason": made.reason}
    record(actor=actor, verb="proposals.outcome", target=proposal.matter, details=details, at=at)
    return made


def _classify(proposal: Proposal, code: str, *, on: date) -> None:
    letters = outcomes(proposal.place, on=on)
    if code not in letters:
        raise Refusal("no_such_outcome", outcome=code)
    proposal.outcome, proposal.meaning = code, letters[code].meaning.value
