"""Which days a document is in force on. A validity is a span: its first day counts, and no rest day moves its last one."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Force:
    """``ends_on`` is the last day of its validity, None where it names none; ``over_on`` the first day on which an act has ended it.

    What was never published binds nobody (优化营商环境条例 64): ``published_on`` None.
    """

    published_on: date | None
    effective_on: date | None
    ends_on: date | None = None
    over_on: date | None = None

    @property
    def last(self) -> date | None:
        """The last day in force, by its validity or by an act; None where no end is known."""
        by_act = date.fromordinal(self.over_on.toordinal() - 1) if self.over_on is not None else None
        known = [day for day in (self.ends_on, by_act) if day is not None]
        return min(known, default=None)


def in_force(force: Force, on: date) -> bool:
    """Whether it binds on a day."""
    if force.published_on is None or force.effective_on is None or force.published_on > on:
        return False
    last = force.last
    return force.effective_on <= on and (last is None or on <= last)
