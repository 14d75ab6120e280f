"""Days that a forward limit does not know: backwards from an event, floors that must be full, spans of validity, windows before an end.

Forward limits are counted by :func:`luoshi_web.workdays.count.count_limit`, here as there: the day of the act is never counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from luoshi_web.workdays.calendar import Calendar
from luoshi_web.workdays.count import CALENDAR, MONTHS, MOST, WORKING, Pause, count_limit, months_after

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Floor:
    """A time that must be full before the next act: ``full`` is its last day, ``opens`` the first on which the act may be done."""

    full: date
    opens: date


def count_back(event: date, count: int, unit: str, calendar: Calendar) -> date:
    """The latest day on which an act is in time that must lie so long before an event.

    The event's day is not counted. A day found in calendar days or months that rests gives way to the working day before: no article says so,
    and the careful reading is kept (docs/registers.md). Raises :class:`ValueError` for a unit or count that cannot be counted.
    """
    _check(count, unit)
    if unit == WORKING:
        on = event
        while count:
            on -= _DAY
            count -= not calendar.rests(on)
        return on
    on = months_after(event, -count) if unit == MONTHS else event - timedelta(days=count)
    while calendar.rests(on):
        on -= _DAY
    return on


def count_floor(
    began: date, count: int, unit: str, calendar: Calendar, pauses: Iterable[Pause] = ()
) -> Floor:
    """When a minimum (不少于) is full. It is never late and never rolls over a rest day, which 民法典 203 gives to whoever has to act.

    Raises :class:`ValueError` for a unit or count that cannot be counted.
    """
    full = count_limit(began, count, unit, calendar, pauses).last
    return Floor(full, full + _DAY)


def span_ends(first: date, months: int) -> date:
    """The last day of a validity that begins with ``first``, itself a day in force: the day before the anniversary.

    Where the last month has no day of that number, its last day (民法典 202, by analogy): two years from 29 February 2024 end on 28 February 2026.
    """
    anniversary = months_after(first, months)
    return anniversary - _DAY if anniversary.day == first.day else anniversary


def window_opens(end: date, months: int) -> date:
    """The first day of a time that lies so many months before an end (期满前6个月内). It never rolls."""
    return months_after(end, -months)


def next_yearly(after: date, month: int, day: int) -> date:
    """The next such day of a year, the day itself included. It was named outright and never rolls."""
    this_year = date(after.year, month, day)
    return this_year if this_year >= after else date(after.year + 1, month, day)


def _check(count: int, unit: str) -> None:
    if unit not in (WORKING, CALENDAR, MONTHS):
        raise ValueError(f"no such unit: {unit!r}")
    if not 1 <= count <= MOST[unit]:
        raise ValueError(f"{count} {unit}: a limit is between 1 and {MOST[unit]} long")
