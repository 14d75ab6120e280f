"""Rows of the register as the pure rules see them: for gates, and for statistics."""

from collections.abc import Iterable
from datetime import date

from luoshi_web.registers.cases import figures
from luoshi_web.registers.cases.court_models import Suit
from luoshi_web.registers.cases.models import CaseAdvice, Reconsideration
from luoshi_web.registers.cases.rules import facts
from luoshi_web.registers.engine.clocks import clocks
from luoshi_web.registers.engine.reckoning import reckon
from luoshi_web.registers.engine.running import Suspension
from luoshi_web.registers.matters.models import Clock
from luoshi_web.supervision.clocks.office import the_calendar
from luoshi_web.workdays.count import months_after

PARTS = ("steps", "matter__case_advice", "matter__clocks")
"""What :func:`facts_of` reads of an application, for ``prefetch_related``."""
SUIT_PARTS = ("hearings", "matter__case_advice")
"""What :func:`suit_of` reads of an instance."""
_YEARS, _YEARS_OF_LAND = 5, 20


def apply_by(case: Reconsideration) -> date | None:
    """The last day to apply: 60 days from knowing, a year where the right was not told, five or twenty years from the act (行政复议法 20, 21)."""
    last = []
    if case.knew_on is not None:
        clock = clocks()["cases"]["apply"]
        last.append(reckon(clock, case.knew_on, the_calendar(), variant="untold" if case.untold else "").day)
    if case.act_on is not None:
        last.append(months_after(case.act_on, 12 * (_YEARS_OF_LAND if case.land else _YEARS)))
    return min(last, default=None)


def facts_of(case: Reconsideration) -> facts.Application:
    """What the gates ask of, as it is kept."""
    answers = [each for each in case.matter.clocks.all() if each.code == "answer"]
    return facts.Application(
        applied_on=case.posted_on or case.arrived_on,
        apply_by=apply_by(case),
        excused=bool(case.excused_why),
        procedure=facts.Procedure(case.procedure),
        steps=tuple(
            facts.Taken(facts.Step(each.kind), each.on, each.needed, each.approved_by_id is not None)
            for each in case.steps.all()
        ),
        answered_on=case.answered_on,
        answer_over=any(each.state == Clock.State.LAPSED for each in answers),
        perform_by=case.perform_by,
        performed_on=case.performed_on,
        letters_open=_open(case.matter.case_advice.all()),
        published=case.published_on is not None or bool(case.unpublished_why),
    )


def suit_of(suit: Suit) -> facts.Suit:
    """What the gates ask of an instance, as it is kept."""
    return facts.Suit(
        tuple(
            facts.Sitting(each.on, figures.Came(each.came) if each.came else None)
            for each in suit.hearings.all()
        ),
        suit.perform_by,
        suit.performed_on,
        _open(suit.matter.case_advice.all()),
    )


def _open(advice: Iterable[CaseAdvice]) -> bool:
    return any(each.answered_on is None for each in advice)


def stops_of(case: Reconsideration) -> frozenset[Suspension]:
    """The days on which the time to decide stood still."""
    return frozenset(
        Suspension(each.since, each.until, each.entered_on, each.paper) for each in case.suspensions.all()
    )


def counted_application(case: Reconsideration) -> figures.Application:
    """What statistics count, as it is kept."""
    outcome = figures.Outcome(case.outcome) if case.outcome else None
    return figures.Application(
        str(case.pk), case.arrived_on, case.accepted_on, case.due, case.closed_on, outcome
    )


def counted_instance(suit: Suit) -> figures.Instance:
    """An instance as statistics read it; a sitting counts once it is entered who came."""
    return figures.Instance(
        str(suit.pk),
        suit.filed_on,
        suit.level,
        tuple(
            figures.Hearing(each.on, figures.Came(each.came), each.asked, each.excused)
            for each in suit.hearings.all()
            if each.came
        ),
        suit.judged_on,
        figures.Judged(suit.judged) if suit.judged else None,
    )


def counted_advice(row: CaseAdvice) -> figures.Advice:
    """A letter or advice as statistics read it."""
    return figures.Advice(str(row.pk), figures.Advised(row.kind), row.received_on, row.due, row.answered_on)
