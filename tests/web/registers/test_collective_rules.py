"""三重一大: every way between states, every gate, thresholds, parts under the threshold, what the auditor looks at. M-numbers: the registers' design."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from luoshi_web.registers.collective.refusals import _REASONS
from luoshi_web.registers.collective.rules.facts import (
    Check,
    Checked,
    Discussed,
    Kind,
    Matter,
    Outlay,
    Result,
    Rule,
    Threshold,
    split,
)
from luoshi_web.registers.collective.rules.flags import FLAGS, Flag, flags
from luoshi_web.registers.collective.rules.gates import BELOW, DISCUSS, EXECUTE, FIRST, GATES, LIST
from luoshi_web.registers.collective.rules.states import STATES, Act, State
from luoshi_web.registers.collective.words import FLAGS as FLAG_WORDS
from luoshi_web.registers.engine.gates import GateFault, Waiver
from luoshi_web.registers.engine.states import WrongWay
from luoshi_web.registers.engine.votes import MORE_THAN_HALF, Votes

day = date.fromisoformat
WAYS = {
    "proposed": {"return": "returned", "check": "checked", "first": "urgent"},
    "returned": {"again": "proposed"},
    "checked": {"return": "returned", "list": "listed", "first": "urgent", "below": "executing"},
    "listed": {"pass": "passed", "put_off": "put_off", "refuse": "refused", "first": "urgent"},
    "put_off": {"again": "proposed"},
    "passed": {"execute": "executing"},
    "urgent": {"ratify": "executing", "not_ratify": "unratified"},
    "executing": {"feed_back": "done"},
    "done": {"close": "closed"},
    "refused": {},
    "unratified": {},
    "closed": {},
}


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


@pytest.mark.parametrize(
    ("threshold", "amount", "reached"),
    [
        (Threshold(Decimal(1_000_000)), "1000000.00", True),  # M1
        (Threshold(Decimal(1_000_000)), "999999.99", False),
        (Threshold(Decimal(500_000), includes=False), "500000.00", False),  # M2
        (Threshold(Decimal(500_000), includes=False), "500000.01", True),
    ],
)
def test_a_threshold(threshold, amount, reached):
    assert threshold.reached(Decimal(amount)) is reached


ON = day("2026-03-10")
MONEY = Matter(Kind.MONEY, Decimal(1_200_000), checks=(Checked(Check.BUDGET, Result.PASSED, ON),))
HELD = Discussed(ON, Votes(11, 9, 7, 2), True, dissents=2, minutes_on=ON)


def shut(gate, facts, on=ON):
    return [reason.code for reason in gate.ask(facts, on).shut]


@pytest.mark.parametrize(
    ("changed", "reasons"),
    [
        ({}, []),
        ({"checks": ()}, ["not_budgeted"]),  # M13
        ({"checks": (Checked(Check.BUDGET, Result.NOT_NEEDED, ON, approved=True),)}, ["not_budgeted"]),
        ({"kind": Kind.MATTER, "checks": ()}, []),
        ({"kind": Kind.STAFF, "amount": None, "checks": ()}, []),
        ({"contract": True}, ["contract_unreviewed"]),
        ({"contract": True, "checks": (*MONEY.checks, Checked(Check.LEGALITY, Result.PASSED, ON))}, []),
        ({"contract": True, "checks": (*MONEY.checks, Checked(Check.LEGALITY, Result.NOT_NEEDED, ON))}, ["contract_unreviewed"]),
        ({"contract": True, "checks": (*MONEY.checks, Checked(Check.LEGALITY, Result.NOT_NEEDED, ON, True))}, []),
        ({"favours": True}, ["favours_unreviewed"]),
        ({"argued": True}, ["argument_missing"]),
        ({"checks": (*MONEY.checks, Checked(Check.BUDGET, Result.FAILED, ON))}, ["not_budgeted"]),
    ],
)  # fmt: skip
def test_before_it_is_listed(changed, reasons):
    assert shut(LIST, replace(MONEY, **changed)) == reasons


@pytest.mark.parametrize(
    ("changed", "reasons"),
    [
        ({}, []),
        ({"votes": Votes(11, 5, 5), "dissents": 0}, ["no_quorum"]),  # M5
        ({"votes": Votes(11, 6, 6), "dissents": 0}, []),
        ({"proposer_came": False}, ["proposer_absent"]),
        ({"votes": Votes(11, 9, 5, 4), "dissents": 4, "rule": Rule(carried=MORE_THAN_HALF, of_entitled=True)}, ["not_carried"]),  # M8
        ({"votes": Votes(11, 9, 5, 4), "dissents": 4}, []),
        ({"passed": False}, ["result_unexplained"]),
        ({"passed": False, "reason": True}, []),
        ({"votes": Votes(11, 9, 2, 7), "dissents": 7, "passed": False}, []),
        ({"chair_last": False}, []),  # M9: taken, and listed in the auditor's view
        ({"chair_last": False, "rule": Rule(chair_last=True)}, ["presider_not_last"]),
        ({"dissents": 1}, ["dissent_missing"]),
        ({"dissents": 0, "named": False}, []),  # a secret ballot
    ],
)  # fmt: skip
def test_before_a_result_counts(changed, reasons):
    assert shut(DISCUSS, replace(MONEY, discussed=(replace(HELD, **changed),))) == reasons


def test_before_it_is_carried_out():
    assert shut(EXECUTE, replace(MONEY, discussed=(HELD,))) == []
    assert shut(EXECUTE, replace(MONEY, discussed=(replace(HELD, minutes_on=None),))) == ["minutes_unsigned"]
    later = replace(HELD, minutes_on=ON + timedelta(days=1))
    assert shut(EXECUTE, replace(MONEY, discussed=(later,))) == ["minutes_unsigned"]
    assert shut(BELOW, MONEY) == ["threshold_reached"]  # no row of the place: everything goes to the meeting
    assert shut(BELOW, replace(MONEY, threshold=Threshold(Decimal(2_000_000)))) == []
    assert shut(BELOW, replace(MONEY, kind=Kind.STAFF, amount=None, threshold=Threshold(Decimal(1)))) == ["threshold_reached"]  # fmt: skip
    assert shut(FIRST, replace(MONEY, checks=())) == ["not_budgeted"]


def test_what_has_no_way_round():
    absolute = {
        condition.code for gate in GATES.values() for condition in gate.conditions if condition.absolute
    }
    assert absolute == {
        "favours_unreviewed",
        "not_budgeted",
        "not_carried",
        "result_unexplained",
        "threshold_reached",
    }
    with pytest.raises(GateFault):
        LIST.ask(MONEY, ON, [Waiver("not_budgeted", "急", 1, 2, ON, ON)])
    assert {condition.code for gate in GATES.values() for condition in gate.conditions} == set(_REASONS)


def test_parts_under_the_threshold_that_reach_it_together():  # M4
    bar = Threshold(Decimal(1_000_000))
    forty = [Outlay(n, "云杉公司", "排涝", day(on), Decimal(400_000)) for n, on in enumerate(("2026-03-02", "2026-04-10", "2026-05-20"))]  # fmt: skip
    assert split(forty, bar) == (forty[2],)
    assert split(forty[:2], bar) == ()
    assert split([*forty[:2], replace(forty[2], on=day("2026-06-01"))], bar) == ()  # 91 days after the first
    assert split([*forty[:2], replace(forty[2], on=day("2026-05-31"))], bar) != ()
    assert split([*forty[:2], replace(forty[2], payee="青桐公司")], bar) == ()
    assert split([*forty[:2], replace(forty[2], project="供水")], bar) == ()
    assert split([*forty, replace(forty[2], key=9, amount=Decimal(1_000_000))], bar) == (
        forty[2],
    )  # whole: its own meeting
    assert split(forty, Threshold(Decimal(1_200_000), includes=False)) == ()


DONE = replace(MONEY, discussed=(HELD,), executed_on=ON, due=ON + timedelta(days=90))


@pytest.mark.parametrize(
    ("changed", "flag"),
    [
        ({"discussed": ()}, Flag.NO_MEETING),
        ({"discussed": (replace(HELD, minutes_on=None),)}, Flag.BEFORE_MINUTES),
        ({"discussed": (replace(HELD, minutes_on=ON + timedelta(days=1)),)}, Flag.BEFORE_MINUTES),
        ({"discussed": (replace(HELD, chair_last=False),)}, Flag.CHAIR_NOT_LAST),  # M9
        ({"discussed": (replace(HELD, votes=Votes(11, 5, 5)),)}, Flag.NO_QUORUM),
        ({"discussed": (replace(HELD, votes=Votes(11, 9, 2, 7)),)}, Flag.UNEXPLAINED),
        ({"waived": True}, Flag.EXCEPTED),
        ({"due": ON - timedelta(days=1)}, Flag.NO_FEEDBACK),
        ({"due": ON - timedelta(days=9), "feedback_on": ON}, Flag.NO_FEEDBACK),
        ({"materials_on": ON, "materials_by": ON - timedelta(days=1)}, Flag.MATERIALS_LATE),
    ],
)  # fmt: skip
def test_what_the_auditor_looks_at(changed, flag):
    assert flags(DONE, ON) == ()
    assert flags(replace(DONE, **changed), ON) == (flag,)


def test_nothing_is_said_of_what_kept_its_steps():
    kept = replace(
        DONE, due=ON - timedelta(days=1), feedback_on=ON - timedelta(days=1), materials_on=ON, materials_by=ON
    )
    assert flags(kept, ON) == ()
    under = replace(DONE, discussed=(), threshold=Threshold(Decimal(2_000_000)))
    assert flags(under, ON) == ()


def test_what_was_done_first_is_ratified_at_the_next_meeting():  # M12
    first = replace(
        MONEY, executed_on=day("2026-09-30"), urgent_on=day("2026-09-30"), meetings=(day("2026-09-30"), day("2026-10-09"), day("2026-10-23")),
    )  # fmt: skip
    assert flags(first, day("2026-10-08")) == ()
    assert flags(first, day("2026-10-09")) == (Flag.UNRATIFIED,)
    late = replace(first, ratified_on=day("2026-10-23"))
    assert flags(late, day("2026-10-22")) == (Flag.UNRATIFIED,)
    assert flags(late, day("2026-10-23")) == (Flag.RATIFIED_LATE,)
    assert flags(replace(first, ratified_on=day("2026-10-09")), day("2026-10-23")) == ()


def test_every_flag_has_its_words():
    assert set(FLAG_WORDS) == set(Flag)
    assert set(FLAGS) == set(Flag) - {Flag.SPLIT}
