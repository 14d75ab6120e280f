"""An application is tried: its handler, the copy and the answer, the steps before a decision, the procedure (行政复议法 36, 48–55)."""

from datetime import date, datetime

from django.db import transaction

from luoshi_web.accounts.models import Person
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.cases.models import CaseStep, Reconsideration
from luoshi_web.registers.cases.names import demand_no_name, names_of
from luoshi_web.registers.cases.register import APPLICATIONS
from luoshi_web.registers.cases.rules.facts import DETERMINED, Procedure, Step
from luoshi_web.registers.cases.rules.states import TRIED, Act, State
from luoshi_web.registers.cases.services.timing import recount, variant_of
from luoshi_web.registers.engine.clocks import clocks as table
from luoshi_web.registers.engine.reckoning import reckon
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.matters.telling import tell_keeper, tell_unit
from luoshi_web.supervision.clocks.office import the_calendar
from luoshi_web.supervision.services.said import said


@transaction.atomic
def name_handler(
    *, actor: Actor, matter_id: int, version: int, handler: Person, on: date, at: datetime
) -> Reconsideration:
    """Somebody of the keeper is named to try it; another may take over. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; days."""
    case = APPLICATIONS.hold(actor, matter_id, "keep", version=version)
    demand_come(on, at)
    demand_after(on, case.accepted_on)
    APPLICATIONS.move(case, Act.HANDLE, on=on)
    before, case.handler = case.handler, handler
    APPLICATIONS.keep(case)
    details = {"before": str(before or ""), "handler": str(handler)}
    record(actor=actor, verb="cases.handler", target=case.matter, details=details, at=at)
    return case


@transaction.atomic
def send_copy(
    *, actor: Actor, matter_id: int, version: int, on: date, received_on: date, at: datetime
) -> Reconsideration:
    """The copy went to the respondent, whose time to answer runs from its receipt.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``no_copy``; days.
    """
    case = APPLICATIONS.hold(actor, matter_id, "keep", version=version)
    APPLICATIONS.demand_state(case, *TRIED)
    if case.copy_sent_on is not None:
        raise Refusal("no_copy")
    demand_come(received_on, at)
    demand_after(on, case.accepted_on)
    demand_after(received_on, on)
    case.copy_sent_on = on
    clocks.settle(case.matter, "copy", on=on)
    made = clocks.start(case.matter, "answer", received_on, place="", variant=variant_of(case), of=case.matter.office)  # fmt: skip
    APPLICATIONS.keep(case)
    tell_unit(case.matter, "cases.copy", day=str(made.due) if made else "—", by=actor, at=at)
    record(actor=actor, verb="cases.copy", target=case.matter, details={"on": str(on), "received_on": str(received_on)}, at=at)  # fmt: skip
    return case


@transaction.atomic
def answer(
    *, actor: Actor, matter_id: int, version: int, on: date, words: str, at: datetime
) -> Reconsideration:
    """The respondent's head answers, with the evidence. What comes after the time stays without effect on it (行政复议法 70).

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``no_copy`` before it was sent; ``name_in_words``; ``no_words``; days.
    """
    case = APPLICATIONS.hold(actor, matter_id, "answer", version=version)
    APPLICATIONS.demand_state(case, *TRIED)
    demand_come(on, at)
    if case.copy_sent_on is None:
        raise Refusal("no_copy")
    demand_after(on, case.copy_sent_on)
    demand_no_name([words], names_of(case.pk))
    case.answered_on, case.answer = on, said(words)
    clocks.settle(case.matter, "answer", on=on)
    APPLICATIONS.keep(case)
    tell_keeper(case.matter, "cases.answered", who=str(case.matter.office), by=actor, at=at)
    record(actor=actor, verb="cases.answer", target=case.matter, details={"on": str(on)}, at=at)
    return case


def last_notice(hearing_on: date) -> date:
    """The last day on which notice of a hearing is in time: five working days before it (行政复议法 51)."""
    return reckon(table()["cases"]["hearing_notice"], hearing_on, the_calendar()).day


