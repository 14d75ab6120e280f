"""What no clock counts is told at night all the same, of every register: promises, stages, sittings, what a court names; and who hears what of the acts."""

from datetime import date, timedelta

import pytest

from luoshi_web.registers.cases.services import advising, court, judging
from luoshi_web.registers.collective.services import deciding
from luoshi_web.registers.findings.services import checking, entering
from luoshi_web.registers.funds.models import Repayment
from luoshi_web.registers.matters.models import Clock, Matter
from luoshi_web.registers.matters.night import run_night
from luoshi_web.registers.projects.services import building
from luoshi_web.supervision.models import Message
from tests.web.registers import (
    case_steps,
    collective_steps,
    decision_steps,
    document_steps,
    finding_steps,
    fund_steps,
    project_steps,
    proposal_steps,
)
from tests.web.registers.proposal_steps import at
from tests.web.registers.test_register_messages import heard

pytestmark = pytest.mark.django_db
UNIT = ("head", "officer")
KEEPERS = ("supervisor", "supervisor2")


def _promise(district):
    proposal_steps.replied(district, outcome="B", commitments=[("建成步道", date(2026, 9, 30))])
    return date(2026, 9, 30)


def _pledge(district):
    project, due = project_steps.signed(district), date(2026, 6, 30)
    project_steps.act(building.pledge, district, project, "officer", project_steps.SIGNED, side="government", words="通水通电", due=due)  # fmt: skip
    return due


def _finding(district):
    finding_steps.rectifying(district)
    return finding_steps.DUE


def _stage(district):
    finding_steps.rectifying(district, due=None, stages=[("拨付一半", date(2026, 6, 30))])
    return date(2026, 6, 30)


def _advice(district):
    suit, due = case_steps.judged(district), date(2026, 3, 31)
    said = {"kind": "court", "office": district.offices["发改局"], "number": "建议1号", "words": "规范执法", "received_on": case_steps.DECIDED}  # fmt: skip
    case_steps.act(advising.advise, district, suit, "supervisor", case_steps.DECIDED, due=due, **said)
    return due


def _judgment(district):
    suit, on, due = case_steps.judged(district), date(2026, 2, 27), date(2026, 3, 31)
    case_steps.act(judging.take_effect, district, suit, "supervisor", on, on=on, perform_by=due)
    return due


def _decision(district):
    case_steps.served(district, perform_by=date(2026, 3, 31))
    return date(2026, 3, 31)


def _sitting(district):
    suit, on = case_steps.sued(district), date(2026, 3, 31)
    case_steps.act(court.set_hearing, district, suit, "officer", date(2026, 2, 3), on=on, asked=True)
    return on


def _comment(district):
    decision_steps.comment(district, decision_steps.drafted(district), answered=None)
    return decision_steps.CLOSED


def _comment_on_document(district):
    document, opened, until = document_steps.drafted(district), document_steps.OPENED, document_steps.CLOSED
    document_steps.act(document_steps.preparing.open_comment, district, document, "officer", opened, since=opened, until=until, where="网站")  # fmt: skip
    return until


def _collective(district):
    row = collective_steps.passed(district, minutes=True)
    on, due = collective_steps.DONE, date(2026, 6, 30)
    collective_steps.act(deciding.execute, district, row, "supervisor", on, on=on, executor=district.offices["发改局"], due=due)  # fmt: skip
    return due


DAYS = [
    (_collective, "near", "today", "late"),
    (_promise, "near", "today", "late"), (_pledge, "near", "today", "late"), (_finding, "near", "today", "late"), (_stage, "near", "today", "late"),
    (_advice, "near", "today", "late"), (_judgment, "near", "today", "late"), (_decision, "near", "today", "late"),
    (_sitting, "cases.court_sits", "cases.court_sits", "cases.who_came_owed"),
    (_comment, "near", "today", "decisions.comment_over"), (_comment_on_document, "near", "today", "documents.comment_over"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "near", "today", "over"), DAYS, ids=lambda each: getattr(each, "__name__", None))  # fmt: skip
