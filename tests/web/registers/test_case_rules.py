"""行政复议与应诉: the rules of the register. Every way of the tables, every gate shut and open."""

from dataclasses import replace
from datetime import date

import pytest

from luoshi_web.registers.cases.figures import Came
from luoshi_web.registers.cases.rules import court
from luoshi_web.registers.cases.rules.facts import Application, Procedure, Sitting, Step, Suit, Taken
from luoshi_web.registers.cases.rules.gates import ACCEPT, CLOSE, DECIDE, GATES
from luoshi_web.registers.cases.rules.states import CONCLUDED, ENDED, STATES, Act, State
from luoshi_web.registers.engine.gates import GateFault, Waiver
from luoshi_web.registers.engine.states import Phase, WrongWay

day = date.fromisoformat
ON, EVE = day("2026-02-10"), day("2026-02-09")

WAYS = """
received ask_correction correcting
correcting correct received
abandoned correct received
correcting abandon abandoned
received withdraw withdrawn
correcting withdraw withdrawn
received accept accepted
received reject rejected
accepted handle handling
handling handle handling
handling suspend suspended
suspended resume handling
handling decide decided
handling mediate mediated
accepted dismiss dismissed
handling dismiss dismissed
accepted terminate terminated
handling terminate terminated
suspended terminate terminated
rejected serve served
decided serve served
mediated serve served
dismissed serve served
terminated serve served
served perform performing
served close closed
performing close closed
"""
COURT_WAYS = """
sued plead pleaded
sued sit in_court
pleaded sit in_court
in_court sit in_court
sued judge judged
pleaded judge judged
in_court judge judged
judged appeal appealed
judged take_effect effective
appealed take_effect effective
effective carry_out carried_out
appealed close_suit suit_closed
effective close_suit suit_closed
carried_out close_suit suit_closed
"""


def lines(ways):
    return [tuple(line.split()) for line in ways.split("\n") if line]


@pytest.mark.parametrize(
    ("states", "kinds", "acts", "ways"),
    [
        (STATES, State, Act, lines(WAYS)),
        (court.STAGES, court.Stage, court.Move, lines(COURT_WAYS)),
    ],
)
def test_these_are_the_ways_and_there_is_no_other(states, kinds, acts, ways):
    assert {way[1] for way in ways} == set(acts)
    known = {(source, act): target for source, act, target in ways}
    for state in kinds:
        for act in acts:
            if (state, act) in known:
                assert states.go(state, act) == known[state, act]
            else:
                with pytest.raises(WrongWay):
                    states.go(state, act)


def test_nothing_is_decided_while_it_is_suspended():
    assert {act for act in Act if State.SUSPENDED in STATES.ways[act].sources} == {Act.RESUME, Act.TERMINATE}
    assert STATES.phase(State.SUSPENDED) is Phase.WAITING


def test_what_is_concluded_is_served_before_it_ends():
    for state in CONCLUDED:
        assert STATES.phase(state) is Phase.OPEN
        assert {act for act in Act if state in STATES.ways[act].sources} == {Act.SERVE}
    assert {act for act in Act if STATES.ways[act].sources & ENDED} == {Act.CORRECT}


def test_codes_of_both_kinds_are_never_the_same():
    assert not {state.value for state in State} & {stage.value for stage in court.Stage}


# Gates

CASE = Application(applied_on=ON)


def shut(gate, facts, on=ON):
    return [reason.code for reason in gate.ask(facts, on).shut]


def test_it_is_accepted_in_time_or_with_a_reason():
    assert shut(ACCEPT, CASE) == []
    assert shut(ACCEPT, replace(CASE, apply_by=ON)) == []
    late = replace(CASE, apply_by=EVE)
    assert shut(ACCEPT, late) == ["applied_late"]
    assert shut(ACCEPT, replace(late, excused=True)) == []


def taken(step, **how):
    return Taken(step, ON, **how)


READY = replace(
    CASE,
    answered_on=ON,
    steps=(
        taken(Step.HEARD),
        taken(Step.HEARING, needed=False, approved=True),
        taken(Step.COMMITTEE),
        taken(Step.CONSENT),
    ),
)


