"""An application is corrected, withdrawn, accepted or not, in five working days (行政复议法 30, 31); silence accepts it."""

from datetime import date, datetime

from django.db import transaction

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.cases.figures import Outcome
from luoshi_web.registers.cases.models import Reconsideration
from luoshi_web.registers.cases.names import demand_no_name, names_of
from luoshi_web.registers.cases.register import APPLICATIONS
from luoshi_web.registers.cases.rules.facts import Procedure
from luoshi_web.registers.cases.rules.gates import ACCEPT
from luoshi_web.registers.cases.rules.states import Act, State
from luoshi_web.registers.cases.services.timing import begin_trial
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.matters.models import Clock
from luoshi_web.supervision.services.said import said


def _demand_in_time(case: Reconsideration, code: str, on: date) -> Clock:
    """The clock of a code, of which the day is in time. Raises :class:`Refusal` (``not_in_time``)."""
    clock = Clock.objects.filter(matter=case.matter, code=code).latest("pk")
    if on > clock.due:
        raise Refusal("not_in_time", day=str(clock.due))
    return clock


@transaction.atomic
def ask_correction(
    *, actor: Actor, matter_id: int, version: int, on: date, received_on: date, points: str, at: datetime
) -> Reconsideration:
    """The applicant is asked in writing to correct it, once, with every point named; from the receipt of the notice ten working days run.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``corrected_once``; ``not_in_time``; ``name_in_words``; ``no_words``; days.
    """
    case = APPLICATIONS.hold(actor, matter_id, "keep", version=version)
    APPLICATIONS.demand_state(case, State.RECEIVED)
    if case.correction_on is not None:
        raise Refusal("corrected_once")
    demand_come(received_on, at)
    demand_after(on, case.received_on)
    demand_after(received_on, on)
    _demand_in_time(case, "accept", on)
    demand_no_name([points], names_of(case.pk))
    APPLICATIONS.move(case, Act.ASK_CORRECTION, on=on)
    case.correction_on, case.correction_points = on, said(points)
    clocks.lift(case.matter, on=on, codes=("accept",))
    clocks.start(case.matter, "correction", case.received_on, place="")
    clocks.settle(case.matter, "correction", on=on)
    clocks.start(case.matter, "correct", received_on, place="")
    APPLICATIONS.keep(case)
    record(actor=actor, verb="cases.ask_correction", target=case.matter, details={"on": str(on), "received_on": str(received_on)}, at=at)  # fmt: skip
    return case


@transaction.atomic
def corrected(
    *, actor: Actor, matter_id: int, version: int, on: date, reason: str = "", at: datetime
) -> Reconsideration:
    """The correction came: acceptance is counted anew from it. One that had come in time takes back that it was deemed given up, with the reason.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``not_in_time``; ``no_words``; days.
    """
    case = APPLICATIONS.hold(actor, matter_id, "keep", version=version)
    APPLICATIONS.demand_state(case, State.CORRECTING, State.ABANDONED)
    demand_come(on, at)
    demand_after(on, case.correction_on)
    clock = _demand_in_time(case, "correct", on)
    deemed = APPLICATIONS.state(case) is State.ABANDONED
    details = {"on": str(on)} | ({"reason": said(reason)} if deemed else {})
    APPLICATIONS.move(case, Act.CORRECT, on=on)
    clock.state, clock.settled_on, clock.owed = Clock.State.MET, on, False
    clock.save(update_fields=["state", "settled_on", "owed"])
    case.corrected_on = case.received_on = on
    clocks.start(case.matter, "accept", on, place="")
    APPLICATIONS.keep(case)
    record(actor=actor, verb="cases.corrected", target=case.matter, details=details, at=at)
    return case


@transaction.atomic
def withdraw(
    *, actor: Actor, matter_id: int, version: int, on: date, reason: str, at: datetime
) -> Reconsideration:
    """The applicant takes it back before it is accepted. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``no_words``; days."""
    case = APPLICATIONS.hold(actor, matter_id, "keep", version=version)
    demand_come(on, at)
    demand_after(on, case.arrived_on)
    demand_no_name([reason], names_of(case.pk))
    APPLICATIONS.move(case, Act.WITHDRAW, on=on)
    case.grounds = said(reason)
    clocks.lift(case.matter, on=on)
    APPLICATIONS.keep(case)
    record(actor=actor, verb="cases.withdraw", target=case.matter, details={"on": str(on)}, at=at)
    return case


