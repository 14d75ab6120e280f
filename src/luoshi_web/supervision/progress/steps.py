"""Milestones as they hold after a date or a target was changed. Pure.

They are drawn for the first date and the first target and kept as they were, so that any past day can be replayed; what holds on a day follows
from the date and target of that day. The milestone of the first due date goes with the date; the others stay on their days. Values keep their part of
the target: 1,800 of 2,400 are 900 of 1,200.
"""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple


class Terms(NamedTuple):
    """The due date and the two ends of a target, as they were first or as they hold on a day."""

    due: date | None
    low: Decimal | None
    high: Decimal | None

    @property
    def target(self) -> Decimal | None:
        """The end that is changed: the only one, the lower one of a range."""
        return self.low if self.low is not None else self.high


def steps_on(
    nodes: Iterable[tuple[date, Decimal | None]], *, first: Terms, now: Terms
) -> list[tuple[date, Decimal | None]]:
    """Each (day, value) as it holds, in the order given.

    >>> first, now = Terms(date(2026, 12, 31), Decimal(2400), None), Terms(date(2027, 3, 31), Decimal(1200), None)
    >>> steps_on([(date(2026, 9, 30), Decimal(1800)), (date(2026, 12, 31), Decimal(2400))], first=first, now=now)
    [(datetime.date(2026, 9, 30), Decimal('900')), (datetime.date(2027, 3, 31), Decimal('1200'))]
    """
    return [
        (now.due if day == first.due and now.due is not None else day, _scaled(value, first.target, now.target))
        for day, value in nodes
    ]  # fmt: skip


def _scaled(value: Decimal | None, first: Decimal | None, target: Decimal | None) -> Decimal | None:
    """The same part of another target, whole where all are whole, rounded up as the draft does."""
    if not value or not first or target is None or first == target:
        return value
    whole = all(number == number.to_integral_value() for number in (value, first, target))
    return (value * target / first).quantize(Decimal(1) if whole else Decimal("0.01"), ROUND_CEILING)
