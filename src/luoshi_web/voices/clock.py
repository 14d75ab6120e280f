"""The present moment for pages and commands; acts and questions are given one. And working days, 调休 included."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from luoshi_web.voices.conf import conf
from luoshi_web.workdays.calendar import Calendar
from luoshi_web.workdays.local import read_local_days


def now() -> datetime:
    """The machine's moment, or the fixed one of demonstrations and tests."""
    fixed: datetime | None = getattr(settings, "OFFICE_NOW", None)
    return fixed or timezone.now()


def day_of(at: datetime) -> date:
    """The day of a moment where the portal stands."""
    return timezone.localtime(at).date()


def due(at: datetime, working_days: int) -> date:
    """The last of so many working days; the day itself is not counted."""
    calendar, day = _calendar(), day_of(at)
    for _ in range(working_days):
        day = calendar.working_day_from(day + timedelta(days=1))
    return day


def working_days_between(after: date, until: date) -> int:
    """Working days after one day up to and with another: 官方答复第6天."""
    calendar = _calendar()
    return sum(not calendar.rests(after + timedelta(days=n)) for n in range(1, (until - after).days + 1))


def _calendar() -> Calendar:
    path = conf().days
    return _read(path, path.stat().st_mtime_ns if path is not None and path.is_file() else None)


@lru_cache(maxsize=4)
def _read(path: Path | None, stamp: int | None) -> Calendar:
    return Calendar() if path is None else Calendar(read_local_days(path))
