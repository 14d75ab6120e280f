"""Which days are worked. A weekend is not: 调休 makes some of its days working days, and some weekdays days off.

The days come from the package ``holidays`` (docs/decisions/0014), which follows the yearly notices of the State Council's General
Office, and from the district's own file of days (:mod:`luoshi_web.workdays.local`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from holidays.countries.china import China
from holidays.version import __version__ as PACKAGE_VERSION

from luoshi_web.workdays.local import NO_LOCAL_DAYS, LocalDays

FIRST_YEAR = 2001
"""The first year whose arrangement the package checked against the notice."""
LAST_YEAR = 2098
"""The lunar days of the year after it are the last that the package computes."""
_LATE_DECEMBER = (12, 26)
"""From here on a day may be swapped by the arrangement of the NEXT year: 29 December 2018 was worked for 31 December (元旦 2019)."""


class Kind(StrEnum):
    """What a day is."""

    WORKDAY = "workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    IN_LIEU = "in_lieu"  # a weekday off, made up on a weekend (调休放假)
    MAKE_UP = "make_up"  # a weekend worked (调休上班)
    LOCAL_REST = "local_rest"
    LOCAL_WORK = "local_work"


_RESTS = frozenset({Kind.WEEKEND, Kind.HOLIDAY, Kind.IN_LIEU, Kind.LOCAL_REST})


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar. ``other`` is what an in-lieu day was swapped with, and the reverse."""

    on: date
    kind: Kind
    name: str = ""
    english: str = ""
    other: date | None = None

    @property
    def rests(self) -> bool:
        """Whether nobody works on it."""
        return self.kind in _RESTS


@dataclass(frozen=True, slots=True)
class _Year:
    named: Mapping[date, Day]
    announced: bool


@cache
def _year(year: int) -> _Year:
    """The days of a year that are not plain weekdays or weekends.

    The next year is read with it, because its arrangement may reach back into December. A year is announced where the package knows a
    single swapped day of it: no year since 2001 was arranged without.
    """
    chinese = China(years=(year, year + 1), language="zh_CN")
    english = China(years=(year, year + 1), language="en_US")
    swapped = re.compile(re.escape(chinese.tr(chinese.substituted_label)).replace("%s", r"(\d{4}-\d\d-\d\d)"))
    named: dict[date, Day] = {}
    for on, name in chinese.items():
        found = swapped.search(name)
        if found is None:
            named[on] = Day(on, Kind.HOLIDAY, name, english.get(on, name))
            continue
        worked = date.fromisoformat(found[1])
        named[on] = Day(on, Kind.IN_LIEU, other=worked)
        named[worked] = Day(worked, Kind.MAKE_UP, other=on)
    for worked in chinese.weekend_workdays:
        named.setdefault(worked, Day(worked, Kind.MAKE_UP))
    own = {on: day for on, day in named.items() if on.year == year}
    return _Year(own, any(day.kind is Kind.IN_LIEU for day in own.values()))


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days as one edition has them; the edition is stored with every date that is computed from it."""

    local: LocalDays = field(default=NO_LOCAL_DAYS)

    @property
    def edition(self) -> str:
        """Package and version, and the digest of the district's own days where there are any: ``holidays 0.109 + local 3fa9c1e2``."""
        return edition_of(self.local)

    def day(self, on: date) -> Day:
        """What a day is. The district's own days go before those of the package.

        Raises :class:`ValueError` for a day outside :data:`FIRST_YEAR` to :data:`LAST_YEAR`.
        """
        if not FIRST_YEAR <= on.year <= LAST_YEAR:
            raise ValueError(f"no calendar for {on}: it begins in {FIRST_YEAR} and ends in {LAST_YEAR}")
        own = self.local.days.get(on)
        if own is not None:
            return Day(on, Kind.LOCAL_REST if own.rests else Kind.LOCAL_WORK, own.name, own.english)
        known = _year(on.year).named.get(on)
        if known is not None:
            return known
        return Day(on, Kind.WEEKEND if on.weekday() >= 5 else Kind.WORKDAY)

    def rests(self, on: date) -> bool:
        """Whether nobody works on a day."""
        return self.day(on).rests

    def announced(self, year: int) -> bool:
        """Whether the arrangement of a year is known, to the package or to the district's own file."""
        return year in self.local.announced or _year(year).announced

    def waits_for(self, on: date) -> int | None:
        """The year whose arrangement is not published yet and may still change this day; None where the day is settled."""
        if not self.announced(on.year):
            return on.year
        if (on.month, on.day) >= _LATE_DECEMBER and not self.announced(on.year + 1):
            return on.year + 1
        return None

    def working_day_from(self, on: date) -> date:
        """The day itself where it is worked, else the next one that is."""
        while self.rests(on):
            on += timedelta(days=1)
        return on


def edition_of(local: LocalDays) -> str:
    """What a date was computed from: ``holidays 0.109``."""
    package = f"holidays {PACKAGE_VERSION}"
    return f"{package} + local {local.digest}" if local.digest else package
