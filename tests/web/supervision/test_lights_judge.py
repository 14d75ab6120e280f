"""The three lights by cases: facts of a day, rule, colour and reason."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from luoshi_web.supervision.lights.facts import ItemFacts, Judged, Said
from luoshi_web.supervision.lights.judge import as_json, judge_gap, judge_hope, judge_time
from luoshi_web.supervision.lights.rules import (
    KINDS,
    Rule,
    TermsFault,
    default_rules,
    in_force,
    read_terms,
    write_terms,
)
from luoshi_web.supervision.lights.workdays import between, last_within

TIME, GAP, HOPE = (default_rules()[kind].terms for kind in KINDS)
ASSIGNED = date(2026, 2, 10)


def works(day):
    """Weekdays; the week of 2 March is off and its Sunday is worked."""
    return (day.weekday() < 5 and not date(2026, 3, 2) <= day <= date(2026, 3, 6)) or day == date(2026, 3, 8)


def always(_day):
    """Every day is worked, so that the days of the cases are those of the rule."""
    return True


def facts(**columns):
    begins = {"item": 1, "assigned_on": ASSIGNED, "begins": date(2026, 1, 1), "due": date(2026, 12, 31)}
    return ItemFacts(**begins | columns)


def said(period, value=None, *, share=None, state="reported"):
    number = None if value is None else Decimal(str(value))
    return Said(date.fromisoformat(period), state, number, None if share is None else Decimal(str(share)))


@pytest.mark.parametrize(
    ("day", "due", "claimed", "colour", "reason"),
    [
        ("2026-03-10", "2026-12-31", None, "green", "far"),
        ("2026-03-10", "2026-03-24", None, "blue", "near"),  # ten working days
        ("2026-03-10", "2026-03-25", None, "green", "far"),  # eleven
        ("2026-03-10", "2026-03-10", None, "blue", "near"),  # the last day is not past
        ("2026-03-11", "2026-03-10", None, "red", "past"),
        (
            "2026-03-11",
            "2026-03-10",
            "2026-03-10",
            "green",
            "claimed",
        ),  # done in time, waiting to be verified
        ("2026-03-12", "2026-03-10", "2026-03-11", "red", "past"),  # claimed after the limit
        ("2026-02-27", "2026-03-19", None, "blue", "near"),  # the week off does not count, its Sunday does
        ("2026-02-27", "2026-03-20", None, "green", "far"),
    ],
)
def test_the_time_light(day, due, claimed, colour, reason):
    item = facts(due=date.fromisoformat(due), claimed_on=claimed and date.fromisoformat(claimed))
    found = judge_time(item, TIME, date.fromisoformat(day), works)
    assert (found.colour, found.reason) == (colour, reason)


@pytest.mark.parametrize(
    ("day", "asked", "colour", "reason"),
    [
        ("2026-03-10", "2026-03-06", "blue", "near"),  # the limit is not past yet
        ("2026-03-11", "2026-03-06", "blue", "asked"),
        ("2026-06-11", "2026-03-09", "blue", "asked"),  # however long it is left undecided
        ("2026-03-11", "2026-03-10", "red", "past"),  # asked on the last day: 应当在期限届满前提出
        ("2026-03-12", "2026-03-11", "red", "past"),
    ],
)
def test_more_time_that_was_asked_for_before_the_limit_holds_the_red_light_back(day, asked, colour, reason):
    item = facts(due=date(2026, 3, 10), asked_on=date.fromisoformat(asked))
    found = judge_time(item, TIME, date.fromisoformat(day), works)
    assert (found.colour, found.reason) == (colour, reason)
    strict = judge_time(item, replace(TIME, asking_stops=False), date.fromisoformat(day), works)
    assert strict.reason == ("near" if day == "2026-03-10" else "past")


@pytest.mark.parametrize(
    ("columns", "report", "colour", "reason", "gap"),
    [
        # a value by the months passed: 银川's ten and thirty points
        ({"low": 1200}, said("2026-11-30", 1100), "green", "on_schedule", 0.0),
        ({"low": 1200}, said("2026-11-30", 981), "green", "near_schedule", 9.92),
        ({"low": 1200}, said("2026-11-30", 980), "yellow", "behind", 10.0),
        ({"low": 1200}, said("2026-11-30", 740), "yellow", "behind", 30.0),
        ({"low": 1200}, said("2026-11-30", 739), "red", "far_behind", 30.08),
        ({"low": 1200}, said("2026-11-30", 1300), "green", "on_schedule", -16.67),
        # due in June: the half is due in March
        ({"low": 100, "due": date(2026, 6, 30)}, said("2026-03-31", 45), "green", "near_schedule", 5.0),
        ({"low": 100, "due": date(2026, 6, 30)}, said("2026-08-31", 60), "red", "far_behind", 40.0),
        # milestones instead of months: nothing is due before the first
        ({"low": 100, "nodes": ((date(2026, 9, 30), Decimal(60)),)}, said("2026-08-31", 0), "green", "on_schedule", 0.0),
        ({"low": 100, "nodes": ((date(2026, 9, 30), Decimal(60)),)}, said("2026-09-30", 45), "yellow", "behind", 15.0),
        # a task: percent done, milestones in percent
        ({}, said("2026-06-30", share=45), "green", "near_schedule", 5.0),
        ({}, said("2026-06-30", share=10), "red", "far_behind", 40.0),
        ({"nodes": ((date(2026, 6, 30), Decimal(20)),)}, said("2026-06-30", share=10), "yellow", "behind", 10.0),
        ({}, said("2026-06-30"), "grey", "no_measure", None),
        ({}, said("2026-06-30", state="not_started"), "red", "far_behind", 50.0),
        ({"low": 1200}, said("2026-02-28", state="not_started"), "yellow", "behind", 16.67),
        # no data published yet is never late
        ({"low": 1200}, said("2026-11-30", state="no_data"), "grey", "no_data", None),
        ({"low": 6, "is_rate": True}, said("2026-11-30", state="no_data"), "grey", "no_data", None),
        # rate to rate, never pro-rated: 6 % promised, 6 % in March is all of it
        ({"low": 6, "is_rate": True, "bound": "at_least"}, said("2026-03-31", 6), "green", "rate_met", None),
        ({"low": 6, "is_rate": True, "bound": "at_least"}, said("2026-03-31", 5.9), "yellow", "rate_short", 0.1),
        ({"low": 6, "is_rate": True, "bound": "at_least"}, said("2026-03-31", 4.2), "yellow", "rate_short", 1.8),
        ({"low": 6, "is_rate": True, "bound": "at_least"}, said("2026-03-31", 4.1), "red", "rate_far_short", 1.9),
        ({"low": 6, "high": 6, "is_rate": True, "bound": "about"}, said("2026-03-31", 5.9), "green", "rate_met", None),
        ({"low": 6, "high": 6, "is_rate": True, "bound": "about"}, said("2026-03-31", 5.8), "yellow", "rate_short", 0.2),
        ({"low": 4.5, "high": 5, "is_rate": True, "bound": "range"}, said("2026-03-31", 4.5), "green", "rate_met", None),
        ({"low": 6, "is_rate": True}, said("2026-03-31", -1), "red", "rate_far_short", 7),
        ({"low": 0, "is_rate": True}, said("2026-03-31", -1), "yellow", "rate_short", 1),
        # a milestone of a rate is the rate promised for then
        ({"low": 6, "is_rate": True, "nodes": ((date(2026, 3, 31), Decimal(5)),)}, said("2026-03-31", 5.2), "green", "rate_met", None),
        # what is promised for a later year asks for nothing before it
        ({"low": 62, "is_rate": True, "due": date(2030, 12, 31), "nodes": ((date(2030, 12, 31), Decimal(62)),)},
         said("2026-06-30", 60), "grey", "later", None),
        ({"low": 62, "is_rate": True, "due": date(2030, 12, 31), "nodes": ((date(2030, 12, 31), Decimal(62)),)},
         said("2030-11-30", 60), "yellow", "rate_short", 2),
        # a cap is turned round and not pro-rated
        ({"high": Decimal("5.5"), "is_rate": True, "is_cap": True}, said("2026-03-31", 5.2), "green", "within_cap", None),
        ({"high": Decimal("5.5"), "is_rate": True, "is_cap": True}, said("2026-03-31", 5.6), "yellow", "over_cap", 0.1),
        ({"high": 35, "is_cap": True}, said("2026-03-31", 34), "green", "within_cap", None),
        ({"high": 35, "is_cap": True}, said("2026-03-31", 46), "red", "far_over_cap", 11),
        # nothing to divide by
        ({"low": 0}, said("2026-03-31", 1), "grey", "no_measure", None),
    ],
)  # fmt: skip
def test_the_gap_light_by_the_report_of_the_period(columns, report, colour, reason, gap):
    numbers = {name: Decimal(str(columns[name])) for name in ("low", "high") if name in columns}
    day = report.period + timedelta(days=3)
    found = judge_gap(facts(**columns | numbers, said=report), GAP, day, always)
    assert (found.colour, found.reason) == (colour, reason)
    if gap is not None:
        assert float(found.inputs["gap"]) == pytest.approx(gap)


@pytest.mark.parametrize(
    ("day", "report", "claimed", "colour", "reason", "missing"),
    [
        ("2026-03-05", None, None, "grey", "not_yet", None),  # February's report is due by 5 March
        ("2026-03-06", None, None, "yellow", "unreported", None),
        ("2026-03-06", None, "2026-03-01", "grey", "not_yet", None),  # reported as done: nothing more is owed
        ("2026-04-05", said("2026-02-28", 200), None, "green", "on_schedule", None),
        ("2026-04-06", said("2026-02-28", 200), None, "yellow", "unreported", None),
        (
            "2026-07-06",
            said("2026-05-31", 100),
            None,
            "red",
            "far_behind",
            "2026-06-30",
        ),  # a known gap is not hidden
        ("2026-04-06", said("2026-02-28", state="no_data"), None, "yellow", "unreported", None),
        ("2026-04-06", said("2026-03-31", state="no_data"), None, "grey", "no_data", None),
        ("2026-02-20", None, None, "grey", "not_yet", None),  # issued in February: January is not asked for
    ],
)
def test_a_report_that_is_due_and_not_there_is_said_to_be_so(day, report, claimed, colour, reason, missing):
    item = facts(low=Decimal(1200), said=report, claimed_on=claimed and date.fromisoformat(claimed))
    found = judge_gap(item, GAP, date.fromisoformat(day), always)
    assert (found.colour, found.reason) == (colour, reason)
    assert as_json(found.inputs).get("missing") == missing


@pytest.mark.parametrize(
    ("day", "judged", "colour", "reason"),
    [
        ("2026-03-10", None, "grey", "not_judged"),
        ("2026-03-10", Judged(date(2026, 3, 10), "yellow", "资金未到位"), "yellow", "judged"),
        ("2026-02-28", Judged(date(2025, 11, 30), "red", "用地未批"), "red", "judged"),
        ("2026-03-01", Judged(date(2025, 11, 30), "red", "用地未批"), "grey", "stale"),  # 30 February is 28
    ],
)
def test_the_hope_light_is_a_judgement_that_grows_old(day, judged, colour, reason):
    found = judge_hope(facts(judged=judged), HOPE, date.fromisoformat(day))
    assert (found.colour, found.reason) == (colour, reason)


def test_working_days_are_counted_over_a_calendar_with_swapped_days():
    assert last_within(date(2026, 2, 27), 1, works) == date(2026, 3, 8)
    assert last_within(date(2026, 3, 10), 0, works) == date(2026, 3, 10)
    assert between(date(2026, 2, 27), date(2026, 3, 9), works) == 2
    assert between(date(2026, 3, 9), date(2026, 3, 9), works) == 0


@pytest.mark.parametrize(
    ("kind", "change", "term"),
    [
        ("time", {"near_days": -1}, "near_days"),
        ("time", {"near_days": "10"}, "near_days"),
        ("time", {"near_days": True}, "near_days"),
        ("time", {"near": "red"}, "near"),
        ("time", {"claim_stops": "yes"}, "claim_stops"),
        ("time", {"nearly": 3}, "nearly"),
        ("gap", {"yellow_from": "ten"}, "yellow_from"),
        ("gap", {"yellow_from": "NaN"}, "yellow_from"),
        ("gap", {"yellow_from": "40"}, "red_over"),
        ("gap", {"report_by": 31}, "report_by"),
        ("gap", {"every_months": 2}, "every_months"),
        ("hope", {"months": 0}, "months"),
        ("hope", {"months": None}, "months"),
    ],
)
def test_terms_are_checked(kind, change, term):
    with pytest.raises(TermsFault) as fault:
        read_terms(kind, write_terms(default_rules()[kind].terms) | change)
    assert fault.value.term == term


def test_the_last_rule_that_began_holds():
    terms = read_terms("hope", {"months": 1})
    rules = [Rule("hope", "b", date(2026, 5, 1), terms), Rule("hope", "a", date(2026, 3, 1), terms)]
    assert in_force(rules, date(2026, 2, 28))["hope"] == default_rules()["hope"]
    assert in_force(rules, date(2026, 4, 30))["hope"].name == "a"
    assert in_force(rules, date(2026, 5, 1))["hope"].name == "b"
    assert in_force(rules, date(2026, 5, 1))["gap"] == default_rules()["gap"]


def test_the_default_rules_say_where_they_come_from():
    assert all(rule.source for rule in default_rules().values())


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2026-03-05", "not_yet"),
        ("2026-03-06", "not_yet"),
        ("2026-03-08", "not_yet"),
        ("2026-03-09", "unreported"),
    ],
)
def test_a_last_day_to_report_that_is_a_rest_day_gives_way(day, reason):
    """The fifth lies in the week off; its Sunday, the eighth, is worked and becomes the last day."""
    assert judge_gap(facts(), GAP, date.fromisoformat(day), works).reason == reason
