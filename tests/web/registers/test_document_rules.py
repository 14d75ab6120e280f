"""行政规范性文件: the rules of the register. States, gates, days in force, numbers; N-numbers: the registers' design."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi_web.registers.documents.rules.facts import Document, Finding, Result, Step, Taken
from luoshi_web.registers.documents.rules.force import Force, in_force
from luoshi_web.registers.documents.rules.gates import DELIBERATE, GATES, KEEP, PUBLISH, REGISTER, SUBMIT
from luoshi_web.registers.documents.rules.numbers import next_number
from luoshi_web.registers.documents.rules.states import ENDED, ISSUED, OVER, STATES, Act, State
from luoshi_web.registers.engine.gates import GateFault, Waiver
from luoshi_web.registers.engine.states import Phase, WrongWay

day = date.fromisoformat
ON = day("2026-06-22")
LEGAL, FAIR = Taken(Step.LEGALITY, Result.PASSED, ON), Taken(Step.COMPETITION, Result.PASSED, ON)
READY = Document(
    steps=(LEGAL, FAIR), business=True, comment_from=day("2026-04-01"), comment_to=day("2026-05-06"), comment_full=day("2026-05-01"), opinions=4,
    feedback_on=day("2026-05-20"), submitted_on=day("2026-05-11"), effective_on=day("2026-08-01"), ends_on=day("2031-07-31"),
    effect_full=day("2026-07-22"), latest=day("2031-07-31"),
)  # fmt: skip


def shut(gate, document, on=ON, waivers=()):
    return [reason.code for reason in gate.ask(document, on, waivers).shut]


WAYS = {
    State.DRAFT: {Act.COMMENT: State.COMMENTING, Act.SUBMIT: State.REVIEWING, Act.WITHDRAW: State.WITHDRAWN, Act.LEAVE_OUT: State.NOT_COVERED},
    State.COMMENTING: {Act.SUBMIT: State.REVIEWING, Act.WITHDRAW: State.WITHDRAWN, Act.LEAVE_OUT: State.NOT_COVERED},
    State.REVIEWING: {
        Act.SEND_BACK: State.DRAFT, Act.DELIBERATE: State.DELIBERATED, Act.WITHDRAW: State.WITHDRAWN, Act.LEAVE_OUT: State.NOT_COVERED,
    },
    State.DELIBERATED: {Act.REGISTER: State.REGISTERED, Act.WITHDRAW: State.WITHDRAWN, Act.LEAVE_OUT: State.NOT_COVERED},
    State.REGISTERED: {Act.PUBLISH: State.PUBLISHED, Act.WITHDRAW: State.WITHDRAWN},
    State.PUBLISHED: {Act.EVALUATE: State.EVALUATING, Act.REVISE: State.REVISED, Act.REPEAL: State.REPEALED, Act.VOID: State.LAPSED, Act.LAPSE: State.LAPSED},
    State.EVALUATING: {Act.KEEP: State.KEPT, Act.REVISE: State.REVISED, Act.REPEAL: State.REPEALED, Act.VOID: State.LAPSED, Act.LAPSE: State.LAPSED},
}  # fmt: skip


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", Act)
def test_every_way_and_no_other(state, act):
    target = WAYS.get(state, {}).get(act)
    if target is None:
        with pytest.raises(WrongWay):
            STATES.go(state, act)
    else:
        assert STATES.go(state, act) is target


def test_what_ends_has_ended():
    assert {STATES.phase(state) for state in ENDED} == {Phase.ENDED}
    assert STATES.phase(State.PUBLISHED) is Phase.WAITING
    assert not ISSUED & ENDED
    assert OVER < ENDED


def test_a_ready_document_passes_every_gate():
    for gate in (SUBMIT, DELIBERATE, REGISTER, PUBLISH):
        assert shut(gate, READY) == []
    assert shut(KEEP, replace(READY, evaluated=Finding.KEEP)) == []


@pytest.mark.parametrize(
    ("gate", "changes", "reasons"),
    [
        (SUBMIT, {"comment_from": None, "comment_to": None, "opinions": None}, ["comment_missing"]),
        (SUBMIT, {"comment_from": None, "comment_to": None, "opinions": None, "business": False}, []),
        (SUBMIT, {"comment_to": day("2026-04-20")}, ["comment_short"]),  # N11
        (SUBMIT, {"comment_to": day("2026-04-30")}, ["comment_short"]),
        (SUBMIT, {"comment_to": day("2026-05-01")}, []),
        (SUBMIT, {"comment_to": day("2026-04-20"), "business": False}, []),
        (SUBMIT, {"comment_to": ON}, ["comment_runs"]),  # the last day with it
        (SUBMIT, {"opinions": None}, ["opinions_uncounted"]),
        (SUBMIT, {"opinions": 0}, []),
        (DELIBERATE, {"steps": (FAIR,)}, ["unreviewed"]),
        (DELIBERATE, {"steps": (replace(LEGAL, result=Result.FAILED), FAIR)}, ["unreviewed"]),
        (DELIBERATE, {"steps": (replace(LEGAL, on=day("2026-05-08")), FAIR)}, ["unreviewed"]),  # before it was handed in anew
        (DELIBERATE, {"steps": (LEGAL,)}, ["unfair"]),
        (DELIBERATE, {"steps": (LEGAL, FAIR), "joint": True}, ["unfair"]),  # the second person is missing
        (DELIBERATE, {"steps": (LEGAL, replace(FAIR, confirmed=True)), "joint": True}, []),
        (DELIBERATE, {"review_full": ON}, ["review_short"]),
        (DELIBERATE, {"review_full": day("2026-06-21")}, []),
        (REGISTER, {"feedback_on": None}, ["feedback_missing"]),
        (REGISTER, {"feedback_on": day("2026-06-23")}, ["feedback_missing"]),
        (REGISTER, {"feedback_on": None, "business": False}, []),
        (PUBLISH, {"steps": ()}, ["unreviewed", "unfair"]),
        (PUBLISH, {"effective_on": day("2026-06-21")}, ["effect_before", "effect_early"]),
        (PUBLISH, {"effective_on": None, "ends_on": None}, ["effect_before", "span_missing"]),
        (PUBLISH, {"effective_on": day("2026-07-22")}, ["effect_early"]),  # N6: full on 07-22, in force from 07-23
        (PUBLISH, {"effective_on": day("2026-07-23")}, []),
        (PUBLISH, {"effective_on": ON, "at_once": True}, []),
        (PUBLISH, {"ends_on": None}, ["span_missing"]),
        (PUBLISH, {"ends_on": day("2026-07-31")}, ["span_missing"]),  # ends before it begins
        (PUBLISH, {"ends_on": day("2031-08-01")}, ["span_long"]),
        (KEEP, {}, ["not_found_kept"]),
        (KEEP, {"evaluated": Finding.AMEND}, ["not_found_kept"]),
        (KEEP, {"evaluated": Finding.KEEP, "ends_on": day("2026-06-21")}, ["lapsed"]),
        (KEEP, {"evaluated": Finding.KEEP, "ends_on": ON}, []),
    ],
)  # fmt: skip
def test_each_gate_with_each_reason(gate, changes, reasons):
    assert shut(gate, replace(READY, **changes)) == reasons


@pytest.mark.parametrize(
    ("step", "changes", "clears"),
    [
        (replace(FAIR, result=Result.EXCEPTED), {}, False),  # N9: without an end
        (replace(FAIR, result=Result.EXCEPTED, until=day("2027-06-30")), {}, False),  # one person alone
        (replace(FAIR, result=Result.EXCEPTED, until=day("2027-06-30"), confirmed=True), {}, True),
        (replace(FAIR, result=Result.EXCEPTED, until=ON, confirmed=True), {}, True),
        (replace(FAIR, result=Result.EXCEPTED, until=day("2026-06-21"), confirmed=True), {}, False),
        (replace(FAIR, result=Result.NOT_NEEDED), {"business": False}, False),
        (replace(FAIR, result=Result.NOT_NEEDED, confirmed=True), {"business": False}, True),
        (replace(FAIR, result=Result.NOT_NEEDED, confirmed=True), {"business": True}, False),
        (replace(LEGAL, result=Result.NOT_NEEDED, confirmed=True), {"duties": True}, False),
        (replace(LEGAL, result=Result.NOT_NEEDED, confirmed=True), {"duties": False}, True),
        (replace(LEGAL, result=Result.EXCEPTED, until=day("2027-06-30"), confirmed=True), {}, False),
        (replace(FAIR, on=day("2026-06-23")), {}, False),  # not by that day
    ],
)
def test_what_clears_a_review(step, changes, clears):
    assert replace(READY, steps=(step,), **changes).cleared(step.step, ON) is clears


def test_what_goes_on_was_reviewed_before_but_an_exception_does_not_go_on():
    assert shut(PUBLISH, replace(READY, steps=(), continued=True)) == []
    assert shut(PUBLISH, replace(READY, steps=(), continued=True, excepted_before=True)) == ["unfair"]


@pytest.mark.parametrize("code", ["unreviewed", "unfair", "effect_before", "span_missing"])
def test_the_law_gives_no_way_round(code):
    with pytest.raises(GateFault, match="waiver_of_the_absolute"):
        PUBLISH.ask(READY, ON, [Waiver(code, "急", 1, 2, ON, ON)])


def test_a_short_comment_has_an_exception_of_two():  # N11
    short = replace(READY, comment_to=day("2026-04-20"))
    assert shut(SUBMIT, short, waivers=[Waiver("comment_short", "防汛", 1, 2, ON, ON)]) == []
    assert set(GATES) == {Act.SUBMIT, Act.DELIBERATE, Act.REGISTER, Act.PUBLISH, Act.KEEP}


@pytest.mark.parametrize(
    ("force", "on", "binds"),
    [
        (Force(day("2021-03-30"), day("2021-05-01"), day("2026-04-30")), "2021-04-30", False),
        (Force(day("2021-03-30"), day("2021-05-01"), day("2026-04-30")), "2021-05-01", True),
        (Force(day("2021-03-30"), day("2021-05-01"), day("2026-04-30")), "2026-04-30", True),  # N1
        (Force(day("2021-03-30"), day("2021-05-01"), day("2026-04-30")), "2026-05-01", False),
        (Force(day("2024-03-30"), day("2024-05-01"), day("2026-05-02")), "2026-05-02", True),  # N2: a holiday
        (Force(day("2024-03-30"), day("2024-05-01"), day("2026-05-02")), "2026-05-03", False),
        (Force(None, day("2024-05-01"), day("2026-05-02")), "2026-01-01", False),  # unpublished
        (Force(day("2024-06-01"), day("2024-05-01"), None), "2024-05-15", False),
        (Force(day("2024-03-30"), day("2024-05-01"), None), "2050-01-01", True),
        (Force(day("2024-03-30"), day("2024-05-01"), day("2029-04-30"), day("2026-02-01")), "2026-01-31", True),
        (Force(day("2024-03-30"), day("2024-05-01"), day("2029-04-30"), day("2026-02-01")), "2026-02-01", False),
        (Force(day("2024-03-30"), day("2024-05-01"), day("2026-01-15"), day("2026-02-01")), "2026-01-20", False),
    ],
)  # fmt: skip
def test_in_force_on_a_day(force, on, binds):
    assert in_force(force, day(on)) is binds


DAYS = st.dates(min_value=day("2020-01-01"), max_value=day("2032-12-31"))


@given(DAYS, st.integers(0, 90), st.integers(0, 1900), st.none() | st.integers(0, 1900), DAYS)
def test_it_binds_on_one_run_of_days(published, wait, length, cut, on):
    effective = published + timedelta(days=wait)
    over = None if cut is None else effective + timedelta(days=cut)
    force = Force(published, effective, effective + timedelta(days=length), over)
    last = force.last
    assert last is not None
    assert in_force(force, on) is (effective <= on <= last)
    assert not in_force(force, last + timedelta(days=1))


@pytest.mark.parametrize(
    ("last", "after"),
    [
        ("云杉GF-2026-009", "云杉GF-2026-010"),
        ("云政规〔2026〕9号", "云政规〔2026〕10号"),
        ("云杉GF-2026-999", "云杉GF-2026-1000"),
        ("", "2026-001"),
        ("无号", "2026-001"),
    ],
)
def test_the_number_after_another(last, after):
    assert next_number(last, "2026-001") == after
