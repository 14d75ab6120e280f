"""What is asked of every day that somebody enters, and the day by which a year is counted."""

from datetime import date, datetime

from django.utils import timezone

from luoshi_web.audit.refusal import Refusal


def demand_come(day: date, at: datetime) -> None:
    """Raise :class:`Refusal` for a day that has not come."""
    if day > timezone.localdate(at):
        raise Refusal("day_to_come", day=str(day))


def demand_after(day: date, other: date | None) -> None:
    """Raise :class:`Refusal` for a day before another."""
    if other is not None and day < other:
        raise Refusal("day_before", day=str(day), other=str(other))


def day_of(year: int, today: date) -> date:
    """The day by which a year is counted: its last one, or today while it runs."""
    return min(today, date(year, 12, 31))
