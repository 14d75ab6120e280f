"""What a clock answers: from an event and the row that holds in the place, the day on which it ends or something opens."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from luoshi_web.registers.engine.clocks import Clock, Direction, Lapse, Length
from luoshi_web.registers.engine.days import count_back, count_floor, next_yearly, span_ends, window_opens
from luoshi_web.registers.engine.running import ClockFault, Running, Suspension
from luoshi_web.workdays.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Answer:
    """``day`` by the direction of the clock: the last in time (forward, backward), the last full one (floor), the last in force (span), the
    first open one (window), the day of the year. ``length`` is the row it was counted by, ``edition`` the calendar.
    """

    day: date
    length: Length
    direction: Direction
    lapse: Lapse
    edition: str


def reckon(
    clock: Clock,
    event: date,
    calendar: Calendar,
    *,
    place: str = "",
    variant: str = "",
    suspensions: Iterable[Suspension] = (),
    unread: bool = False,
) -> Answer:
    """The answer of a clock for an event (its beginning; its end for backward clocks and windows).

    Raises :class:`~luoshi_web.registers.engine.clocks.NoLength` where local law is not filled in, and :class:`ClockFault` for a suspension of
    what nothing suspends or that is open still.
    """
    length = clock.length(on=event, place=place, variant=variant, unread=unread)
    stops = tuple(suspensions)
    if stops and not clock.group:
        raise ClockFault("never_suspended")
    return Answer(
        _day(clock, length, event, calendar, stops), length, clock.direction, clock.lapse, calendar.edition
    )


def running(clock: Clock, length: Length, began: date) -> Running:
    """A forward clock as it starts. Raises :class:`ClockFault` for a clock of another direction: it does not run, it is asked."""
    if clock.direction is not Direction.FORWARD:
        raise ClockFault("not_forward")
    return Running(began, length.count, length.unit)


def lengthened(
    now: Running, length: Length, *, asked_on: date, calendar: Calendar, count: int | None = None
) -> Running:
    """The clock after the extension that its law allows, once; ``count`` where less is given than it allows at most.

    Raises :class:`ClockFault`: ``no_extension``, ``extended_once``, ``too_late``, ``length``.
    """
    extend = length.extend
    if extend is None:
        raise ClockFault("no_extension")
    if now.extra or now.wider:
        raise ClockFault("extended_once")
    if not now.stands_still and not extend.in_time(asked_on, now.due(calendar)):
        raise ClockFault("too_late")
    if count is not None and not 1 <= count <= extend.count:
        raise ClockFault("length")
    more = extend.count if count is None else count
    return now.extended(more) if extend.adds else now.widened(more)


def _day(
    clock: Clock, length: Length, event: date, calendar: Calendar, stops: tuple[Suspension, ...]
) -> date:
    if clock.direction is Direction.YEARLY:
        if length.on is None:
            raise ClockFault("no_day")
        return next_yearly(event, *length.on)
    if clock.direction is Direction.BACKWARD:
        return count_back(event, length.count, length.unit, calendar)
    if clock.direction is Direction.FLOOR:
        return count_floor(event, length.count, length.unit, calendar).full
    if clock.direction is Direction.SPAN:
        return span_ends(event, length.count)
    if clock.direction is Direction.WINDOW:
        return window_opens(event, length.count)
    return Running(event, length.count, length.unit, suspensions=frozenset(stops)).due(calendar)
