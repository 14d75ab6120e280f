"""建议提案: states, gates and rates, on values alone. P-numbers are cases of the registers' design."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi_web.registers.engine.figures import agrees, shown, work_out
from luoshi_web.registers.engine.gates import GateFault, Waiver
from luoshi_web.registers.engine.states import Phase, WrongWay
from luoshi_web.registers.proposals.rules.codes import CodesFault, Meaning, outcomes, read_codes
from luoshi_web.registers.proposals.rules.facts import (
    Commitment,
    Contact,
    CoUnit,
    Of,
    Proposal,
    Rating,
    Value,
)
from luoshi_web.registers.proposals.rules.gates import CONFER, FOLLOW, REDO, REPLY, SETTLE
from luoshi_web.registers.proposals.rules.rates import CARRIED_OUT, RATES
from luoshi_web.registers.proposals.rules.states import ENDED, STATES, Act, State

ON = date(2026, 6, 30)
FILED, ASSIGNED, TALK, REPLIED = date(2026, 1, 20), date(2026, 2, 5), date(2026, 3, 2), date(2026, 4, 20)

READY = Proposal(
    key=1, filed_on=FILED, assigned_on=ASSIGNED, due=date(2026, 5, 6), meaning=Meaning.SOLVED,
    co_units=(CoUnit(ASSIGNED, date(2026, 3, 10)),), contacts=(Contact(TALK, face_to_face=True),), public=True, signed=True,
)  # fmt: skip
ANSWERED = replace(READY, replied_on=REPLIED, reply_on=REPLIED)


def reasons(gate, proposal, on=ON, waivers=()):
    return [reason.code for reason in gate.ask(proposal, on, waivers).shut]


# States


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("state", State)
def test_an_act_leads_where_the_table_says_or_is_refused(state, act):
    way = STATES.ways[act]
    if state in way.sources:
        assert STATES.go(state, act) is way.target
    else:
        with pytest.raises(WrongWay):
            STATES.go(state, act)


def test_nothing_leads_out_of_an_end_and_all_is_reached():
    assert not any(way.sources & ENDED for way in STATES.ways.values())
    assert {way.target for way in STATES.ways.values()} | {State.FILED} == set(State)
    assert [STATES.phase(state) for state in (State.FILED, State.REPLIED, State.SETTLED)] == list(Phase)


# Gates


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"co_units": (CoUnit(ASSIGNED),)}, ["co_opinion_missing"]),  # P6
        ({"co_units": (CoUnit(date(2026, 4, 30), date(2026, 3, 10)),)}, ["co_opinion_missing"]),  # P7
        ({"co_units": (CoUnit(ASSIGNED, date(2026, 7, 1)),)}, ["co_opinion_missing"]),
        ({"co_units": ()}, []),
        ({"contacts": ()}, ["not_contacted"]),
        ({"contacts": (Contact(TALK, first=False),)}, ["not_contacted"]),
        ({"contacts": (Contact(date(2026, 7, 1)),)}, ["not_contacted"]),
        ({"meaning": None}, ["outcome_missing"]),
        ({"meaning": Meaning.UNDER_WAY}, ["commitment_missing"]),
        ({"meaning": Meaning.UNDER_WAY, "commitments": (Commitment(date(2027, 3, 1)),)}, []),
        ({"public": None}, ["public_undecided"]),
        ({"public": False}, ["private_without_reason"]),
        ({"public": False, "private_reason": True}, []),
        ({"signed": False}, ["not_signed"]),
        ({"contacts": (), "signed": False, "meaning": None}, ["not_contacted", "outcome_missing", "not_signed"]),
    ],
)  # fmt: skip
def test_a_reply_goes_out_when_all_holds(changed, expected):
    assert reasons(REPLY, replace(READY, **changed)) == expected


def test_a_missing_opinion_can_be_excepted_and_a_missing_talk_cannot():
    waiver = Waiver("co_opinion_missing", "协办单位机构改革撤并", 1, 2, ON, ON)
    assert reasons(REPLY, replace(READY, co_units=(CoUnit(ASSIGNED),)), waivers=[waiver]) == []
    with pytest.raises(GateFault, match="waiver_of_the_absolute"):
        REPLY.ask(READY, ON, [replace(waiver, condition="not_contacted")])


def receipt(value, *, round=1, of=Of.REPLY, on=date(2026, 5, 15)):
    return Rating(of, round, value, on)


def test_p14_twice_dissatisfied_is_conferred_on_before_it_ends():
    first = replace(ANSWERED, ratings=(receipt(Value.DISSATISFIED),))
    assert reasons(REDO, first) == []
    assert reasons(CONFER, first) == ["not_dissatisfied_twice"]
    assert reasons(SETTLE, first) == ["dissatisfied"]
    second = replace(
        first, round=2, ratings=(*first.ratings, receipt(Value.DISSATISFIED, round=2, on=date(2026, 6, 20)))
    )
    assert reasons(REDO, second) == ["redone_already"]
    assert reasons(CONFER, second) == []
    assert reasons(SETTLE, second) == ["dissatisfied"]
    assert reasons(SETTLE, replace(second, conference_on=date(2026, 6, 29))) == []
    for rate in RATES:
        if rate.code == "satisfied" and rate.variant in "abd":
            figure = work_out(rate, [second], ON, key=lambda row: row.key)
            assert (figure.numerator, figure.denominator) == (0, 1)


def test_a_new_round_asks_for_a_new_talk_and_a_new_receipt():
    again = replace(ANSWERED, round=2, ratings=(receipt(Value.DISSATISFIED),))
    assert reasons(REPLY, again) == ["not_contacted"]
    talked = replace(again, contacts=(*again.contacts, Contact(date(2026, 6, 1))))
    assert reasons(REPLY, talked) == []
    assert "unrated" in reasons(SETTLE, talked)


@pytest.mark.parametrize(
    ("commitment", "settles"),
    [
        (Commitment(date(2026, 12, 31)), False),
        (Commitment(date(2026, 6, 1), verified_on=date(2026, 6, 1)), False),  # verified, not rated again
        (Commitment(date(2026, 6, 1), verified_on=date(2026, 7, 1), rated=True), False),
        (Commitment(date(2026, 6, 1), verified_on=date(2026, 6, 1), rated=True), True),
        (Commitment(date(2026, 12, 31), given_up_on=date(2026, 6, 1)), True),
    ],
)
def test_promises_are_followed_until_each_is_rated_again_or_given_up(commitment, settles):
    rated = replace(ANSWERED, ratings=(receipt(Value.SATISFIED),), commitments=(commitment,))
    assert reasons(SETTLE, rated) == ([] if settles else ["commitments_open"])
    assert reasons(FOLLOW, rated) == (["no_open_commitment"] if settles else [])


def test_a_receipt_that_never_came_lets_it_end():
    assert reasons(SETTLE, ANSWERED) == ["unrated"]
    assert reasons(SETTLE, replace(ANSWERED, ratings=(receipt(Value.LEFT_OUT),))) == []


# Rates


def rate(code, variant="a"):
    return next(each for each in RATES if (each.code, each.variant) == (code, variant))


def figure(code, variant, rows, on=ON):
    return work_out(rate(code, variant), rows, on, key=lambda row: row.key)


def register(**counts):
    """Proposals that were answered and rated so often by each value."""
    rows = []
    for value, count in counts.items():
        rows += [replace(ANSWERED, key=len(rows) + step, ratings=(receipt(Value(value)),)) for step in range(count)]  # fmt: skip
    return rows


def test_p9_one_word_by_its_definitions():
    rows = register(satisfied=90, mostly=6, left_out=4)
    found = {variant: figure("satisfied", variant, rows) for variant in "abc"}
    assert [shown(found[variant].value, 2) for variant in "abc"] == ["93.75", "100.00", "96.00"]
    assert [found[variant].left_out for variant in "abc"] == [4, 4, 0]
    assert (found["b"].numerator, found["b"].denominator) == (96, 96)


def test_p13_a_late_reply_is_a_reply_and_not_one_in_time():
    late = replace(READY, due=date(2026, 6, 3), replied_on=date(2026, 7, 1), reply_on=date(2026, 7, 1))
    on = date(2026, 7, 31)
    assert figure("replied", "a", [late], on).value == 1
    assert figure("replied_in_time", "a", [late], on).value == 0
    assert figure("replied", "a", [late]).value == 0  # on 30 June it had not been sent
    assert figure("replied_in_time", "a", [READY], date(2026, 5, 5)).value is None  # nothing is due yet


def test_what_was_withdrawn_or_not_filed_is_in_no_denominator():
    gone = replace(READY, withdrawn_on=date(2026, 3, 1))
    unfiled = replace(READY, filed=False, assigned_on=None)
    found = figure("assigned", "a", [READY, gone, unfiled])
    assert (found.numerator, found.denominator, found.left_out) == (1, 1, 1)
    assert figure("assigned", "a", [gone], date(2026, 2, 28)).denominator == 1
    assert figure("replied", "a", [gone]).value is None


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        (Contact(TALK, face_to_face=True), 1),
        (Contact(TALK), 0),
        (Contact(REPLIED, face_to_face=True), 1),
        (Contact(REPLIED + timedelta(days=1), face_to_face=True), 0),
        (Contact(TALK, first=False, face_to_face=True), 1),
    ],
)
def test_a_talk_face_to_face_counts_before_the_reply(contact, expected):
    assert figure("face_to_face", "a", [replace(ANSWERED, contacts=(contact,))]).value == expected


def test_settled_and_adopted_by_both_definitions():
    way = replace(ANSWERED, meaning=Meaning.UNDER_WAY, commitments=(Commitment(ON, verified_on=ON),))
    open_ = replace(way, commitments=(*way.commitments, Commitment(date(2026, 12, 31))))
    rows = [ANSWERED, way, open_, replace(ANSWERED, meaning=Meaning.NOT_NOW), READY]
    counts = {(code, variant): figure(code, variant, rows).numerator for code in ("settled", "adopted") for variant in "ab"}  # fmt: skip
    assert counts == {("settled", "a"): 4, ("settled", "b"): 2, ("adopted", "a"): 1, ("adopted", "b"): 3}


def test_commitments_are_counted_by_themselves():
    """去年答复中承诺的37件事项落实35件."""
    due, later = date(2026, 6, 1), date(2026, 12, 31)
    rows = [Commitment(due, verified_on=due)] * 35 + [Commitment(due)] * 2 + [Commitment(later)] * 5
    rows += [Commitment(due, given_up_on=due)]
    found = work_out(CARRIED_OUT, rows, ON)
    assert (found.numerator, found.denominator, found.left_out) == (35, 37, 1)


def test_attitude_and_result_are_two_rates():
    """宁波 2011: 526 and 519 of 527."""
    rows = [
        replace(
            ANSWERED, key=key,
            ratings=(
                receipt(Value.SATISFIED if key < 526 else Value.DISSATISFIED, of=Of.ATTITUDE),
                receipt(Value.SATISFIED if key < 519 else Value.DISSATISFIED),
            ),
        )
        for key in range(527)
    ]  # fmt: skip
    assert agrees("99.8", figure("satisfied", "attitude", rows).value * 100)
    assert agrees("98.5", figure("satisfied", "b", rows).value * 100)


@pytest.mark.parametrize(
    ("classes", "printed"),
    [
        ({"A": 22, "B": 68, "C": 2}, {"A": "23.91", "B": "73.91", "C": "2.17"}),
        ({"A": 26, "B": 53, "C": 10}, {"A": "29.21", "B": "59.55", "C": "11.24"}),
        ({"A": 64, "B": 38, "C": 21, "D": 5}, {"A": "50", "B": "29.7", "C": "16.4", "D": "3.9"}),
    ],
)
def test_classes_of_real_bodies_come_out_of_registers_of_their_shape(classes, printed):
    letters = outcomes("", on=ON)
    rows = [replace(ANSWERED, meaning=letters[code].meaning) for code, count in classes.items() for _ in range(count)]  # fmt: skip
    assert agrees(printed["A"], figure("adopted", "a", rows).value * 100)
    both = Fraction(classes["A"] + classes["B"], len(rows))
    assert figure("adopted", "b", rows).value == both
    for code, said in printed.items():
        share = Fraction(sum(row.meaning is letters[code].meaning for row in rows), len(rows))
        assert agrees(said, share * 100)


@given(st.lists(st.sampled_from(list(Value)), max_size=30))
def test_whatever_comes_back_no_rate_is_more_than_all(values):
    rows = [replace(ANSWERED, key=key, ratings=(receipt(value),)) for key, value in enumerate(values)]
    for each in RATES:
        found = work_out(each, rows, ON, key=lambda row: row.key)
        assert 0 <= found.numerator <= found.denominator <= len(rows)
        assert found.value is None or 0 <= found.value <= 1
    assert figure("satisfied", "a", rows).left_out == values.count(Value.LEFT_OUT)


# Letters


def test_letters_differ_by_place_and_meanings_do_not():
    assert outcomes("沁阳", on=ON)["甲"].meaning is outcomes("", on=ON)["A"].meaning is Meaning.SOLVED
    assert set(outcomes("某市", on=ON)) == {"A", "B", "C", "D"}


GOOD = '[[outcome]]\ncode = "A"\nname = "解决"\nenglish = "solved"\nmeaning = "solved"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD + GOOD, "twice"),
        (GOOD.replace("solved", "done"), "done"),
        (GOOD + "more = 1\n", "may say"),
        (GOOD.replace('name = "解决"', 'name = ""'), "every word"),
        (GOOD + 'since = "2027"\n', "since is a day"),
        ("[outcome]\n", "nothing else"),
        ("[[outcome]", "Expected"),
    ],
)
def test_letters_that_are_wrong_are_refused(text, said):
    assert read_codes(GOOD)
    with pytest.raises(CodesFault, match=said):
        read_codes(text)


def test_a_letter_holds_from_its_day():
    later = read_codes(GOOD + GOOD.replace('"A"', '"E"') + "since = 2027-01-01\n")
    assert [row.since for row in later] == [None, date(2027, 1, 1)]
