"""Counting: the tables of worked cases, and what holds for every limit."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi_web.supervision.models import Limit
from luoshi_web.workdays.calendar import Calendar, Kind
from luoshi_web.workdays.count import (
    CALENDAR,
    DATE,
    MONTHS,
    UNITS,
    WORKING,
    Counted,
    Pause,
    count_limit,
    months_after,
    working_days,
)

TABLES = Path(__file__).resolve().parent.parent / "tables"
PLAIN = Calendar()


def rows(name):
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def pauses_of(cell):
    found = (part.split("/") for part in cell.split(",") if part)
    return [Pause(date.fromisoformat(since), date.fromisoformat(until)) for since, until in found]


@pytest.mark.parametrize(
    ("began", "count", "unit", "pauses", "due", "why"),
    rows("limits.tsv"),
    ids=[f"{row[0]}-{row[1]}-{row[2]}-{row[3]}" for row in rows("limits.tsv")],
)
def test_a_limit_ends_as_the_table_says(began, count, unit, pauses, due, why):
    counted = count_limit(date.fromisoformat(began), int(count), unit, PLAIN, pauses_of(pauses))
    assert str(counted.due) == due, why


def test_the_table_has_every_unit_and_enough_cases():
    table = rows("limits.tsv")
    assert len(table) >= 60
    assert {row[2] for row in table} == set(UNITS) == set(Limit.Days.values)


@pytest.mark.parametrize(("year", "off", "worked", "notice"), rows("days_off.tsv"))
def test_every_day_of_a_year_is_as_the_notice_has_it(year, off, worked, notice):
    def day(text):
        return date(int(year), int(text[:2]), int(text[2:]))

    rests = set()
    for stretch in off.split("; "):
        first, _, last = stretch.partition("-")
        span = (day(last or first) - day(first)).days
        rests |= {day(first) + timedelta(days=step) for step in range(span + 1)}
    works = {day(text) for text in worked.split()}
    on = date(int(year), 1, 1)
    while on.year == int(year):
        expected = on in rests or (on.weekday() >= 5 and on not in works)
        assert PLAIN.rests(on) is expected, f"{on}: {notice}"
        assert (PLAIN.day(on).kind is Kind.MAKE_UP) is (on in works), on
        on += timedelta(days=1)


@pytest.mark.parametrize(
    ("began", "months", "last"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2023-12-31", 2, "2024-02-29"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-02-28", 1, "2026-03-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
    ],
)
def test_a_month_ends_on_its_number_or_its_last_day(began, months, last):
    assert str(months_after(date.fromisoformat(began), months)) == last


@pytest.mark.parametrize(
    ("count", "unit"), [(0, WORKING), (0, CALENDAR), (0, MONTHS), (-1, DATE), (1001, WORKING), (5, "weeks")]
)
def test_what_cannot_be_counted_is_a_fault_of_ours(count, unit):
    with pytest.raises(ValueError, match=str(count) if unit in UNITS else unit):
        count_limit(date(2026, 3, 10), count, unit, PLAIN)


def test_a_pause_does_not_end_before_it_begins():
    with pytest.raises(ValueError, match="before it begins"):
        Pause(date(2026, 3, 10), date(2026, 3, 9))


def test_the_steps_of_a_date_are_told_and_kept():
    counted = count_limit(date(2026, 2, 10), 15, WORKING, PLAIN, [Pause(date(2026, 3, 2), date(2026, 3, 4))])
    assert counted.first == date(2026, 2, 11)
    assert [day.on for day in counted.made_up] == [date(2026, 2, 14), date(2026, 2, 28)]
    assert [day.on for day in counted.passed] == [
        *(date(2026, 2, number) for number in range(15, 24)), date(2026, 3, 1), date(2026, 3, 7), date(2026, 3, 8),
    ]  # fmt: skip
    assert counted.paused == (Pause(date(2026, 3, 2), date(2026, 3, 4)),)
    assert counted.due == date(2026, 3, 11)
    assert Counted.from_json(counted.to_json()) == counted


def test_a_rest_day_at_the_end_is_told():
    counted = count_limit(date(2026, 3, 6), 30, CALENDAR, PLAIN)
    assert counted.last == date(2026, 4, 5)
    assert [day.on for day in counted.moved_over] == [date(2026, 4, 5), date(2026, 4, 6)]
    assert counted.moved_over[0].name == "清明节"


# What holds for every limit

beginnings = st.dates(date(2002, 1, 1), date(2026, 6, 1))
units = st.sampled_from([WORKING, CALENDAR, MONTHS, DATE])
lengths = st.integers(1, 40)
stops = st.builds(
    lambda since, days: Pause(since, since + timedelta(days=days)),
    st.dates(date(2025, 1, 1), date(2025, 6, 1)),
    st.integers(0, 30),
)


@given(beginnings, st.integers(1, 120))
def test_working_days_that_were_added_are_counted_back(began, count):
    due = count_limit(began, count, WORKING, PLAIN).due
    assert working_days(began, due, PLAIN) == count
    assert working_days(due, began, PLAIN) == -count
    assert not PLAIN.rests(due)


@given(beginnings, lengths, units)
def test_a_longer_limit_or_a_later_beginning_never_ends_earlier(began, count, unit):
    due = count_limit(began, count, unit, PLAIN).due
    assert due > began
    assert count_limit(began, count + 1, unit, PLAIN).due >= due
    assert count_limit(began + timedelta(days=1), count, unit, PLAIN).due >= due


@given(st.dates(date(2024, 12, 1), date(2025, 6, 1)), lengths, units, st.lists(stops, max_size=3), stops)
def test_a_suspension_never_moves_a_date_earlier(began, count, unit, pauses, another):
    due = count_limit(began, count, unit, PLAIN, pauses).due
    later = count_limit(began, count, unit, PLAIN, [*pauses, another])
    assert later.due >= due
    assert not any(later.due in pause for pause in [*pauses, another])
    if another.until <= began + timedelta(days=1) or another.since > due:
        assert later.due == due


@given(
    st.dates(date(2025, 1, 1), date(2025, 6, 1)), st.integers(1, 30), st.integers(1, 25), st.integers(0, 20)
)
def test_calendar_days_that_stood_still_are_added_at_the_end(began, count, after, still):
    since = began + timedelta(days=min(after, count))
    pause = Pause(since, since + timedelta(days=still))
    last = count_limit(began, count, DATE, PLAIN, [pause]).last
    assert last == began + timedelta(days=count + still)


@given(beginnings, lengths, units)
def test_calendar_days_and_months_end_on_a_working_day(began, count, unit):
    counted = count_limit(began, count, unit, PLAIN)
    if unit != DATE:
        assert not PLAIN.rests(counted.due)
    if unit in (CALENDAR, MONTHS):
        assert all(PLAIN.rests(day.on) for day in counted.moved_over)
        assert (counted.due - counted.last).days == len(counted.moved_over)
    assert Counted.from_json(counted.to_json()) == counted
