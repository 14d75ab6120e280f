"""Major decisions: every way between states, every gate shut and opened. D-numbers: the registers' design; articles: 国务院令713号."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from luoshi_web.registers.decisions.refusals import _REASONS
from luoshi_web.registers.decisions.rules.facts import (
    Comment,
    Decision,
    Determined,
    Discussed,
    Expert,
    FairReview,
    Hearing,
    Opinion,
    Review,
    Risk,
    Step,
)
from luoshi_web.registers.decisions.rules.gates import CHANGE, DECIDE, END, EXECUTE, GATES, PUBLISH, TABLE
from luoshi_web.registers.decisions.rules.states import STATES, Act, State
from luoshi_web.registers.engine.clocks import clocks
from luoshi_web.registers.engine.gates import GateFault, Waiver
from luoshi_web.registers.engine.reckoning import reckon
from luoshi_web.registers.engine.states import WrongWay
from luoshi_web.registers.engine.votes import Votes
from luoshi_web.supervision.clocks.office import the_calendar

day = date.fromisoformat
WAYS = {
    "proposed": {"start": "started", "drop": "dropped"},
    "started": {"draft": "drafting", "drop": "dropped"},
    "drafting": {"draft": "drafting", "review": "reviewed", "drop": "dropped"},
    "reviewed": {"draft": "drafting", "table": "tabled"},
    "tabled": {"decide": "decided", "send_back": "sent_back", "refuse": "refused"},
    "sent_back": {"draft": "drafting"},
    "decided": {"report": "reported"},
    "reported": {"publish": "published", "execute": "executing"},
    "published": {"execute": "executing"},
    "executing": {"halt": "halted", "evaluate": "evaluated", "change": "changed", "stop": "ended", "end": "ended"},
    "halted": {"resume": "executing", "change": "changed", "stop": "ended"},
    "evaluated": {"halt": "halted", "go_on": "executing", "change": "changed", "stop": "ended", "end": "ended"},
    "refused": {},
    "changed": {},
    "ended": {},
    "dropped": {},
}  # fmt: skip


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", Act)
def test_every_way(state, act):
    target = WAYS[state].get(act)
    if target is None:
        with pytest.raises(WrongWay):
            STATES.go(state, act)
    else:
        assert STATES.go(state, act) == target


def test_nothing_comes_after_an_end():
    assert {state for state, ways in WAYS.items() if not ways} == STATES.ended


WHOLE = Decision(
    draft_on=day("2026-02-02"),
    comments=(Comment(day("2026-02-03"), day("2026-03-09"), day("2026-03-05"), answered=True),),
    experts=(Expert(day("2026-02-20")),),
    experts_answered=True,
    risks=(Risk(day("2026-02-20"), True),),
    reviews=(
        Review(day("2026-03-10"), opens=day("2026-03-20"), opinion=Opinion.LEGAL, given_on=day("2026-03-18")),
    ),
)
ON = day("2026-03-20")


def shut(gate, facts, on=ON):
    return [reason.code for reason in gate.ask(facts, on).shut]


def test_a_whole_one_is_tabled():
    assert shut(TABLE, WHOLE) == []
    assert shut(TABLE, WHOLE, ON - timedelta(days=1)) == ["legality_early"]


FIRST = WHOLE.comments[0]
REVIEW = WHOLE.reviews[0]
HEARING = Hearing(day("2026-02-20"), day("2026-02-13"), day("2026-02-13"))


@pytest.mark.parametrize(
    ("changed", "reasons"),
    [
        ({"draft_on": None}, ["draft_missing"]),
        ({"comments": ()}, ["public_unheard"]),
        ({"comments": (replace(FIRST, until=ON),)}, ["comment_open"]),
        ({"comments": (replace(FIRST, until=day("2026-03-04")),)}, ["comment_too_short"]),
        ({"comments": (replace(FIRST, until=day("2026-03-04"), short_reason=True),)}, []),
        ({"comments": (replace(FIRST, answered=False),)}, ["comment_unanswered"]),
        ({"hearing_planned": True}, ["hearing_missing"]),
        ({"hearing_planned": True, "hearings": (HEARING,)}, []),
        ({"hearings": (replace(HEARING, papers_on=day("2026-02-14")),)}, ["hearing_papers_late"]),
        ({"hearings": (replace(HEARING, papers_on=day("2026-02-14")), HEARING)}, []),
        ({"experts": ()}, ["expert_missing"]),
        ({"experts_answered": False}, ["experts_unanswered"]),
        ({"risks": ()}, ["risk_missing"]),
        ({"risks": (Risk(day("2026-02-20"), False),)}, ["risk_uncontrolled"]),
        ({"risks": (Risk(day("2026-02-20"), False), Risk(day("2026-02-24"), True))}, []),
        ({"market": True}, ["fair_review_missing"]),
        ({"market": True, "fair": (FairReview(day("2026-02-20"), True),)}, []),
        ({"fair": (FairReview(day("2026-02-20"), False),)}, ["fair_review_failed"]),
        ({"reviews": ()}, ["legality_missing"]),
        ({"reviews": (replace(REVIEW, opinion=None, given_on=None),)}, ["legality_missing"]),
        ({"reviews": (replace(REVIEW, as_review=False),)}, ["legality_as_comment"]),
        ({"reviews": (replace(REVIEW, opinion=Opinion.ILLEGAL),)}, ["legality_negative"]),
        ({"reviews": (replace(REVIEW, opinion=Opinion.WITH_CHANGES),)}, []),
        ({"reviews": (replace(REVIEW, opens=None),)}, ["legality_early"]),
        ({"draft_on": day("2026-03-11")}, ["legality_missing"]),  # another draft than the reviewed one
        ({"pilot": True, "reviews": (replace(REVIEW, opinion=Opinion.ILLEGAL),)}, ["legality_negative"]),
        ({"pilot": True, "risk_told": True, "reviews": (replace(REVIEW, opinion=Opinion.ILLEGAL),)}, []),  # D7
        ({"pilot": True, "risk_told": True, "reviews": ()}, ["legality_missing"]),
        ({"risk_told": True, "reviews": (replace(REVIEW, opinion=Opinion.ILLEGAL),)}, ["legality_negative"]),
    ],
)  # fmt: skip
def test_the_gate_before_the_meeting(changed, reasons):
    assert shut(TABLE, replace(WHOLE, **changed)) == reasons


@pytest.mark.parametrize(
    ("step", "without", "reason"),
    [
        (Step.COMMENT, {"comments": ()}, "public_unheard"),
        (Step.EXPERT, {"experts": ()}, "expert_missing"),
        (Step.RISK, {"risks": ()}, "risk_missing"),
        (Step.HEARING, {"hearing_planned": True}, "hearing_missing"),
        (Step.COMPETITION, {"market": True}, "fair_review_missing"),
    ],
)
def test_a_step_is_done_or_determined_by_two(step, without, reason):  # D8
    blank = replace(WHOLE, **without)
    assert shut(TABLE, blank) == [reason]
    assert shut(TABLE, replace(blank, determined=(Determined(step, ON, approved=False),))) == [reason]
    assert shut(TABLE, replace(blank, determined=(Determined(step, ON, approved=True),))) == []
    later = Determined(step, ON + timedelta(days=1), approved=True)
    assert shut(TABLE, replace(blank, determined=(later,))) == [reason]


def test_only_the_time_of_the_review_has_a_way_round():
    assert [condition.code for condition in TABLE.conditions if not condition.absolute] == ["legality_early"]
    waiver = Waiver("legality_early", "防汛", 1, 2, ON - timedelta(days=1), ON)
    assert TABLE.ask(WHOLE, ON - timedelta(days=1), [waiver]).open
    for condition in TABLE.conditions:
        if condition.absolute:
            with pytest.raises(GateFault):
                TABLE.ask(WHOLE, ON, [Waiver(condition.code, "急", 1, 2, ON, ON)])


HELD = Discussed(True, Votes(11, 9, 7, 2), True, True, dissents=2)


@pytest.mark.parametrize(
    ("changed", "reasons"),
    [
        ({}, []),
        ({"whole": False}, ["not_this_meeting"]),
        ({"chief_last": False}, ["chief_not_last"]),
        ({"dissents": 1}, ["dissent_unwritten"]),
        ({"passed": False}, ["chief_reason_missing"]),  # D9: 7 for 2, decided with the 2
        ({"passed": False, "chief_reason": True}, []),
        ({"votes": Votes(11, 9, 2, 7), "dissents": 7}, ["chief_reason_missing"]),
        ({"votes": Votes(11, 9, 4, 4, 1), "dissents": 4}, []),  # no side had most of them
    ],
)
def test_the_gate_of_the_meeting(changed, reasons):
    assert shut(DECIDE, replace(WHOLE, discussed=replace(HELD, **changed))) == reasons


def test_what_was_not_discussed_is_not_decided():
    assert shut(DECIDE, WHOLE) == ["not_this_meeting", "chief_not_last", "dissent_unwritten"]


def test_the_gates_after_the_meeting():
    assert shut(PUBLISH, WHOLE) == ["adoption_unexplained"]
    assert shut(PUBLISH, replace(WHOLE, explained=True)) == []
    assert shut(PUBLISH, replace(WHOLE, comments=(), experts=())) == []
    assert shut(EXECUTE, WHOLE) == ["decision_unpublished"]
    assert shut(EXECUTE, replace(WHOLE, published_on=ON)) == []
    assert shut(EXECUTE, replace(WHOLE, determined=(Determined(Step.PUBLICATION, ON, True),))) == []
    assert shut(CHANGE, WHOLE) == ["no_new_round"]  # D12
    assert shut(CHANGE, replace(WHOLE, replaced=True)) == []
    assert shut(END, WHOLE) == ["not_archived"]
    assert shut(END, replace(WHOLE, archived_on=ON)) == []


def test_every_reason_has_its_sentence_and_its_source():
    conditions = [condition for gate in GATES.values() for condition in gate.conditions]
    assert {condition.code for condition in conditions} == set(_REASONS)
    assert all(condition.source for condition in conditions)


@pytest.mark.parametrize(
    ("code", "event", "answer"),
    [
        ("comment", "2026-03-06", "2026-04-05"),  # D1: used from 6 April
        ("comment", "2026-08-28", "2026-09-27"),  # D2: 20 September is short
        ("legality", "2026-02-11", "2026-02-27"),  # D3: tabled from 28 February, a worked Saturday
        ("legality", "2026-04-29", "2026-05-12"),  # D4
        ("legality", "2026-09-28", "2026-10-13"),  # D5
        ("hearing_papers", "2026-10-12", "2026-09-30"),  # D6
        ("hearing_papers", "2026-05-08", "2026-04-30"),
    ],
)
def test_days_of_the_law(code, event, answer):
    assert reckon(clocks()["decisions"][code], day(event), the_calendar()).day == day(answer)
