"""Working days of the office's calendar, as urging asks for them."""

from datetime import date, timedelta

from luoshi_web.supervision.clocks.office import the_calendar
from luoshi_web.workdays import count

_ONE = timedelta(days=1)


def is_working_day(day: date) -> bool:
    """Whether the office works on a day."""
    return not the_calendar().rests(day)


def next_working_day(day: date) -> date:
    """The day itself where it is worked, else the first one after it."""
    return the_calendar().working_day_from(day)


def add_working_days(day: date, number: int) -> date:
    """The last day of so many working days, the first of which is the one after ``day``."""
    calendar = the_calendar()
    for _ in range(number):
        day = calendar.working_day_from(day + _ONE)
    return day


def working_days(after: date, until: date) -> int:
    """How many working days lie after the one day up to and with the other; 0 where it is not later."""
    return max(count.working_days(after, until, the_calendar()), 0)
