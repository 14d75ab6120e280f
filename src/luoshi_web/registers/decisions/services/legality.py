"""The legality review (25–28): asked for by the unit's head, its papers sent back and completed, its opinion given by another person."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.decisions.models import Decision, LegalityReview
from luoshi_web.registers.decisions.register import DECISIONS
from luoshi_web.registers.decisions.rules.facts import Opinion
from luoshi_web.registers.decisions.rules.states import Act, State
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.supervision.services.said import said


@transaction.atomic
def ask_review(
    *, actor: Actor, matter_id: int, version: int, on: date, as_review: bool, at: datetime
) -> LegalityReview:
    """The draft goes to the office that reviews, with its papers: its time runs from here until they are sent back.

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``matter_state``; ``review_waits``; ``day_to_come``; ``day_before`` the draft.
    """
    decision = DECISIONS.hold(actor, matter_id, "answer", version=version)
    DECISIONS.demand_state(decision, State.DRAFTING)
    demand_come(on, at)
    demand_after(on, decision.draft_on)
    if _open(decision) is not None:
        raise Refusal("review_waits")
    made = LegalityReview.objects.create(
        matter=decision.matter, asked_on=on, as_review=as_review, asked_by_id=actor.person_id, complete_on=on
    )
    DECISIONS.keep(decision)
    details = {"on": str(on), "as_review": as_review}
    record(actor=actor, verb="decisions.ask_review", target=decision.matter, details=details, at=at)
    return made


@transaction.atomic
def return_papers(
    *, actor: Actor, matter_id: int, version: int, on: date, missing: str, at: datetime
) -> LegalityReview:
    """The papers lack something and go back (26): the time begins anew when they are complete. Raises :class:`Refusal`: ``no_review``."""
    decision = DECISIONS.hold(actor, matter_id, "review", version=version)
    review = _waiting(decision)
    demand_come(on, at)
    demand_after(on, review.complete_on or review.asked_on)
    review.returned_on, review.missing, review.complete_on = on, said(missing), None
    review.save(update_fields=["returned_on", "missing", "complete_on"])
    DECISIONS.keep(decision)
    details = {"on": str(on), "missing": review.missing}
    record(actor=actor, verb="decisions.return_papers", target=decision.matter, details=details, at=at)
    return review


@transaction.atomic
def complete_papers(*, actor: Actor, matter_id: int, version: int, on: date, at: datetime) -> LegalityReview:
    """What was lacking has come. Raises :class:`Refusal`: ``no_review`` where nothing was sent back; ``day_before`` it was."""
    decision = DECISIONS.hold(actor, matter_id, "handle", version=version)
    review = _waiting(decision)
    if review.complete_on is not None:
        raise Refusal("no_review")
    demand_come(on, at)
    demand_after(on, review.returned_on)
    review.complete_on = on
    review.save(update_fields=["complete_on"])
    DECISIONS.keep(decision)
    record(actor=actor, verb="decisions.complete_papers", target=decision.matter, details={"on": str(on)}, at=at)  # fmt: skip
    return review


@dataclass(frozen=True, slots=True)
class Given:
    """What the opinion says of the three questions of article 27; ``lawyers`` are those who were heard (28)."""

    on: date
    opinion: str
    number: str
    power: bool
    procedure: bool
    content: bool
    lawyers: str
    words: str


@transaction.atomic
def give_opinion(*, actor: Actor, matter_id: int, version: int, given: Given, at: datetime) -> LegalityReview:
    """The opinion. A negative one is kept like any other: the gate before the meeting reads it.

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``matter_state``; ``no_review``; ``papers_incomplete``; ``own_review``;
    ``legal_in_all``; ``no_lawyers``; ``day_to_come``; ``day_before``; ``no_words``.
    """
    decision = DECISIONS.hold(actor, matter_id, "review", version=version)
    review = _waiting(decision)
    if review.complete_on is None:
        raise Refusal("papers_incomplete")
    if review.asked_by_id == actor.person_id:
        raise Refusal("own_opinion")
    demand_come(given.on, at)
    demand_after(given.on, review.complete_on)
    if given.opinion != Opinion.ILLEGAL and not (given.power and given.procedure and given.content):
        raise Refusal("legal_in_all")
    DECISIONS.move(decision, Act.REVIEW, on=given.on)
    review.opinion, review.given_on, review.given_by_id = given.opinion, given.on, actor.person_id
    review.number, review.words, review.lawyers = (
        said(given.number),
        said(given.words),
        said(given.lawyers, "no_lawyers"),
    )
    review.power, review.procedure, review.content = given.power, given.procedure, given.content
    review.save()
    DECISIONS.keep(decision)
    details = {"on": str(given.on), "opinion": given.opinion, "number": review.number}
    record(actor=actor, verb="decisions.give_opinion", target=decision.matter, details=details, at=at)
    return review


def _open(decision: Decision) -> LegalityReview | None:
    """The review that waits for its opinion, of the draft as it is."""
    held = LegalityReview.objects.select_for_update(of=("self",)).filter(
        matter=decision.matter, given_on=None
    )
    return held.filter(asked_on__gte=decision.draft_on).last() if decision.draft_on else None


def _waiting(decision: Decision) -> LegalityReview:
    found = _open(decision)
    if found is None:
        raise Refusal("no_review")
    return found
