"""The draft and its steps: the public, experts, risk, fair competition; or two persons determine that one does not apply."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.decisions.models import (
    Consultation,
    Decision,
    Determination,
    ExpertOpinion,
    FairCompetition,
    PublicHearing,
    RiskReport,
)
from luoshi_web.registers.decisions.register import DECISIONS
from luoshi_web.registers.decisions.rules.facts import Step
from luoshi_web.registers.decisions.rules.states import BEFORE_REVIEW, Act, State
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.supervision.services.said import said


@transaction.atomic
def draft(*, actor: Actor, matter_id: int, version: int, on: date, title: str, at: datetime) -> Decision:
    """A draft, or another one in its place, which is reviewed anew (12, 25).

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``matter_state``; ``day_to_come``; ``day_before``; ``no_words``.
    """
    decision = DECISIONS.hold(actor, matter_id, "handle", version=version)
    demand_come(on, at)
    demand_after(on, decision.draft_on or decision.started_on)
    DECISIONS.move(decision, Act.DRAFT, on=on)
    decision.draft_on, decision.draft_title = on, said(title)
    DECISIONS.keep(decision)
    details = {"on": str(on), "title": decision.draft_title}
    record(actor=actor, verb="decisions.draft", target=decision.matter, details=details, at=at)
    return decision


def _entered(
    actor: Actor, matter_id: int, version: int, on: date, at: datetime, step: Step, make: Callable[[Decision], Any], **details: Any
) -> Any:  # fmt: skip
    """Something of a step, entered by the unit while the draft is being made."""
    decision = DECISIONS.hold(actor, matter_id, "handle", version=version)
    DECISIONS.demand_state(decision, *BEFORE_REVIEW)
    demand_come(on, at)
    demand_after(on, decision.started_on)
    made = make(decision)
    DECISIONS.keep(decision)
    record(actor=actor, verb=f"decisions.{step.value}", target=decision.matter, details={"on": str(on)} | details, at=at)  # fmt: skip
    return made


@transaction.atomic
def open_comment(
    *, actor: Actor, matter_id: int, version: int, on: date, until: date, means: str, address: str = "", short_reason: str = "", at: datetime
) -> Consultation:  # fmt: skip
    """The public is asked from a day to another (15). ``short_reason``: what the notice says where the time is under 30 days.

    Raises :class:`Refusal`: those of every step; ``comment_lasts``; ``comment_runs`` while another is open.
    """

    def make(decision: Decision) -> Consultation:
        if until <= on:
            raise Refusal("comment_lasts")
        before = decision.matter.consultations.last()
        if before is not None and before.until >= on:
            raise Refusal("comment_not_over", day=str(before.until))
        return Consultation.objects.create(
            matter=decision.matter, opened_on=on, until=until, means=said(means), address=address.strip(), short_reason=short_reason.strip(),
            entered_by_id=actor.person_id,
        )  # fmt: skip

    made: Consultation = _entered(actor, matter_id, version, on, at, Step.COMMENT, make, until=str(until))
    return made


@transaction.atomic
def answer_comment(
    *, actor: Actor, matter_id: int, version: int, on: date, opinions: int, adopted: int, answer: str, at: datetime
) -> Consultation:  # fmt: skip
    """What became of the public's opinions, once the time is over (18).

    Raises :class:`Refusal`: those of every step; ``no_comment_open``; ``comment_runs``; ``adopted_too_many``.
    """
    decision = DECISIONS.hold(actor, matter_id, "handle", version=version)
    DECISIONS.demand_state(decision, *BEFORE_REVIEW)
    demand_come(on, at)
    comment = decision.matter.consultations.last()
    if comment is None or comment.answered_on is not None:
        raise Refusal("no_comment_open")
    if on <= comment.until:
        raise Refusal("comment_not_over", day=str(comment.until))
    if adopted > opinions:
        raise Refusal("adopted_too_many")
    comment.answered_on, comment.opinions, comment.adopted, comment.answer = on, opinions, adopted, said(answer)  # fmt: skip
    comment.save(update_fields=["answered_on", "opinions", "adopted", "answer"])
    DECISIONS.keep(decision)
    details = {"on": str(on), "opinions": opinions, "adopted": adopted}
    record(actor=actor, verb="decisions.answer_comment", target=decision.matter, details=details, at=at)
    return comment


@transaction.atomic
def hear(
    *, actor: Actor, matter_id: int, version: int, on: date, papers_on: date, present: int, words: str, at: datetime
) -> PublicHearing:  # fmt: skip
    """A hearing was held (16, 17); its papers came on a day before it."""

    def make(decision: Decision) -> PublicHearing:
        demand_after(on, papers_on)
        return PublicHearing.objects.create(
            matter=decision.matter, on=on, papers_on=papers_on, present=present, words=said(words), entered_by_id=actor.person_id
        )  # fmt: skip

    made: PublicHearing = _entered(actor, matter_id, version, on, at, Step.HEARING, make, papers_on=str(papers_on))  # fmt: skip
    return made


@transaction.atomic
def hear_expert(
    *, actor: Actor, matter_id: int, version: int, on: date, name: str, stance: str, words: str, signed: bool, no_interest: bool,
    institution: str = "", at: datetime,
) -> ExpertOpinion:  # fmt: skip
    """An expert's opinion (19), also of one who does not agree. Raises :class:`Refusal`: those of every step; ``expert_interested``; ``opinion_unsigned``."""

    def make(decision: Decision) -> ExpertOpinion:
        if not no_interest:
            raise Refusal("expert_interested")
        if not signed:
            raise Refusal("opinion_unsigned")
        return ExpertOpinion.objects.create(
            matter=decision.matter, on=on, name=said(name), institution=institution.strip(), stance=stance, words=said(words),
            entered_by_id=actor.person_id,
        )  # fmt: skip

    made: ExpertOpinion = _entered(actor, matter_id, version, on, at, Step.EXPERT, make, stance=stance)
    return made