def test_it_is_decided_once_every_step_is_taken():
    assert shut(DECIDE, READY) == []
    assert shut(DECIDE, CASE) == [
        "answer_missing", "not_heard", "hearing_undetermined", "committee_undetermined", "consent_missing",
    ]  # fmt: skip
    assert len(shut(DECIDE, READY, EVE)) == 5


def test_the_answer_is_waited_for_until_its_time_is_over():
    assert shut(DECIDE, replace(READY, answered_on=None)) == ["answer_missing"]
    assert shut(DECIDE, replace(READY, answered_on=None, answer_over=True)) == []


@pytest.mark.parametrize("step", [Step.HEARING, Step.COMMITTEE])
def test_two_determine_that_a_step_is_not_needed(step):
    others = tuple(each for each in READY.steps if each.step is not step)
    code = f"{step}_undetermined"
    assert shut(DECIDE, replace(READY, steps=others)) == [code]
    assert shut(DECIDE, replace(READY, steps=(*others, taken(step, needed=False)))) == [code]
    assert shut(DECIDE, replace(READY, steps=(*others, taken(step, needed=False, approved=True)))) == []


@pytest.mark.parametrize(("step", "code"), [(Step.HEARD, "not_heard"), (Step.CONSENT, "consent_missing")])
def test_nobody_determines_away_what_the_law_always_asks_for(step, code):
    others = tuple(each for each in READY.steps if each.step is not step)
    spared = taken(step, needed=False, approved=True)
    assert shut(DECIDE, replace(READY, steps=(*others, spared))) == [code]


def test_the_last_word_on_a_step_counts():
    again = Taken(Step.HEARING, EVE, needed=False)
    assert shut(DECIDE, replace(READY, steps=(*READY.steps, again))) == []
    assert shut(DECIDE, replace(READY, steps=(*READY.steps, taken(Step.HEARING, needed=False)))) == [
        "hearing_undetermined"
    ]


def test_the_simplified_procedure_may_be_tried_in_writing_and_still_needs_consent():
    simple = replace(CASE, procedure=Procedure.SIMPLIFIED, answered_on=ON)
    assert shut(DECIDE, simple) == ["consent_missing"]
    assert shut(DECIDE, replace(simple, steps=(taken(Step.CONSENT),))) == []


def test_it_is_closed_once_performed_answered_and_its_publication_decided():
    assert shut(CLOSE, replace(CASE, published=True)) == []
    assert shut(CLOSE, CASE) == ["publication_undecided"]
    assert shut(CLOSE, replace(CASE, published=True, letters_open=True)) == ["letter_open"]
    owed = replace(CASE, published=True, perform_by=ON)
    assert shut(CLOSE, owed) == ["not_performed"]
    assert shut(CLOSE, replace(owed, performed_on=ON)) == []
    assert shut(CLOSE, replace(owed, performed_on=ON), EVE) == ["not_performed"]


def test_no_condition_has_a_way_round():
    for gate in (*GATES.values(), *court.COURT_GATES.values()):
        for condition in gate.conditions:
            assert condition.absolute
            with pytest.raises(GateFault, match="absolute"):
                gate.ask_for(Waiver(condition.code, "特殊", 1, 2, ON, ON))


def test_who_came_is_entered_before_the_judgment():
    assert shut(court.JUDGE, Suit()) == []
    assert shut(court.JUDGE, Suit((Sitting(ON),))) == ["who_came_missing"]
    assert shut(court.JUDGE, Suit((Sitting(ON),)), EVE) == []  # it is to come
    assert shut(court.JUDGE, Suit((Sitting(EVE), Sitting(ON, Came.LAWYER)))) == ["who_came_missing"]
    assert shut(court.JUDGE, Suit((Sitting(ON, Came.LAWYER),))) == []


def test_a_court_case_is_closed_once_performed_and_every_advice_answered():
    assert shut(court.CLOSE, Suit()) == []
    assert shut(court.CLOSE, Suit(perform_by=ON)) == ["judgment_not_performed"]
    assert shut(court.CLOSE, Suit(perform_by=ON, performed_on=ON)) == []
    assert shut(court.CLOSE, Suit(advice_open=True)) == ["advice_open"]
