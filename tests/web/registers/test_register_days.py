"""Days: what holds for every clock, in any order of its suspensions and extensions."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi_web.registers.engine.days import (
    count_back,
    count_floor,
    next_yearly,
    span_ends,
    window_opens,
)
from luoshi_web.registers.engine.running import ClockFault, Running, Suspension, suspend_group
from luoshi_web.workdays.calendar import Calendar
from luoshi_web.workdays.count import CALENDAR, MONTHS, WORKING, count_limit

PLAIN = Calendar()
DAY = timedelta(days=1)

beginnings = st.dates(date(2025, 1, 1), date(2025, 12, 1))
units = st.sampled_from([WORKING, CALENDAR, MONTHS])
counts = st.integers(1, 24)
suspensions = st.builds(
    lambda since, days: Suspension(since, since + days * DAY, since),
    st.dates(date(2024, 12, 1), date(2026, 5, 1)),
    st.integers(0, 25),
)
acts = st.lists(
    st.one_of(suspensions, st.integers(1, 12), st.integers(-30, -25)), min_size=1, max_size=6
)  # a negative number stands for a widening to it


def taken(running, done):
    for act in done:
        if isinstance(act, Suspension):
            running = running.suspended(act)
        else:
            running = running.extended(act) if act > 0 else running.widened(-act)
    return running


@given(beginnings, counts, units, acts, st.randoms())
def test_no_order_of_acts_moves_the_end(began, count, unit, done, chance):
    shuffled = list(done)
    chance.shuffle(shuffled)
    start = Running(began, count, unit)
    assert taken(start, shuffled).due(PLAIN) == taken(start, done).due(PLAIN)


@given(beginnings, counts, st.sampled_from([WORKING, CALENDAR]), acts)
def test_no_day_is_lost_or_counted_twice(began, count, unit, done):
    """Day by day, from the beginning to the last day that counts: each is counted, stands still or (in working days) rests."""
    running = taken(Running(began, count, unit), done)
    counted = running.counted(PLAIN)
    stopped = {
        each.since + step * DAY
        for each in running.suspensions
        if each.until is not None
        for step in range((each.until - each.since).days)
    }
    days = [began + step * DAY for step in range(1, (counted.last - began).days + 1)]
    work = [day for day in days if day not in stopped and not (unit == WORKING and PLAIN.rests(day))]
    assert len(work) == running.count
    assert counted.last == work[-1]
    assert counted.due not in stopped


@given(beginnings, counts, units, acts, suspensions, st.integers(1, 12))
def test_more_never_ends_earlier(began, count, unit, done, another, more):
    now = taken(Running(began, count, unit), done)
    due = now.due(PLAIN)
    assert now.suspended(another).due(PLAIN) >= due
    assert now.extended(more).due(PLAIN) >= due
    assert now.widened(max(count, 30)).due(PLAIN) >= due
    assert now.corrected(began + DAY).due(PLAIN) >= due
    assert now.first_due(PLAIN) <= due


@given(beginnings, counts, units, suspensions)
def test_an_act_entered_twice_is_one(began, count, unit, stop):
    now = Running(began, count, unit)
    still = Suspension(stop.since, None, stop.since)
    assert now.suspended(stop).suspended(stop) == now.suspended(stop)
    assert now.suspended(still).suspended(stop) == now.suspended(stop) == now.suspended(stop).suspended(still)


@given(beginnings, st.integers(1, 60))
def test_working_days_lead_back_to_where_they_began(began, count):
    worked = PLAIN.working_day_from(began)
    assert count_back(count_limit(worked, count, WORKING, PLAIN).due, count, WORKING, PLAIN) == worked


@given(beginnings, counts, units)
def test_a_day_before_an_event_is_worked_and_early_enough(event, count, unit):
    on = count_back(event, count, unit, PLAIN)
    assert on < event
    assert not PLAIN.rests(on)
    if unit == CALENDAR:
        assert (event - on).days >= count


@given(beginnings, counts, units)
def test_a_floor_is_never_later_than_the_limit_of_its_length(began, count, unit):
    floor = count_floor(began, count, unit, PLAIN)
    assert floor.full <= count_limit(began, count, unit, PLAIN).due
    assert floor.opens == floor.full + DAY


@given(beginnings, st.integers(1, 60))
def test_spans_follow_each_other_without_a_gap(first, months):
    last = span_ends(first, months)
    if first.day <= 28:
        assert span_ends(last + DAY, months) >= last + DAY
        assert last + DAY == date(last.year + (last.month == 12 and last.day == 31), (last + DAY).month, first.day)  # fmt: skip
    assert window_opens(last, months) <= first


def test_a_year_has_its_day_once():
    assert next_yearly(date(2026, 8, 31), 8, 31) == date(2026, 8, 31)
    assert next_yearly(date(2026, 9, 1), 8, 31) == date(2027, 8, 31)


@pytest.mark.parametrize(("count", "unit"), [(0, WORKING), (3, "weeks"), (4000, CALENDAR)])
def test_what_cannot_be_counted_back_is_refused(count, unit):
    with pytest.raises(ValueError, match=str(count) if unit != "weeks" else unit):
        count_back(date(2026, 3, 2), count, unit, PLAIN)


# The acts of a clock

NOTICE = date(2026, 3, 10)


def test_a_clock_that_stands_still_has_no_end_yet():
    """C10: suspended because heirs are unknown. What is done meanwhile is in time."""
    now = Running(date(2026, 2, 26), 60, CALENDAR).suspended(Suspension(NOTICE, None, NOTICE))
    assert now.stands_still
    assert not now.over(date(2030, 1, 1), PLAIN)
    with pytest.raises(ClockFault, match="stands_still"):
        now.due(PLAIN)
    again = now.suspended(Suspension(NOTICE, date(2026, 3, 20), NOTICE))
    assert again.due(PLAIN) == date(2026, 5, 7)
    assert again.over(date(2026, 5, 8), PLAIN)
    assert not again.over(date(2026, 5, 7), PLAIN)


def test_a_group_stops_by_one_notice():
    stop = Suspension(NOTICE, None, NOTICE)
    clocks = [("decide", Running(NOTICE, 60, CALENDAR)), ("", Running(NOTICE, 7, WORKING))]
    stopped = suspend_group(clocks, "decide", stop)
    assert [running.stands_still for _, running in stopped] == [True, False]


def test_a_suspension_that_is_dated_back_names_its_paper():
    with pytest.raises(ClockFault, match="dated_back_without_paper"):
        Suspension(NOTICE, None, NOTICE + DAY)
    assert Suspension(NOTICE, None, NOTICE + DAY, "中止通知书 3号").dated_back
    assert not Suspension(NOTICE, None, NOTICE).dated_back
    with pytest.raises(ClockFault, match="resumed_before_suspended"):
        Suspension(NOTICE, NOTICE - DAY, NOTICE)


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (lambda: Running(NOTICE, 0, WORKING), "length"),
        (lambda: Running(NOTICE, 5, "weeks"), "unknown_unit"),
        (lambda: Running(NOTICE, 900, WORKING).extended(200), "length"),
        (lambda: Running(NOTICE, 60, CALENDAR).extended(0), "length"),
        (lambda: Running(NOTICE, 60, CALENDAR).widened(30), "shorter"),
    ],
)
def test_what_is_no_clock_is_refused(made, code):
    with pytest.raises(ClockFault, match=code):
        made()
