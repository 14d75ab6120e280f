"""The calendar of this installation: the package's days and the district's own file, read again when the file changes."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from luoshi_web.workdays.calendar import Calendar
from luoshi_web.workdays.local import read_local_days


def the_calendar() -> Calendar:
    """The days as this installation has them now. Raises ``LocalDaysError`` where the district's file is wrong."""
    path = Path(settings.OFFICE_DAYS)
    stamp = path.stat().st_mtime_ns if path.is_file() else None
    return _calendar(path, stamp)


@lru_cache(maxsize=4)
def _calendar(path: Path, stamp: int | None) -> Calendar:
    return Calendar(read_local_days(path))