@transaction.atomic
def answer_experts(*, actor: Actor, matter_id: int, version: int, answer: str, at: datetime) -> Decision:
    """What became of what the experts said (29). Raises :class:`Refusal`: those of every step; ``no_experts``."""
    decision = DECISIONS.hold(actor, matter_id, "handle", version=version)
    DECISIONS.demand_state(decision, *BEFORE_REVIEW)
    if not decision.matter.experts.exists():
        raise Refusal("no_experts")
    decision.experts_answer = said(answer)
    DECISIONS.keep(decision)
    record(actor=actor, verb="decisions.answer_experts", target=decision.matter, details={}, at=at)
    return decision


@transaction.atomic
def assess_risk(
    *, actor: Actor, matter_id: int, version: int, on: date, by: str, level: str, points: str, measures: str, controllable: bool, at: datetime
) -> RiskReport:  # fmt: skip
    """A risk assessment (22, 23); where the risk cannot be controlled, the draft is changed and it is assessed anew (24)."""

    def make(decision: Decision) -> RiskReport:
        return RiskReport.objects.create(
            matter=decision.matter, on=on, by=said(by), level=level, points=said(points), measures=said(measures), controllable=controllable,
            entered_by_id=actor.person_id,
        )  # fmt: skip

    made: RiskReport = _entered(
        actor, matter_id, version, on, at, Step.RISK, make, level=level, controllable=controllable
    )
    return made


@transaction.atomic
def review_fairness(
    *, actor: Actor, matter_id: int, version: int, on: date, passed: bool, words: str, at: datetime
) -> FairCompetition:
    """The review of fair competition (29)."""

    def make(decision: Decision) -> FairCompetition:
        return FairCompetition.objects.create(
            matter=decision.matter, on=on, passed=passed, words=said(words), entered_by_id=actor.person_id
        )

    made: FairCompetition = _entered(actor, matter_id, version, on, at, Step.COMPETITION, make, passed=passed)
    return made


@transaction.atomic
def leave_out(
    *, actor: Actor, matter_id: int, version: int, step: str, why: str, on: date, at: datetime
) -> Determination:
    """The unit says that a step does not apply; it is owed until another person agrees.

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``matter_state``; ``step_left_out``; ``day_to_come``; ``no_words``.
    """
    decision = DECISIONS.hold(actor, matter_id, "handle", version=version)
    after = {State.DECIDED, State.REPORTED} if step == Step.PUBLICATION else BEFORE_REVIEW
    DECISIONS.demand_state(decision, *after)
    demand_come(on, at)
    if decision.matter.determinations.filter(step=step).exists():
        raise Refusal("step_left_out")
    made = Determination.objects.create(
        matter=decision.matter, step=step, why=said(why), on=on, entered_by_id=actor.person_id
    )
    DECISIONS.keep(decision)
    details = {"step": step, "why": made.why}
    record(actor=actor, verb="decisions.leave_out", target=decision.matter, details=details, at=at)
    return made


@transaction.atomic
def agree_left_out(
    *, actor: Actor, matter_id: int, version: int, determination_id: int, at: datetime
) -> Determination:
    """The office that reviews agrees that a step does not apply. Raises :class:`Refusal`: ``not_yours``; ``determined_already``; ``own_left_out``."""
    decision = DECISIONS.hold(actor, matter_id, "review", version=version)
    held = Determination.objects.select_for_update(of=("self",)).filter(matter=decision.matter)
    found = held.filter(pk=determination_id).first()
    if found is None or found.approved_by_id is not None:
        raise Refusal("determined_already")
    if found.entered_by_id == actor.person_id:
        raise Refusal("own_left_out")
    found.approved_by_id = actor.person_id
    found.save(update_fields=["approved_by"])
    DECISIONS.keep(decision)
    record(actor=actor, verb="decisions.agree_left_out", target=decision.matter, details={"step": found.step}, at=at)  # fmt: skip
    return found


@transaction.atomic
def tell_risk(*, actor: Actor, matter_id: int, version: int, words: str, at: datetime) -> Decision:
    """The legal risk of a pilot reform is said openly (25): then it may be discussed against the opinion. Raises :class:`Refusal`: ``no_pilot``."""
    decision = DECISIONS.hold(actor, matter_id, "answer", version=version)
    DECISIONS.demand_state(decision, *BEFORE_REVIEW)
    if not decision.pilot:
        raise Refusal("no_pilot")
    decision.risk_told = said(words)
    DECISIONS.keep(decision)
    record(actor=actor, verb="decisions.tell_risk", target=decision.matter, details={}, at=at)
    return decision
