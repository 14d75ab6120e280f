"""Gates, tested in tables: every reason that shuts one, and what an exception opens."""

from dataclasses import dataclass
from datetime import date

import pytest

from luoshi_web.registers.engine.gates import Condition, Gate, GateFault, Waiver

ON = date(2026, 6, 10)


@dataclass(frozen=True)
class Draft:
    legality: str = "legal"
    steps_open: int = 0
    target_set: bool = True


TABLED = Gate[Draft](
    "table",
    (
        Condition("no_legality", lambda draft, on: bool(draft.legality), True, "重大行政决策程序暂行条例 25"),
        Condition("legality_negative", lambda draft, on: draft.legality != "illegal", True),
        Condition("steps_undetermined", lambda draft, on: draft.steps_open == 0),
        Condition("no_target", lambda draft, on: draft.target_set),
    ),
)


def waiver(condition, **changes):
    said = {"reason": "因防汛需要", "asked_by": 1, "approved_by": 2, "on": ON, "until": ON} | changes
    return Waiver(condition, **said)


@pytest.mark.parametrize(
    ("draft", "waivers", "shut", "waived"),
    [
        (Draft(), [], [], []),
        (Draft(legality=""), [], ["no_legality"], []),
        (Draft(legality="illegal", steps_open=2), [], ["legality_negative", "steps_undetermined"], []),
        (Draft(steps_open=1, target_set=False), ["no_target"], ["steps_undetermined"], ["no_target"]),
        (Draft(target_set=False), ["no_target"], [], ["no_target"]),
        (Draft(), ["no_target"], [], []),
    ],
)
def test_a_gate_tells_every_reason(draft, waivers, shut, waived):
    passage = TABLED.ask(draft, ON, [waiver(code) for code in waivers])
    assert [reason.code for reason in passage.shut] == shut
    assert [reason.code for reason, _ in passage.waived] == waived
    assert passage.open is (not shut)


def test_a_reason_says_its_law_and_whether_there_is_a_way_round():
    (reason,) = TABLED.ask(Draft(legality=""), ON).shut
    assert reason.absolute
    assert reason.source == "重大行政决策程序暂行条例 25"


@pytest.mark.parametrize(("day", "open_"), [(9, False), (10, True), (12, True), (13, False)])
def test_an_exception_holds_for_its_days(day, open_):
    given = waiver("no_target", until=date(2026, 6, 12))
    assert TABLED.ask(Draft(target_set=False), date(2026, 6, day), [given]).open is open_


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (lambda: waiver("no_target", reason=" "), "waiver_without_reason"),
        (lambda: waiver("no_target", approved_by=1), "waiver_takes_two"),
        (lambda: waiver("no_target", until=date(2026, 6, 9)), "waiver_ends_before_it_begins"),
        (lambda: TABLED.ask(Draft(), ON, [waiver("no_legality")]), "waiver_of_the_absolute"),
        (lambda: TABLED.ask(Draft(), ON, [waiver("no_money")]), "waiver_of_nothing"),
        (lambda: Gate("x", (TABLED.conditions[0], TABLED.conditions[0])), "condition_twice"),
    ],
)
def test_an_exception_that_is_none_is_refused(made, code):
    with pytest.raises(GateFault, match=code):
        made()
