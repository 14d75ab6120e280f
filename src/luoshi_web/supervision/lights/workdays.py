"""Working days for the light of the limit. Which days are worked the calendar of the office says (``clocks.office``), 调休 included."""

from collections.abc import Callable
from datetime import date, timedelta

IsWorkingDay = Callable[[date], bool]
_ONE = timedelta(days=1)


def last_within(day: date, count: int, works: IsWorkingDay) -> date:
    """The last day that is at most ``count`` working days after ``day``."""
    while count >= 0:
        day += _ONE
        count -= works(day)
    return day - _ONE


def between(day: date, until: date, works: IsWorkingDay) -> int:
    """Working days after ``day`` up to ``until``; 0 where ``until`` is not later."""
    return sum(works(day + timedelta(days=n)) for n in range(1, (until - day).days + 1))
