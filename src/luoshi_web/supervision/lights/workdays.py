"""Working days, with the Saturdays and Sundays that are worked (调休)."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

import holidays

IsWorkingDay = Callable[[date], bool]
_ONE = timedelta(days=1)


@cache
def is_working_day(day: date) -> bool:
    """By the State Council's arrangement of holidays, as far as it is published; weekdays after that."""
    return bool(_china().is_working_day(day))


@cache
def _china() -> holidays.HolidayBase:
    return holidays.country_holidays("CN")


def last_within(day: date, count: int, works: IsWorkingDay = is_working_day) -> date:
    """The last day that is at most ``count`` working days after ``day``."""
    while count >= 0:
        day += _ONE
        count -= works(day)
    return day - _ONE


def between(day: date, until: date, works: IsWorkingDay = is_working_day) -> int:
    """Working days after ``day`` up to ``until``, both taken as dates; 0 where ``until`` is not later."""
    return sum(works(day + timedelta(days=n)) for n in range(1, (until - day).days + 1))
