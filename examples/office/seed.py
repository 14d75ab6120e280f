"""Three years of the invented district, act by act, until the morning of 15 September 2026."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

from examples.office.around import around
from examples.office.desk import desk
from examples.office.district import District, build
from examples.office.events import ZONE, Events
from examples.office.instructions import instructions
from examples.office.registers import registers
from examples.office.suggestions import suggestions
from examples.office.year import Year
from luoshi_web.audit.actor import MACHINE
from luoshi_web.jobs.night import do
from luoshi_web.jobs.steps import steps
from luoshi_web.supervision.lights.run import run_day as light_day
from luoshi_web.supervision.urging.messages import mark_read

BEGAN = datetime(2024, 1, 2, 9, 0, tzinfo=ZONE)
NOW = datetime(2026, 9, 15, 10, 0, tzinfo=ZONE)
REPORTS = Path(__file__).resolve().parent.parent
_QUARTERS = ((3, 31), (6, 30), (9, 30), (12, 31))
UNTIL_AUGUST, ALL_YEAR = tuple(range(1, 9)), tuple(range(1, 13))


def seed(told: Callable[[int, int, datetime], None] = lambda *_: None) -> District:
    """Fill an empty database. ``told`` hears how many acts are done and how many wait."""
    events = Events(NOW)
    district = build(BEGAN)
    for year in (2024, 2025, 2026):
        story = Year(district, events, year, UNTIL_AUGUST if year == 2026 else ALL_YEAR)
        story.begin(REPORTS / f"qingchuan-{year}.txt")
    city = Year(district, events, 2026, ())
    city.begin(REPORTS / "nanping-2026.txt", issue=False)
    around(district, events)
    instructions(district, events)
    desk(district, events)
    suggestions(district, events)
    registers(district, events)
    _nights(events)
    _inboxes(district, events)
    events.run(told)
    return district


NIGHTS_FROM = date(2026, 7, 1)
"""From here on the office lives through every night. Before, the lights of one day a month are enough to look back at: all nights of the year
made the seeding twice as slow.
"""


def _nights(events: Events) -> None:
    """Step by step, as an installation runs them."""
    for year in (2024, 2025, 2026):
        for month in range(2, 13):
            if (day := date(year, month, 6)) < NIGHTS_FROM:
                events.at(
                    _morning(day), lambda at, day=day: light_day(actor=MACHINE, day=day, at=at) and None
                )
    for number in range((NOW.date() - NIGHTS_FROM).days + 1):
        day = NIGHTS_FROM + timedelta(days=number)
        events.at(_morning(day), lambda at, day=day: _night(day, at))


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(6), ZONE)


def _night(day: date, at: datetime) -> None:
    for step in steps():
        do(step, day, at=at, ended=at)


def _inboxes(district: District, events: Events) -> None:
    """Everybody reads what they were told, on the last day of each quarter; the messages of the last weeks are still unread."""

    def read(at: datetime) -> None:
        for login in district.people:
            mark_read(actor=district.actor(login, at), on=at.date(), at=at)

    days = [date(year, month, day) for year in (2024, 2025, 2026) for month, day in _QUARTERS]
    for day in (*days, date(2026, 8, 7)):
        events.at(datetime.combine(day, time(17, 30), ZONE), read)
