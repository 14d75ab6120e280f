"""The ladder as tables: which rung an item has come to, and terms that are refused. 10 March 2026 is a Tuesday."""

import copy
from datetime import date, timedelta

import pytest
from django.utils.translation import override

from luoshi_web.supervision.urging.days import (
    add_working_days,
    is_working_day,
    next_working_day,
    working_days,
)
from luoshi_web.supervision.urging.ladder import (
    BadTerms,
    Occasion,
    Taken,
    default,
    measure,
    next_step,
    read_terms,
)
from luoshi_web.supervision.urging.likeness import Matter, why_alike
from luoshi_web.supervision.urging.reasons import sentence

TERMS = read_terms(default()["terms"])
DAY = date(2026, 3, 10)


def _ago(days: int) -> date:
    return DAY - timedelta(days=days)


def _finish(days_late: int) -> Occasion:
    return Occasion("finish:x", "finish", _ago(days_late))


def _sent(
    rung: int,
    days_ago: int,
    *,
    due: int | None = None,
    answered: int | None = None,
    occasion: str = "finish:x",
) -> Taken:
    """``due`` and ``answered`` are days ago."""
    return Taken(
        occasion,
        rung,
        "sent",
        _ago(days_ago),
        None if due is None else _ago(due),
        None if answered is None else _ago(answered),
    )


def _waits(state: str, rung: int = 3) -> Taken:
    return Taken("finish:x", rung, state, _ago(1))


CASES = [
    ([_finish(-16)], [], None, "sixteen days before the limit nothing is said"),
    ([_finish(-15)], [], (1, "finish_near"), "fifteen days before: remind"),
    ([_finish(0)], [], (1, "finish_near"), "the last day is not late"),
    ([_finish(70)], [], (1, "finish_missed"), "however late, the ladder is begun at its foot"),
    ([_finish(1)], [_sent(1, 16)], (2, "finish_missed"), "a day late after a reminder: press"),
    ([_finish(-5)], [_sent(1, 10)], None, "reminded once, not again before the limit"),
    ([_finish(1)], [_sent(1, 1)], None, "urged yesterday: the item rests two working days"),
    ([_finish(5)], [_sent(1, 4)], None, "two working days after the reminder: pressing pauses for three"),
    ([_finish(5)], [_sent(1, 5)], (2, "finish_missed"), "three working days after it: press"),
    ([_finish(9)], [_sent(1, 20), _sent(2, 8)], None, "nine days late: not yet supervised"),
    ([_finish(10)], [_sent(1, 20), _sent(2, 8)], (3, "finish_missed"), "ten days late: supervise"),
    ([_finish(9)], [_sent(1, 40), _sent(2, 30, due=8, answered=None)], (3, "unanswered"), "pressed, not answered for six working days: the next rung before its threshold"),
    ([_finish(9)], [_sent(1, 40), _sent(2, 30, due=4)], None, "two working days after the last day to answer: still given time"),
    ([_finish(30)], [_sent(2, 20, due=10, answered=12), _sent(3, 15, due=8, answered=7)], None, "answered five working days ago: the ladder waits"),
    ([_finish(30)], [_sent(2, 20), _sent(3, 15, due=8, answered=10)], (4, "finish_missed"), "the grace of the answer is over: circulate"),
    ([_finish(60)], [_sent(4, 15)], (5, "finish_missed"), "sixty days late: interview"),
    ([_finish(200)], [_sent(5, 90, due=80)], None, "nothing stands above the interview"),
    ([_finish(10)], [_sent(2, 8), _waits("proposed")], None, "a proposal waits for somebody's word"),
    ([_finish(40)], [_sent(2, 20), _waits("skipped")], None, "skipped: the ladder goes no further for this occasion"),
    ([_finish(40)], [_sent(2, 20), _waits("held")], None, "held back"),
    ([Occasion("finish:new", "finish", _ago(1))], [_sent(3, 30)], (1, "finish_missed"), "an extension makes another occasion, begun at the foot"),
    ([Occasion("limit:1", "sign", _ago(1))], [], (1, "sign_missed"), "not signed for"),
    ([Occasion("limit:1", "sign", _ago(30))], [_sent(3, 20, occasion="limit:1")], None, "the limit to sign for goes up to supervising"),
    ([Occasion("yellow:x", "yellow", DAY)], [], (1, "yellow"), "yellow today"),
    ([Occasion("red:x", "red", DAY)], [], (2, "red"), "red begins with pressing"),
    ([Occasion("red:x", "red", date(2026, 2, 10))], [_sent(2, 28, occasion="red:x")], (3, "red"), "red for a month: supervise"),
    ([Occasion("red:x", "red", date(2025, 12, 10))], [_sent(4, 28, occasion="red:x")], (5, "red"), "red for three months: interview (隆昌 2020)"),
    ([_finish(-3), Occasion("red:x", "red", DAY)], [], (2, "red"), "two occasions: the higher rung, once"),
    ([_finish(3), Occasion("limit:1", "report", _ago(5))], [], (1, "report_missed"), "on the same rung what is longer overdue"),
    ([], [], None, "no occasion"),
]  # fmt: skip


@pytest.mark.parametrize(("occasions", "taken", "expected", "why"), CASES, ids=[case[3] for case in CASES])
def test_the_rung_that_an_item_has_come_to(occasions, taken, expected, why):
    step = next_step(occasions, taken, TERMS, day=DAY, working_days=working_days)
    assert (step and (step.rung, step.code)) == expected, why