@transaction.atomic
def plan_hearing(
    *, actor: Actor, matter_id: int, version: int, hearing_on: date, on: date, at: datetime
) -> Reconsideration:
    """Notice of a hearing was given on a day, early enough. A later plan takes the place of it.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``hearing_too_soon``; days.
    """
    case = APPLICATIONS.hold(actor, matter_id, "keep", version=version)
    APPLICATIONS.demand_state(case, State.HANDLING)
    demand_come(on, at)
    demand_after(on, case.accepted_on)
    last = last_notice(hearing_on)
    if on > last:
        raise Refusal("hearing_too_soon", hearing=str(hearing_on), day=str(last))
    case.hearing_on, case.hearing_noticed_on = hearing_on, on
    APPLICATIONS.keep(case)
    tell_unit(case.matter, "cases.hearing", day=str(hearing_on), by=actor, at=at)
    record(actor=actor, verb="cases.plan_hearing", target=case.matter, details={"hearing_on": str(hearing_on), "on": str(on)}, at=at)  # fmt: skip
    return case


@transaction.atomic
def take_step(
    *, actor: Actor, matter_id: int, version: int, kind: str, needed: bool, on: date, words: str, head_came: bool | None = None, at: datetime
) -> CaseStep:  # fmt: skip
    """A step before the decision is done, or said not to be needed, which another person has to approve.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``step_is_needed``; ``hearing_not_noticed``; ``name_in_words``; ``no_words``; days.
    """
    case = APPLICATIONS.hold(actor, matter_id, "keep", version=version)
    APPLICATIONS.demand_state(case, State.HANDLING)
    demand_come(on, at)
    demand_after(on, case.accepted_on)
    step = Step(kind)
    if not needed and step not in DETERMINED:
        raise Refusal("step_is_needed")
    if needed and step is Step.HEARING and case.hearing_on != on:
        raise Refusal("hearing_not_noticed")
    demand_no_name([words], names_of(case.pk))
    made = CaseStep.objects.create(
        case=case, kind=step.value, needed=needed, on=on, words=said(words), entered_by_id=actor.person_id,
        head_came=head_came if step is Step.HEARING and needed else None,
    )  # fmt: skip
    APPLICATIONS.keep(case)
    details = {"kind": step.value, "needed": needed, "on": str(on)}
    record(actor=actor, verb="cases.step", target=case.matter, details=details, at=at)
    return made


@transaction.atomic
def approve_step(*, actor: Actor, matter_id: int, version: int, step_id: int, at: datetime) -> CaseStep:
    """Another person agrees that a step is not needed. Raises :class:`Refusal`: ``not_yours``; ``step_decided``; ``own_determination``."""
    case = APPLICATIONS.hold(actor, matter_id, "approve", version=version)
    step = CaseStep.objects.select_for_update(of=("self",)).filter(case=case, pk=step_id).first()
    if step is None or step.needed or step.approved_by_id is not None:
        raise Refusal("step_decided")
    if step.entered_by_id == actor.person_id:
        raise Refusal("own_determination")
    step.approved_by_id = actor.person_id
    step.save(update_fields=["approved_by"])
    APPLICATIONS.keep(case)
    record(actor=actor, verb="cases.approve_step", target=case.matter, details={"kind": step.kind}, at=at)
    return step


@transaction.atomic
def make_ordinary(
    *, actor: Actor, matter_id: int, version: int, on: date, reason: str, at: datetime
) -> Reconsideration:
    """The simplified procedure does not fit: the ordinary one, with sixty days from acceptance, as the head of the body approves (行政复议法 55).

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``ordinary_already``; ``name_in_words``; ``no_words``; days.
    """
    case = APPLICATIONS.hold(actor, matter_id, "approve", version=version)
    APPLICATIONS.demand_state(case, State.ACCEPTED, State.HANDLING)
    if case.procedure == Procedure.ORDINARY:
        raise Refusal("ordinary_already")
    demand_come(on, at)
    demand_after(on, case.accepted_on)
    why = said(reason)
    demand_no_name([why], names_of(case.pk))
    case.procedure = Procedure.ORDINARY.value
    clocks.lift(case.matter, on=on, codes=("decide",))
    if case.accepted_on is not None:
        clocks.start(case.matter, "decide", case.accepted_on, place="")
        recount(case, on)
    APPLICATIONS.keep(case)
    record(actor=actor, verb="cases.make_ordinary", target=case.matter, details={"on": str(on), "due": str(case.due), "reason": why}, at=at)  # fmt: skip
    return case
