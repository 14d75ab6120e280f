"""The administrators hear every morning which faults of the program were met the day before."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from luoshi_web.jobs.selectors import faults_of
from luoshi_web.supervision.models import Message
from luoshi_web.supervision.safekeeping.telling import tell

_NAMED = 5


def tell_of_faults(day: date, *, at: datetime) -> Mapping[str, int]:
    """A step of the night; returns counts."""
    before = day - timedelta(days=1)
    found = faults_of(before)
    if not found:
        return {"faults": 0}
    times = sum(fault.count for fault in found)
    line = {
        "day": before.isoformat(), "kinds": str(len(found)), "times": str(times),
        "named": "; ".join(f"{fault.error} ({fault.place}) ×{fault.count}" for fault in found[:_NAMED]),
    }  # fmt: skip
    tell("administrator", Message.Kind.FAULTS, line, day=day, at=at)
    return {"faults": times}
