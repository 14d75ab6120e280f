"""What was decided is halted, evaluated, changed by a new round, or ends; its papers are filed (33–37)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.decisions.models import Decision, Evaluation
from luoshi_web.registers.decisions.register import DECISIONS
from luoshi_web.registers.decisions.rules.gates import CHANGE, END
from luoshi_web.registers.decisions.rules.states import Act, State
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.supervision.services.said import said


@transaction.atomic
def halt(*, actor: Actor, matter_id: int, version: int, on: date, reason: str, at: datetime) -> Decision:
    """The head of the government alone stops its execution for the time being, where it is urgent (37). What is decided stays decided."""
    decision = DECISIONS.hold(actor, matter_id, "halt", version=version)
    demand_come(on, at)
    demand_after(on, decision.decided_on)
    DECISIONS.move(decision, Act.HALT, on=on)
    decision.halted_on, decision.halted_why = on, said(reason)
    return _kept(decision, actor, "halt", {"on": str(on), "reason": decision.halted_why}, at)


@transaction.atomic
def resume(*, actor: Actor, matter_id: int, version: int, reason: str, at: datetime) -> Decision:
    """The head of the government lets it go on."""
    decision = DECISIONS.hold(actor, matter_id, "halt", version=version)
    why = said(reason)
    DECISIONS.move(decision, Act.RESUME, on=timezone.localdate(at))
    decision.halted_on, decision.halted_why = None, ""
    return _kept(decision, actor, "resume", {"reason": why}, at)


@transaction.atomic
def evaluate(
    *, actor: Actor, matter_id: int, version: int, on: date, by: str, why: str, advice: str, words: str, at: datetime
) -> Evaluation:  # fmt: skip
    """决策后评估 (36), by whoever did not do the main argument before; one that is halted stays halted.

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``matter_state``; ``evaluator_argued``; ``day_to_come``; ``day_before``; ``no_words``.
    """
    decision = DECISIONS.hold(actor, matter_id, "keep", version=version)
    demand_come(on, at)
    demand_after(on, decision.decided_on)
    evaluator = said(by)
    if evaluator in _argued(decision):
        raise Refusal("evaluator_argued")
    if DECISIONS.state(decision) is not State.HALTED:
        DECISIONS.move(decision, Act.EVALUATE, on=on)
    made = Evaluation.objects.create(
        matter=decision.matter, on=on, by=evaluator, why=said(why), advice=advice, words=said(words), entered_by_id=actor.person_id
    )  # fmt: skip
    _kept(decision, actor, "evaluate", {"on": str(on), "by": evaluator, "advice": advice}, at)
    return made


def _argued(decision: Decision) -> set[str]:
    """Who did an argument or an assessment before it was decided."""
    matter = decision.matter
    experts = {name for row in matter.experts.all() for name in (row.name, row.institution) if name}
    return experts | {row.by for row in matter.risks.all()}


@transaction.atomic
def go_on(*, actor: Actor, matter_id: int, version: int, reason: str, at: datetime) -> Decision:
    """After its evaluation it goes on as decided."""
    decision = DECISIONS.hold(actor, matter_id, "keep", version=version)
    why = said(reason)
    DECISIONS.move(decision, Act.GO_ON, on=timezone.localdate(at))
    return _kept(decision, actor, "go_on", {"reason": why}, at)


@transaction.atomic
def change(
    *, actor: Actor, matter_id: int, version: int, stopped: bool, reason: str, at: datetime
) -> Decision:
    """It is changed, or ``stopped``: only where a new round of the same steps decided so (37).

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``matter_state``; ``gate_shut``; ``no_words``.
    """
    decision = DECISIONS.hold(actor, matter_id, "keep", version=version)
    on, act = timezone.localdate(at), Act.STOP if stopped else Act.CHANGE
    DECISIONS.demand_state(decision, *DECISIONS.states.ways[act].sources)
    DECISIONS.demand_open(CHANGE, decision, on=on)
    DECISIONS.move(decision, act, on=on)
    decision.ended_why = said(reason)
    clocks.lift(decision.matter, on=on)
    return _kept(decision, actor, "change", {"stopped": stopped, "reason": decision.ended_why}, at)


@transaction.atomic
def end(*, actor: Actor, matter_id: int, version: int, reason: str, at: datetime) -> Decision:
    """It is carried out, or its time is over; its papers are filed before (33)."""
    decision = DECISIONS.hold(actor, matter_id, "keep", version=version)
    on = timezone.localdate(at)
    DECISIONS.demand_state(decision, *DECISIONS.states.ways[Act.END].sources)
    DECISIONS.demand_open(END, decision, on=on)
    DECISIONS.move(decision, Act.END, on=on)
    decision.ended_why = said(reason)
    return _kept(decision, actor, "end", {"reason": decision.ended_why}, at)


@transaction.atomic
def archive(*, actor: Actor, matter_id: int, version: int, on: date, number: str, at: datetime) -> Decision:
    """The record and the papers of every step are filed (33). Raises :class:`Refusal`: ``not_decided_yet``; ``archived_already``."""
    decision = DECISIONS.hold(actor, matter_id, "keep", version=version)
    if decision.decided_on is None:
        raise Refusal("not_decided_yet")
    if decision.archived_on is not None:
        raise Refusal("archived_already")
    demand_come(on, at)
    demand_after(on, decision.decided_on)
    decision.archived_on, decision.archive_number = on, said(number)
    return _kept(decision, actor, "archive", {"on": str(on), "number": decision.archive_number}, at)


def _kept(decision: Decision, actor: Actor, verb: str, details: dict[str, object], at: datetime) -> Decision:
    DECISIONS.keep(decision)
    record(actor=actor, verb=f"decisions.{verb}", target=decision.matter, details=details, at=at)
    return decision
