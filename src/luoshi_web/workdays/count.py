"""When a limit ends: pure counting over a calendar.

The day of the act is not counted (民法典 art 201). A limit in months ends on the day with the same number, or on the month's last day
where there is none (art 202). A last day that is a rest day gives way to the day after the rest (art 203; 民事诉讼法 2023 art 85).
These are the rules of civil time limits; 督查 has none of its own and borrows them, as administrative reconsideration does
(行政复议法 2023 art 88). Days of a suspension are not counted.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from luoshi_web.workdays.calendar import Calendar, Day, Kind

WORKING, CALENDAR, MONTHS, DATE = "working", "calendar", "months", "date"
UNITS = (WORKING, CALENDAR, MONTHS, DATE)
"""What a limit is counted in. ``date`` is a day that was named outright: it is kept even on a rest day, only suspension moves it."""
MOST = {WORKING: 1000, CALENDAR: 3660, MONTHS: 120, DATE: 3660}
"""The longest limits that are counted: ten years."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count: from ``since`` to the day before ``until``."""

    since: date
    until: date

    def __post_init__(self) -> None:
        if self.until < self.since:
            raise ValueError(f"a pause cannot end on {self.until} before it begins on {self.since}")

    @property
    def days(self) -> int:
        return (self.until - self.since).days

    def __contains__(self, on: date) -> bool:
        return self.since <= on < self.until


@dataclass(frozen=True, slots=True)
class Counted:
    """How a date came about.

    ``first`` is the first day that counted, ``last`` the last one, ``due`` the day on which the limit ends: another than ``last`` where
    that was a rest day. ``passed`` are the rest days that working days skipped, ``made_up`` the weekend days that counted, ``paused`` the
    parts of suspensions that stood still, ``moved_over`` the days between ``last`` and ``due``. ``waits_for`` are years without a published
    arrangement on which the date may depend.
    """

    began: date
    count: int
    unit: str
    first: date
    last: date
    due: date
    edition: str
    passed: tuple[Day, ...] = ()
    made_up: tuple[Day, ...] = ()
    paused: tuple[Pause, ...] = ()
    moved_over: tuple[Day, ...] = ()
    waits_for: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As it is stored with the limit: codes and days, no sentence."""
        return {
            "began": str(self.began), "count": self.count, "unit": self.unit, "first": str(self.first), "last": str(self.last),
            "due": str(self.due), "edition": self.edition, "waits_for": list(self.waits_for),
            "paused": [[str(pause.since), str(pause.until)] for pause in self.paused],
        } | {name: [_pack(day) for day in getattr(self, name)] for name in ("passed", "made_up", "moved_over")}  # fmt: skip

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Counted":
        """What :meth:`to_json` gave."""
        day = date.fromisoformat
        return cls(
            began=day(kept["began"]), count=kept["count"], unit=kept["unit"], first=day(kept["first"]), last=day(kept["last"]),
            due=day(kept["due"]), edition=kept["edition"], waits_for=tuple(kept["waits_for"]),
            paused=tuple(Pause(day(since), day(until)) for since, until in kept["paused"]),
            passed=tuple(map(_unpack, kept["passed"])),
            made_up=tuple(map(_unpack, kept["made_up"])),
            moved_over=tuple(map(_unpack, kept["moved_over"])),
        )  # fmt: skip


def _pack(day: Day) -> list[str]:
    return [str(day.on), str(day.kind), day.name, day.english, str(day.other or "")]


def _unpack(kept: list[str]) -> Day:
    on, kind, name, english, other = kept
    return Day(
        date.fromisoformat(on), Kind(kind), name, english, date.fromisoformat(other) if other else None
    )


def months_after(began: date, months: int) -> date:
    """The day with the same number, months later, or earlier where ``months`` is negative; the month's last day where it has no such day: 31 August and 6 months, 28 February."""
    years, month = divmod(began.month - 1 + months, 12)
    year = began.year + years
    return date(year, month + 1, min(began.day, monthrange(year, month + 1)[1]))


def count_limit(
    began: date, count: int, unit: str, calendar: Calendar, pauses: Iterable[Pause] = ()
) -> Counted:
    """The end of a limit that began on a day.

    Raises :class:`ValueError` for a unit that is not of :data:`UNITS`, or a count below 1 (0 for ``date``) or above :data:`MOST`.
    """
    if unit not in UNITS:
        raise ValueError(f"no such unit: {unit!r}")
    if not (0 if unit == DATE else 1) <= count <= MOST[unit]:
        raise ValueError(f"{count} {unit}: a limit is between 1 and {MOST[unit]} long")
    stops = tuple(sorted((pause for pause in pauses if pause.days), key=lambda pause: pause.since))
    wanted = (months_after(began, count) - began).days if unit == MONTHS else count
    counted, passed, last = _walk(began, wanted, unit == WORKING, calendar, stops)
    due, over = last, []
    while unit in (CALENDAR, MONTHS) and ((day := calendar.day(due)).rests or _stopped(due, stops)):
        over.append(day)
        due += _DAY
    made_up = (calendar.day(on) for on in counted) if unit == WORKING else ()
    return Counted(
        began=began, count=count, unit=unit, first=counted[0] if counted else last, last=last, due=due, edition=calendar.edition,
        passed=tuple(passed),
        made_up=tuple(day for day in made_up if day.kind in (Kind.MAKE_UP, Kind.LOCAL_WORK)),
        paused=tuple(_within(stops, began + _DAY, due)),
        moved_over=tuple(over),
        waits_for=() if unit == DATE else _unsettled(began + _DAY, due, unit, last, calendar),
    )  # fmt: skip


def _walk(
    began: date, wanted: int, working: bool, calendar: Calendar, stops: tuple[Pause, ...]
) -> tuple[list[date], list[Day], date]:
    """The days that counted, the rest days passed over, and the last day; a day of a pause is neither."""
    counted: list[date] = []
    passed: list[Day] = []
    on = began
    while len(counted) < wanted:
        on += _DAY
        if _stopped(on, stops):
            continue
        if working and (day := calendar.day(on)).rests:
            passed.append(day)
        else:
            counted.append(on)
    return counted, passed, on


def _stopped(on: date, stops: tuple[Pause, ...]) -> bool:
    return any(on in pause for pause in stops)


def _within(stops: tuple[Pause, ...], first: date, last: date) -> Iterator[Pause]:
    """The parts of pauses that lie between two days."""
    for pause in stops:
        since, until = max(pause.since, first), min(pause.until, last + _DAY)
        if since < until:
            yield Pause(since, until)


def _unsettled(first: date, due: date, unit: str, last: date, calendar: Calendar) -> tuple[int, ...]:
    """The years that may still change the date. Calendar days look at the calendar only at their end."""
    on = first if unit == WORKING else last
    years: set[int] = set()
    while on <= due:
        if (year := calendar.waits_for(on)) is not None:
            years.add(year)
        on += _DAY
    return tuple(sorted(years))


def working_days(after: date, until: date, calendar: Calendar) -> int:
    """How many working days there are after a day, up to and with another: what :func:`count_limit` added. Negative backwards."""
    if until < after:
        return -working_days(until, after, calendar)
    return sum(not calendar.rests(after + _DAY * step) for step in range(1, (until - after).days + 1))
