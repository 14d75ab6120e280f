"""A draft is put before the government, discussed, decided; reported, published, and given to whoever carries it out (29–34)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luoshi_web.accounts.models import Office
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.decisions.models import Decision
from luoshi_web.registers.decisions.register import DECISIONS
from luoshi_web.registers.decisions.rules import facts
from luoshi_web.registers.decisions.rules.facts import Opinion
from luoshi_web.registers.decisions.rules.gates import DECIDE, EXECUTE, PUBLISH, TABLE
from luoshi_web.registers.decisions.rules.states import Act, State
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.matters.discussing import Discussed, discuss
from luoshi_web.registers.matters.meetings import Discussion, Meeting
from luoshi_web.supervision.services.said import said

WHOLE = frozenset({Meeting.Kind.STANDING, Meeting.Kind.PLENARY})
"""Meetings that discuss a draft (30)."""
_RESULTS = {
    Discussion.Result.PASSED: Act.DECIDE, Discussion.Result.CHANGED: Act.DECIDE, Discussion.Result.PUT_OFF: Act.SEND_BACK,
    Discussion.Result.REFUSED: Act.REFUSE,
}  # fmt: skip


@transaction.atomic
def table(*, actor: Actor, matter_id: int, version: int, on: date, at: datetime) -> Decision:
    """The unit's head puts the draft before the government: every condition of the gate holds (25, 29).

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``matter_state``; ``gate_shut`` with every reason; ``day_to_come``; ``day_before``.
    """
    decision = DECISIONS.hold(actor, matter_id, "answer", version=version)
    demand_come(on, at)
    demand_after(on, decision.draft_on)
    DECISIONS.demand_state(decision, State.REVIEWED)
    passage = DECISIONS.demand_open(TABLE, decision, on=on)
    review = DECISIONS.seen(decision).review(on)
    against = review is not None and review.opinion is Opinion.ILLEGAL
    DECISIONS.move(decision, Act.TABLE, on=on)
    decision.tabled_on, decision.excepted = on, bool(passage.waived) or against
    DECISIONS.keep(decision)
    details: dict[str, object] = {"on": str(on)}
    details |= {"excepted": [reason.code for reason, _by in passage.waived]} if passage.waived else {}
    details |= {"pilot": True} if against else {}
    record(actor=actor, verb="decisions.table", target=decision.matter, details=details, at=at)
    return decision


@transaction.atomic
def decide(*, actor: Actor, matter_id: int, version: int, discussed: Discussed, at: datetime) -> Decision:
    """What a meeting did with it, as its record has it: passed, put off or refused. The head of the government speaks last, and says why where
    most wanted otherwise; whoever was against it stands in the record (30). From the decision its publication is owed.

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``matter_state``; ``gate_shut``; ``day_before`` the tabling; those of
    :func:`~luoshi_web.registers.matters.discussing.discuss`.
    """
    decision = DECISIONS.hold(actor, matter_id, "keep", version=version)
    DECISIONS.demand_state(decision, State.TABLED)
    on = discussed.meeting.on
    demand_after(on, decision.tabled_on)
    discuss(decision.matter, discussed, by=actor)
    DECISIONS.demand_open(DECIDE, decision, on=on, discussed=_facts(discussed))
    DECISIONS.move(decision, _RESULTS[Discussion.Result(discussed.result)], on=on)
    if discussed.passed:
        decision.decided_on = on
        clocks.start(decision.matter, "publish", on, place=decision.place)
    DECISIONS.keep(decision)
    votes = discussed.votes
    details = {"meeting": str(discussed.meeting), "result": discussed.result, "yes": votes.yes, "no": votes.no, "abstained": votes.abstained}  # fmt: skip
    record(actor=actor, verb="decisions.decide", target=decision.matter, details=details, at=at)
    return decision


def _facts(discussed: Discussed) -> facts.Discussed:
    return facts.Discussed(
        discussed.meeting.kind in WHOLE, discussed.votes, discussed.passed, discussed.chair_last, bool(discussed.chair_reason.strip()),
        len(discussed.dissents),
    )  # fmt: skip


@transaction.atomic
def report(*, actor: Actor, matter_id: int, version: int, on: date, paper: str, at: datetime) -> Decision:
    """It was reported to the party committee before it is issued (31)."""
    decision = DECISIONS.hold(actor, matter_id, "keep", version=version)
    demand_come(on, at)
    demand_after(on, decision.decided_on)
    DECISIONS.move(decision, Act.REPORT, on=on)
    decision.reported_on, decision.report_paper = on, said(paper)
    DECISIONS.keep(decision)
    details = {"on": str(on), "paper": decision.report_paper}
    record(actor=actor, verb="decisions.report", target=decision.matter, details=details, at=at)
    return decision


@transaction.atomic
def publish(
    *, actor: Actor, matter_id: int, version: int, on: date, where: str, explanation: str = "", at: datetime
) -> Decision:
    """It is published, with what became of opinions where the public or experts were heard (32).

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``matter_state``; ``gate_shut``; ``day_to_come``; ``day_before``; ``no_words``.
    """
    decision = DECISIONS.hold(actor, matter_id, "keep", version=version)
    demand_come(on, at)
    DECISIONS.demand_state(decision, State.REPORTED)
    demand_after(on, decision.reported_on)
    DECISIONS.demand_open(PUBLISH, decision, on=on, explained=bool(explanation.strip()))
    DECISIONS.move(decision, Act.PUBLISH, on=on)
    decision.published_on, decision.published_where, decision.explanation = on, said(where), explanation.strip()  # fmt: skip
    clocks.settle(decision.matter, "publish", on=on)
    DECISIONS.keep(decision)
    details = {"on": str(on), "where": decision.published_where}
    record(actor=actor, verb="decisions.publish", target=decision.matter, details=details, at=at)
    return decision


@transaction.atomic
def execute(*, actor: Actor, matter_id: int, version: int, executor: Office | None, at: datetime) -> Decision:
    """A unit carries it out (34), once it is published or two persons determined that it may not be.

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``matter_state``; ``gate_shut``; ``no_executor``.
    """
    decision = DECISIONS.hold(actor, matter_id, "keep", version=version)
    on = timezone.localdate(at)
    if executor is None:
        raise Refusal("no_executor")
    DECISIONS.demand_state(decision, State.REPORTED, State.PUBLISHED)
    DECISIONS.demand_open(EXECUTE, decision, on=on)
    DECISIONS.move(decision, Act.EXECUTE, on=on)
    decision.executor = executor
    clocks.lift(decision.matter, on=on, codes=("publish",))
    DECISIONS.keep(decision)
    record(actor=actor, verb="decisions.execute", target=decision.matter, details={"executor": str(executor)}, at=at)  # fmt: skip
    return decision
