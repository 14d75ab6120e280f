"""Working days, by the state's calendar: some Saturdays and Sundays are worked (调休)."""

from datetime import date, timedelta
from functools import cache

from holidays.countries.china import China

_ONE = timedelta(days=1)


@cache
def is_working_day(day: date) -> bool:
    """Whether the office works on a day."""
    worked: bool = _china().is_working_day(day)
    return worked


@cache
def _china() -> China:
    return China()


def next_working_day(day: date) -> date:
    """The day itself where it is worked, else the first one after it."""
    while not is_working_day(day):
        day += _ONE
    return day


def add_working_days(day: date, count: int) -> date:
    """The last day of so many working days, the first of which is the one after ``day``."""
    for _ in range(count):
        day = next_working_day(day + _ONE)
    return day


def working_days(after: date, until: date) -> int:
    """How many working days lie after the one day up to and with the other; 0 where it is not later."""
    return sum(is_working_day(after + _ONE * number) for number in range(1, (until - after).days + 1))
