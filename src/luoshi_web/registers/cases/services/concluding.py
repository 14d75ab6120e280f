"""An application is concluded: decided, mediated, dismissed, terminated (行政复议法 33, 41, 61–74)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.cases.figures import Outcome
from luoshi_web.registers.cases.models import CaseSuspension, Reconsideration
from luoshi_web.registers.cases.names import demand_no_name, names_of
from luoshi_web.registers.cases.register import APPLICATIONS
from luoshi_web.registers.cases.rules.facts import LASTING, Ending, Ground
from luoshi_web.registers.cases.rules.gates import DECIDE
from luoshi_web.registers.cases.rules.states import TRIED, Act, State
from luoshi_web.registers.cases.services.timing import end_trial, recount, time_to_decide
from luoshi_web.registers.engine.clocks import clocks as table
from luoshi_web.registers.engine.reckoning import reckon
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.matters.models import Clock
from luoshi_web.registers.matters.telling import tell_unit
from luoshi_web.supervision.clocks.office import the_calendar
from luoshi_web.supervision.services.said import said

DECISIONS = frozenset(
    {
        Outcome.REFUSED, Outcome.UPHELD, Outcome.CHANGED, Outcome.ANNULLED, Outcome.UNLAWFUL, Outcome.ORDERED, Outcome.VOID, Outcome.AGREEMENT,
    }
)  # fmt: skip
"""What a decision may say (行政复议法 63–69, 71)."""
_KEEP_THE_ACT = frozenset({Outcome.UPHELD, Outcome.REFUSED})


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision. ``third_evidence``: a third party gave the evidence that the respondent did not; ``not_worse``: for the applicant, of a changed act."""

    outcome: str
    number: str
    on: date
    grounds: str
    perform_by: date | None = None
    not_worse: bool = False
    third_evidence: bool = False


@transaction.atomic
def decide(
    *, actor: Actor, matter_id: int, version: int, decision: Decision, at: datetime
) -> Reconsideration:
    """It is decided in the name of the body, once its head has consented or it was decided collectively.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``not_an_outcome``; ``gate_shut``; ``worse_for_applicant``; ``without_evidence``;
    ``name_in_words``; ``no_words``; days.
    """
    case = APPLICATIONS.hold(actor, matter_id, "keep", version=version)
    APPLICATIONS.demand_state(case, State.HANDLING)
    outcome = Outcome(decision.outcome)
    if outcome not in DECISIONS:
        raise Refusal("not_an_outcome")
    APPLICATIONS.demand_open(DECIDE, case, on=decision.on)
    if outcome is Outcome.CHANGED and not decision.not_worse:
        raise Refusal("worse_for_applicant")
    if outcome in _KEEP_THE_ACT and not decision.third_evidence and _without_evidence(case):
        raise Refusal("without_evidence")
    _conclude(case, Act.DECIDE, outcome, decision.on, decision.number, decision.grounds, at)
    _to_perform(case, decision.perform_by)
    return _kept(case, actor, "cases.decide", at)


def _without_evidence(case: Reconsideration) -> bool:
    """The respondent's time to answer ended before it answered (行政复议法 70)."""
    over = (Clock.State.LAPSED, Clock.State.MISSED)
    return Clock.objects.filter(matter=case.matter, code="answer", state__in=over).exists()


@transaction.atomic
def mediate(
    *, actor: Actor, matter_id: int, version: int, on: date, number: str, grounds: str, signed_by_all: bool, perform_by: date | None = None,
    at: datetime,
) -> Reconsideration:  # fmt: skip
    """The parties agreed: a mediation paper that every one has signed.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``not_signed_by_all``; ``name_in_words``; ``no_words``; days.
    """
    case = APPLICATIONS.hold(actor, matter_id, "keep", version=version)
    if not signed_by_all:
        raise Refusal("not_signed_by_all")
    _conclude(case, Act.MEDIATE, Outcome.MEDIATED, on, number, grounds, at)
    _to_perform(case, perform_by)
    return _kept(case, actor, "cases.mediate", at)


@transaction.atomic
def dismiss(
    *, actor: Actor, matter_id: int, version: int, on: date, number: str, grounds: str, at: datetime
) -> Reconsideration:
    """After acceptance it turns out that it should not have been accepted. Raises :class:`Refusal` as :func:`mediate`."""
    case = APPLICATIONS.hold(actor, matter_id, "keep", version=version)
    _conclude(case, Act.DISMISS, Outcome.DISMISSED, on, number, grounds, at)
    return _kept(case, actor, "cases.dismiss", at)


@transaction.atomic
def terminate(
    *, actor: Actor, matter_id: int, version: int, ground: int, settled: bool = False, on: date, number: str, grounds: str, at: datetime
) -> Reconsideration:  # fmt: skip
    """It is terminated for one of five grounds; ``settled``: withdrawn because the parties settled it (74).

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``ground_not_lasting``; ``too_early_to_end``; ``name_in_words``; ``no_words``; days.
    """
    case = APPLICATIONS.hold(actor, matter_id, "keep", version=version)
    APPLICATIONS.demand_state(case, *TRIED)
    demand_come(on, at)
    open_ = case.suspensions.select_for_update().filter(until=None).first()
    if Ending(ground) is Ending.STOOD_STILL:
        _demand_stood_still(open_, on)
    if open_ is not None:
        demand_after(on, open_.since)
        open_.until, open_.resumed_paper = on, said(number)
        open_.save(update_fields=["until", "resumed_paper"])
        if open_.since <= time_to_decide(case).due:
            recount(case, on)
    case.ending = ground
    outcome = Outcome.SETTLED if settled and Ending(ground) is Ending.WITHDRAWN else Outcome.ENDED
    _conclude(case, Act.TERMINATE, outcome, on, number, grounds, at)
    return _kept(case, actor, "cases.terminate", at)


def may_terminate_from(suspension: CaseSuspension) -> date:
    """The first day on which a case may be terminated for standing still: after sixty full days (行政复议法 41)."""
    return reckon(table()["cases"]["stand_still"], suspension.since, the_calendar()).day + timedelta(days=1)


def _demand_stood_still(open_: CaseSuspension | None, on: date) -> None:
    if open_ is None or Ground(open_.ground) not in LASTING:
        raise Refusal("ground_not_lasting")
    first = may_terminate_from(open_)
    if on < first:
        raise Refusal("too_early_to_end", day=str(first))


def _conclude(
    case: Reconsideration, act: Act, outcome: Outcome, on: date, number: str, grounds: str, at: datetime
) -> None:
    demand_come(on, at)
    demand_after(on, case.accepted_on)
    demand_no_name([grounds, number], names_of(case.pk))
    APPLICATIONS.move(case, act, on=on)
    case.outcome, case.closed_on = outcome, on
    case.decision, case.grounds = said(number), said(grounds)
    end_trial(case, on)


def _to_perform(case: Reconsideration, by: date | None) -> None:
    demand_after(by or case.closed_on or case.arrived_on, case.closed_on)
    case.perform_by = by


def _kept(case: Reconsideration, actor: Actor, verb: str, at: datetime) -> Reconsideration:
    APPLICATIONS.keep(case)
    details = {
        "outcome": case.outcome,
        "on": str(case.closed_on),
        "due": str(case.due),
        "number": case.decision,
    }
    tell_unit(case.matter, "cases.concluded", day=str(case.closed_on), by=actor, at=at)
    record(actor=actor, verb=verb, target=case.matter, details=details, at=at)
    return case
