"""What the auditor looks at: what was decided or done without its steps. Each is a fact of the record, never an opinion."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from luoshi_web.registers.collective.rules.facts import Discussed, Matter


class Flag(StrEnum):
    """Why a matter stands in the auditor's view."""

    NO_MEETING = "no_meeting"
    BEFORE_MINUTES = "before_minutes"
    SPLIT = "split"
    CHAIR_NOT_LAST = "chair_not_last"
    NO_QUORUM = "no_quorum"
    UNEXPLAINED = "unexplained"
    EXCEPTED = "excepted"
    UNRATIFIED = "unratified"
    RATIFIED_LATE = "ratified_late"
    NO_FEEDBACK = "no_feedback"
    MATERIALS_LATE = "materials_late"


def _first_meeting(one: Matter) -> date | None:
    """The first meeting after it was done first."""
    urgent = one.urgent_on
    return None if urgent is None else min((day for day in one.meetings if day > urgent), default=None)


def _no_meeting(one: Matter, on: date) -> bool:
    done = one.executed_on
    return (
        one.reached and one.urgent_on is None and done is not None and done <= on and one.passed(done) is None
    )


def _before_minutes(one: Matter, on: date) -> bool:
    held, done = one.passed(on), one.executed_on
    if held is None or done is None or done > on or one.urgent_on is not None:
        return False
    return held.minutes_on is None or held.minutes_on > done


def _unratified(one: Matter, on: date) -> bool:
    """From the first meeting that could have ratified it until it did."""
    first = _first_meeting(one)
    return first is not None and first <= on and (one.ratified_on is None or one.ratified_on > on)


def _ratified_late(one: Matter, on: date) -> bool:
    first, ratified = _first_meeting(one), one.ratified_on
    return first is not None and ratified is not None and first < ratified <= on


def _no_feedback(one: Matter, on: date) -> bool:
    late = one.feedback_on is None or (one.due is not None and one.feedback_on > one.due)
    return one.due is not None and one.due < on and one.executed_on is not None and late


def _materials_late(one: Matter, on: date) -> bool:
    """The papers came later than the day by which they were to be there."""
    sent, by = one.materials_on, one.materials_by
    return sent is not None and by is not None and sent > by


def _any(holds: Callable[[Discussed], bool]) -> Callable[[Matter, date], bool]:
    return lambda one, on: any(holds(each) for each in one.discussed if each.on <= on)


def _unexplained(held: Discussed) -> bool:
    return held.passed is not held.carried and not held.reason


FLAGS: dict[Flag, Callable[[Matter, date], bool]] = {
    Flag.NO_MEETING: _no_meeting,
    Flag.BEFORE_MINUTES: _before_minutes,
    Flag.CHAIR_NOT_LAST: _any(lambda held: not held.chair_last),
    Flag.NO_QUORUM: _any(lambda held: not held.votes.quorate(held.rule.quorum)),
    Flag.UNEXPLAINED: _any(_unexplained),
    Flag.EXCEPTED: lambda one, on: one.waived,
    Flag.UNRATIFIED: _unratified,
    Flag.RATIFIED_LATE: _ratified_late,
    Flag.NO_FEEDBACK: _no_feedback,
    Flag.MATERIALS_LATE: _materials_late,
}
"""Flag → whether it stands on a day. ``split`` is of several matters: ``facts.split``."""


def flags(one: Matter, on: date) -> tuple[Flag, ...]:
    """All of them that stand on a day."""
    return tuple(flag for flag, holds in FLAGS.items() if holds(one, on))
