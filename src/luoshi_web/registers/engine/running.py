"""A clock that runs: from one beginning, with what was added to it and the days that stood still.

The end is a function of (beginning, base + extra, unit, set of pauses) and of nothing else, so that no order in which acts were entered loses or
doubles a day. An extension is added to the count and never chained from a due date that had rolled over a holiday: that would give a week too many.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from luoshi_web.workdays.calendar import Calendar
from luoshi_web.workdays.count import MOST, Counted, Pause, count_limit


class ClockFault(ValueError):
    """An act that a clock cannot take. ``code`` says which rule it breaks."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Suspension:
    """The clock stands still from ``since``, the day of the written notice, to the day before ``until``; ``until`` None: still.

    ``entered_on`` later than ``since`` needs the number of its paper: both days are kept, and such acts are counted for the auditor.
    """

    since: date
    until: date | None
    entered_on: date
    paper: str = ""

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.since:
            raise ClockFault("resumed_before_suspended")
        if self.dated_back and not self.paper.strip():
            raise ClockFault("dated_back_without_paper")

    @property
    def dated_back(self) -> bool:
        """Whether it was entered on a later day than it holds from."""
        return self.entered_on > self.since


@dataclass(frozen=True, slots=True)
class Running:
    """A limit that runs. Every act gives another value; :meth:`counted` says when it ends.

    ``wider`` is a count in place of ``base``, 0 where there is none; ``base`` stays, so that the first date can be shown beside the present one.
    """

    began: date
    base: int
    unit: str
    extra: int = 0
    wider: int = 0
    suspensions: frozenset[Suspension] = frozenset()

    def __post_init__(self) -> None:
        if self.unit not in MOST:
            raise ClockFault("unknown_unit")
        if self.base < 1 or self.extra < 0 or self.count > MOST[self.unit]:
            raise ClockFault("length")

    @property
    def count(self) -> int:
        """How many of its units it takes altogether."""
        return max(self.base, self.wider) + self.extra

    def extended(self, count: int) -> "Running":
        """Longer by a count in its own unit (60 + 30 days), still from the same beginning."""
        if count < 1:
            raise ClockFault("length")
        return replace(self, extra=self.extra + count)

    def widened(self, count: int) -> "Running":
        """Another count in place of the first (3 → 6 months). Never a shorter one."""
        if count < self.base:
            raise ClockFault("shorter")
        return replace(self, wider=max(self.wider, count))

    def suspended(self, suspension: Suspension) -> "Running":
        """Some days do not count. The same act entered twice is one; the same notice with its end known takes the place of the open one."""
        others = {
            each for each in self.suspensions if each.until is not None or each.since != suspension.since
        }
        if suspension.until is None and any(each.since == suspension.since for each in self.suspensions):
            return self
        return replace(self, suspensions=frozenset(others | {suspension}))

    def corrected(self, began: date) -> "Running":
        """It began on another day: papers were complete later (补正), or the day was entered wrongly. Nothing else is lost."""
        return replace(self, began=began)

    @property
    def stands_still(self) -> bool:
        """Whether a suspension is open: the end is not known until the clock runs again."""
        return any(each.until is None for each in self.suspensions)

    def counted(self, calendar: Calendar) -> Counted:
        """When it ends, with the steps. Raises :class:`ClockFault` while it stands still."""
        if self.stands_still:
            raise ClockFault("stands_still")
        pauses = [Pause(each.since, each.until) for each in self.suspensions if each.until is not None]
        return count_limit(self.began, self.count, self.unit, calendar, pauses)

    def due(self, calendar: Calendar) -> date:
        """The day on which it ends. Raises :class:`ClockFault` while it stands still."""
        return self.counted(calendar).due

    def first_due(self, calendar: Calendar) -> date:
        """The day on which it would have ended without widening or extension, kept beside the present one."""
        return replace(self, extra=0, wider=0).due(calendar)

    def over(self, on: date, calendar: Calendar) -> bool:
        """Whether it had ended before a day; never while it stands still, and a suspension of that very day counts."""
        return not self.stands_still and on > self.due(calendar)


def suspend_group(
    running: Iterable[tuple[str, Running]], group: str, suspension: Suspension
) -> list[tuple[str, Running]]:
    """All clocks of a group stop by one notice; the others run on."""
    return [(of, each.suspended(suspension) if of == group else each) for of, each in running]