@transaction.atomic
def accept(
    *, actor: Actor, matter_id: int, version: int, on: date, procedure: str = Procedure.ORDINARY, simplified_why: str = "", at: datetime
) -> Reconsideration:  # fmt: skip
    """It is accepted: the copy goes to the respondent, and the time to decide runs.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``gate_shut``; ``not_in_time``; ``simplified_why``; days.
    """
    case = APPLICATIONS.hold(actor, matter_id, "keep", version=version)
    APPLICATIONS.demand_state(case, State.RECEIVED)
    _accept(case, on, procedure, simplified_why, at)
    APPLICATIONS.keep(case)
    record(actor=actor, verb="cases.accept", target=case.matter, details={"on": str(on), "procedure": case.procedure}, at=at)  # fmt: skip
    return case


def _accept(case: Reconsideration, on: date, procedure: str, simplified_why: str, at: datetime) -> None:
    demand_come(on, at)
    demand_after(on, case.received_on)
    _demand_in_time(case, "accept", on)
    APPLICATIONS.demand_open(ACCEPT, case, on=on)
    _go_by(case, procedure, simplified_why)
    APPLICATIONS.move(case, Act.ACCEPT, on=on)
    case.accepted_on, case.accepted_how = on, Reconsideration.How.DECIDED
    clocks.settle(case.matter, "accept", on=on)
    begin_trial(case, on)


def _go_by(case: Reconsideration, procedure: str, simplified_why: str) -> None:
    if procedure == Procedure.SIMPLIFIED and not simplified_why:
        raise Refusal("simplified_why")
    case.procedure = Procedure(procedure).value
    case.simplified_why = simplified_why if procedure == Procedure.SIMPLIFIED else ""


@transaction.atomic
def reject(
    *, actor: Actor, matter_id: int, version: int, on: date, decision: str, grounds: str, at: datetime
) -> Reconsideration:
    """It is not accepted, with the reason and, where another body is the right one, which.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``not_in_time``; ``name_in_words``; ``no_words``; days.
    """
    case = APPLICATIONS.hold(actor, matter_id, "keep", version=version)
    APPLICATIONS.demand_state(case, State.RECEIVED)
    _reject(case, on, decision, grounds, at)
    APPLICATIONS.keep(case)
    record(actor=actor, verb="cases.reject", target=case.matter, details={"on": str(on)}, at=at)
    return case


def _reject(case: Reconsideration, on: date, decision: str, grounds: str, at: datetime) -> None:
    demand_come(on, at)
    demand_after(on, case.received_on)
    _demand_in_time(case, "accept", on)
    demand_no_name([grounds], names_of(case.pk))
    APPLICATIONS.move(case, Act.REJECT, on=on)
    case.outcome, case.closed_on = Outcome.NOT_ACCEPTED, on
    case.decision, case.grounds = said(decision), said(grounds)
    clocks.settle(case.matter, "accept", on=on)


@transaction.atomic
def decided_in_time(
    *, actor: Actor, matter_id: int, version: int, accepted: bool, on: date, decision: str, reason: str,
    procedure: str = Procedure.ORDINARY, simplified_why: str = "", at: datetime,
) -> Reconsideration:  # fmt: skip
    """What was deemed accepted had been decided in time, and is entered late: the night's act is taken back, with the reason.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``not_deemed``; ``not_in_time``; ``no_words``; what accepting or not accepting refuses.
    """
    case = APPLICATIONS.hold(actor, matter_id, "keep", version=version)
    APPLICATIONS.demand_state(case, State.ACCEPTED)
    if case.accepted_how != Reconsideration.How.DEEMED:
        raise Refusal("not_deemed")
    clock = _demand_in_time(case, "accept", on)
    why = said(reason)
    case.matter.state = State.RECEIVED
    case.accepted_on, case.accepted_how, case.due = None, "", None
    case.save()
    clocks.lift(case.matter, on=on, codes=("copy", "decide"))
    if accepted:
        _accept(case, on, procedure, simplified_why, at)
    else:
        _reject(case, on, decision, why, at)
    clock.state, clock.settled_on, clock.owed = Clock.State.MET, on, False
    clock.save(update_fields=["state", "settled_on", "owed"])
    APPLICATIONS.keep(case)
    details = {"on": str(on), "accepted": accepted, "reason": why}
    record(actor=actor, verb="cases.decided_in_time", target=case.matter, details=details, at=at)
    return case
