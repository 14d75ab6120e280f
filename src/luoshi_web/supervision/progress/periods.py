"""Periods of reporting: a period is named by its last day, the end of a month.

>>> month_end(date(2026, 2, 3))
datetime.date(2026, 2, 28)
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

OPENS_ON = 20
"""From this day of a month on its report is asked for: "progress due by the 28th monthly" (盘锦 2021)."""


def month_end(day: date) -> date:
    """The last day of the month that ``day`` is in."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def month_before(day: date) -> date:
    """The last day of the month before that of ``day``."""
    return day.replace(day=1) - timedelta(days=1)


def is_period(day: date) -> bool:
    """Whether a day is the last one of its month."""
    return day == month_end(day)


def asked_on(day: date) -> date:
    """The period that an office is asked for on a day: last month's, from the 20th on the running month's."""
    return month_end(day) if day.day >= OPENS_ON else month_before(day)


def report_due(period: date, *, report_by: int, works: Callable[[date], bool] | None = None) -> date:
    """The last day to report a period: the day ``report_by`` of the month after it, or the first one behind it that is worked.

    A last day that is a rest day gives way (民法典 art 203): 5 October lies in the National Day holiday every year.
    """
    day = period + timedelta(days=report_by)
    while works is not None and not works(day):
        day += timedelta(days=1)
    return day


def owed_on(
    day: date, *, report_by: int, every_months: int = 1, works: Callable[[date], bool] | None = None
) -> date:
    """The latest period whose report must be there on a day: that whose last day to report is over; on that day itself there is still time.

    With ``every_months`` 3 only the ends of quarters count.
    """
    period = month_before(day)
    while period.month % every_months or report_due(period, report_by=report_by, works=works) >= day:
        period = month_before(period)
    return period


def months_until(day: date) -> float:
    """Months from the beginning of year 1 to the end of ``day``: each month counts as one whatever its length, part of one by its days."""
    return day.year * 12 + day.month - 1 + day.day / monthrange(day.year, day.month)[1]


def passed(begins: date, ends: date, day: date) -> float:
    """The part of a stretch of time that has passed at the end of ``day``, from 0 to 1. Whole months count as twelfths do.

    >>> round(passed(date(2026, 1, 1), date(2026, 12, 31), date(2026, 11, 30)), 3)
    0.917
    """
    start = months_until(begins - timedelta(days=1))
    whole = months_until(ends) - start
    if whole <= 0:
        return 1.0
    return min(max((months_until(day) - start) / whole, 0.0), 1.0)