def test_the_reason_says_what_it_was_reckoned_from():
    step = next_step([_finish(12)], [], TERMS, day=DAY, working_days=working_days)
    assert step is not None
    assert step.inputs == {"day": "2026-02-26", "days": 12}


@pytest.mark.parametrize(
    ("since", "day", "months"),
    [
        ("2026-01-15", "2026-02-14", 0),
        ("2026-01-15", "2026-02-15", 1),
        ("2026-01-31", "2026-02-28", 1),
        ("2025-11-30", "2026-02-27", 2),
        ("2024-02-29", "2025-02-28", 12),
    ],
)
def test_months_of_a_red_light_are_whole(since, day, months):
    assert measure(Occasion("r", "red", date.fromisoformat(since)), date.fromisoformat(day)) == months


def _changed(*path_and_value):
    terms = copy.deepcopy(dict(default()["terms"]))
    *path, last, value = path_and_value
    at = terms
    for key in path:
        at = at[key]
    if value is None:
        del at[last]
    else:
        at[last] = value
    return terms


@pytest.mark.parametrize(
    ("terms", "where", "why"),
    [
        (_changed("a_day", 0), "a_day", "range"),
        (_changed("a_day", "2"), "a_day", "type"),
        (_changed("a_day", True), "a_day", "type"),
        (_changed("grace", None), "terms.grace", "missing"),
        (_changed("gracious", 1), "terms.gracious", "unknown"),
        (_changed("rungs", "press", None), "rungs.press", "missing"),
        (_changed("rungs", "press", "told", []), "rungs.press.told", "told"),
        (_changed("rungs", "press", "told", ["mayor"]), "rungs.press.told", "told"),
        (_changed("rungs", "press", "by_itself", 1), "rungs.press.by_itself", "type"),
        (_changed("rules", "weather", {"remind": 1}), "rules.weather", "unknown"),
        (_changed("rules", "finish", "remnid", 1), "rules.finish.remnid", "unknown"),
        (_changed("rules", "finish", "press", 11), "rules.finish.supervise", "order"),
        (_changed("rules", {}), "rules", "empty"),
    ],
)
def test_terms_that_will_not_do(terms, where, why):
    with pytest.raises(BadTerms) as bad:
        read_terms(terms)
    assert (bad.value.where, bad.value.why) == (where, why)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2026-02-14", True),  # a Saturday worked for the Spring Festival
        ("2026-02-17", False),
        ("2026-02-28", True),
        ("2026-03-07", False),
        ("2026-03-09", True),
        ("2026-10-01", False),
    ],
)
def test_saturdays_may_be_worked_and_holidays_may_not(day, worked):
    assert is_working_day(date.fromisoformat(day)) is worked


def test_working_days_are_counted_from_the_next_day_on():
    assert next_working_day(date(2026, 3, 7)) == date(2026, 3, 9)
    assert add_working_days(date(2026, 3, 6), 1) == date(2026, 3, 9)
    assert working_days(date(2026, 3, 6), date(2026, 3, 9)) == 1
    assert working_days(date(2026, 3, 9), date(2026, 3, 9)) == 0
    for count in range(1, 30):
        assert working_days(DAY, add_working_days(DAY, count)) == count


def _matter(
    title: str, *, item: int, office: int = 1, entry: int | None = None, indicator: str = ""
) -> Matter:
    return Matter(item, office, title, entry, indicator)


@pytest.mark.parametrize(
    ("one", "other", "expected", "why"),
    [
        ({"title": "新增城镇就业1.2万人"}, {"title": "全区新增城镇就业1万人以上"}, "title", "the number is not the matter"),
        ({"title": "改造老旧小区三十个"}, {"title": "改造老旧小区30个"}, None, "numerals of characters are left to people: 0.73"),
        ({"title": "完成滨河公园一期工程"}, {"title": "完成滨河公园二期工程"}, None, "two stages are two matters"),
        ({"title": "建成第3处便民服务点"}, {"title": "建成第4处便民服务点"}, None, "things that are numbered"),
        ({"title": "甲", "entry": 5}, {"title": "乙", "entry": 5}, "entry", "one entry of the report"),
        ({"title": "甲", "indicator": "gdp_growth"}, {"title": "乙", "indicator": "gdp_growth"}, "indicator", "one indicator"),
        ({"title": "改造人民路"}, {"title": "改造解放路"}, None, "two roads"),
        ({"title": "新增城镇就业1万人"}, {"title": "新增城镇就业1万人", "office": 2}, None, "another office"),
        ({"title": "就业", "item": 1}, {"title": "就业", "item": 1}, None, "the item itself"),
        ({"title": "1"}, {"title": "2"}, None, "nothing to compare"),
    ],
)  # fmt: skip
def test_what_asks_the_same(one, other, expected, why):
    first, second = _matter(**{"item": 1} | one), _matter(**{"item": 2} | other)
    assert why_alike(first, second, percent=80) == expected, why
    assert why_alike(second, first, percent=80) == expected, why


@pytest.mark.parametrize(("months", "said"), [(0, "less than a month"), (1, "whole months: 1")])
def test_a_light_that_has_just_turned_red_is_not_red_for_no_months(months, said):
    with override("en"):
        assert said in sentence("red", {"day": "2026-09-06", "months": months})
