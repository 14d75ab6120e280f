"""What else follows where a time of the register runs out: silence accepts or gives up an application, and lets its applicant sue."""

from datetime import date
from typing import Any

from luoshi_web.registers.cases.models import Reconsideration
from luoshi_web.registers.cases.rules.states import STATES, TRIED, State
from luoshi_web.registers.cases.services.timing import begin_trial
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.lapses import keeper_hears, on_lapse
from luoshi_web.registers.matters.models import Clock, Matter


def _go(clock: Clock, state: State, ended_on: date | None = None) -> None:
    matter = clock.matter
    matter.state, matter.phase, matter.ended_on = state.value, STATES.phase(state).value, ended_on
    Matter.objects.filter(pk=matter.pk).update(state=matter.state, phase=matter.phase, ended_on=ended_on)


def _deemed_accepted(clock: Clock, on: date) -> dict[str, Any]:
    """Nobody decided in five working days: accepted on the last of them (行政复议法 30)."""
    if clock.matter.state != State.RECEIVED:
        return {}
    case = Reconsideration.objects.get(pk=clock.matter_id)
    case.matter = clock.matter
    _go(clock, State.ACCEPTED)
    case.accepted_on, case.accepted_how = clock.due, Reconsideration.How.DEEMED
    begin_trial(case, clock.due)
    case.save()
    return {"accepted_on": str(clock.due)}


def _deemed_abandoned(clock: Clock, on: date) -> dict[str, Any]:
    """No correction came in ten working days: given up on the last of them (行政复议法 31)."""
    if clock.matter.state == State.CORRECTING:
        _go(clock, State.ABANDONED, clock.due)
    return {}


def _undecided(clock: Clock, on: date) -> dict[str, Any]:
    """The time to decide is over: for fifteen days the applicant may sue (行政诉讼法 45)."""
    if clock.matter.state not in TRIED:
        return {}
    made = clocks.start(clock.matter, "sue", clock.due, place="")
    return {"sue_by": str(made.due)} if made is not None else {}


on_lapse("cases", "accept", _deemed_accepted)
on_lapse("cases", "correct", _deemed_abandoned)
on_lapse("cases", "decide", _undecided)
keeper_hears("cases", "accept", says="deemed_accepted")
keeper_hears("cases", "correct", says="deemed_abandoned")
keeper_hears(
    "cases", "copy", "decide", "attached", "pass_on", "maker_told", "maker_answers", "receiver", "court"
)
