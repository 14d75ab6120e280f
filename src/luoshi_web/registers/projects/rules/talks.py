"""Talks in which nothing moves: after how long they are yellow, red, or out, by the place's rule (``projects.quiet`` of the table of clocks)."""

from datetime import date
from enum import StrEnum

from luoshi_web.registers.engine.clocks import Clock, NoLength
from luoshi_web.registers.engine.reckoning import reckon
from luoshi_web.workdays.calendar import Calendar


class Shade(StrEnum):
    """How long nothing has moved. A place without a rule has no shades."""

    MOVING = ""
    YELLOW = "yellow"
    RED = "red"
    OUT = "out"


def shade(clock: Clock, last: date, on: date, *, place: str, calendar: Calendar) -> Shade:
    """The shade on a day of talks whose last progress was on ``last``: the day itself is full and not over (J10)."""
    for variant in (Shade.OUT, Shade.RED, Shade.YELLOW):
        try:
            answer = reckon(clock, last, calendar, place=place, variant=variant.value)
        except NoLength:
            continue
        if on > answer.day:
            return variant
    return Shade.MOVING