def test_a_day_that_no_clock_counts_is_told_to_the_unit_before_on_and_after_it(district, make, near, today, over):  # fmt: skip
    due = make(district)
    Clock.objects.all().delete()
    Message.objects.all().delete()
    for day, code in ((_two_before(due), near), (due, today), (due + timedelta(days=1), over)):
        for _twice in range(2):
            run_night(day, at=at(day))
        assert heard(district) == {who: [code] for who in UNIT}, day
        if code != over:
            Message.objects.all().delete()
    run_night(due + timedelta(days=3), at=at(due + timedelta(days=3)))
    assert heard(district) == {who: [over] for who in UNIT}, "told of once"
    Message.objects.all().delete()
    run_night(due + timedelta(days=8), at=at(due + timedelta(days=8)))
    assert heard(district) == {}


def _two_before(due):
    """Two working days before a Tuesday, a Wednesday, a Monday of these dates."""
    back = {0: 4, 1: 4}.get(due.weekday(), 2)
    return due - timedelta(days=back)


def test_a_night_that_did_not_run_is_made_up_within_the_week(district):
    due = _finding(district)
    Clock.objects.all().delete()
    Message.objects.all().delete()
    run_night(due + timedelta(days=6), at=at(due + timedelta(days=6)))
    assert heard(district) == {who: ["late"] for who in UNIT}


def test_what_has_ended_waits_for_nothing(district):
    due = _pledge(district)
    Matter.objects.update(phase="ended", ended_on=project_steps.SIGNED)
    Message.objects.all().delete()
    run_night(due, at=at(due))
    assert heard(district) == {}


def test_a_decision_that_is_not_published_in_time_is_told_to_the_keeper(district):
    decision_steps.decided(district)
    clock = Clock.objects.get(code="publish")
    Message.objects.all().delete()
    run_night(clock.due, at=at(clock.due))
    assert heard(district) == {who: ["today"] for who in KEEPERS}
    after = clock.due + timedelta(days=1)
    run_night(after, at=at(after))
    assert heard(district) == {who: ["today", "late"] for who in KEEPERS}


def test_a_day_of_a_bond_is_told_to_the_keeper(district):
    fund_steps.limit(district)
    fund_steps.issued(district)
    due = Repayment.objects.earliest("due_on").due_on
    Clock.objects.all().delete()
    Message.objects.all().delete()
    run_night(due + timedelta(days=1), at=at(due + timedelta(days=1)))
    assert {who: set(codes) for who, codes in heard(district).items()} == {who: {"late"} for who in KEEPERS}


def test_the_acts_on_a_decision_are_told(district):
    made = decision_steps.stepped(district)
    assert heard(district) == {who: ["decisions.started"] for who in UNIT}
    Message.objects.all().delete()
    decision_steps.asked(district, made)
    decision_steps.opinion(district, made)
    assert heard(district) == {who: ["decisions.review_asked"] for who in KEEPERS} | {who: ["decisions.opinion"] for who in UNIT}  # fmt: skip


def test_the_acts_on_a_finding_are_told(district):
    finding = finding_steps.assigned(district)
    assert heard(district) == {who: ["findings.assigned"] for who in UNIT}
    Message.objects.all().delete()
    on = finding_steps.PLANNED
    entering.ask_more_time(**finding_steps.acting(district, finding, "head", on), until=date(2026, 7, 31), reason="招标流标")  # fmt: skip
    entering.refuse_more_time(**finding_steps.acting(district, finding, "leader", on), reason="不予延长")
    assert heard(district) == {who: ["findings.time_asked"] for who in ("leader",)} | {who: ["findings.time_refused"] for who in UNIT}  # fmt: skip
    Message.objects.all().delete()
    other = finding_steps.applied(district)
    Message.objects.all().delete()
    checking.refuse(**finding_steps.acting(district, other, "supervisor", finding_steps.VERIFIED), reason="凭证不全")  # fmt: skip
    assert heard(district) == {who: ["findings.refused"] for who in UNIT}


def test_the_acts_on_a_project_are_told(district):
    project = project_steps.signed(district)
    Message.objects.all().delete()
    event = project_steps.event(district, project)
    on = project_steps.STARTED
    project_steps.act(
        building.take_back, district, project, "supervisor", on, event_id=event.pk, reason="现场未开工"
    )
    assert heard(district) == {who: ["projects.happened"] for who in KEEPERS} | {who: ["projects.taken_back"] for who in UNIT}  # fmt: skip
