"""A month as a page asks for it and shows it: its days in weeks, each with what stands on it."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from luoshi_web.console.request import OfficeRequest

T = TypeVar("T")


def month_asked(request: OfficeRequest) -> tuple[date, date]:
    """First and last day of the month of ``?month=2026-09``; of this one where it is none."""
    try:
        asked = date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        asked = request.today.replace(day=1)
    first = asked if 2000 < asked.year < 2100 else request.today.replace(day=1)
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def weeks_of(first: date, on: Mapping[date, Sequence[T]]) -> list[list[tuple[date, bool, Sequence[T]]]]:
    """The weeks of a month, from Monday: each day, whether it is of the month, what stands on it."""
    begin = first - timedelta(days=first.weekday())
    weeks = []
    while begin < first or begin.month == first.month:
        days = [begin + timedelta(days=number) for number in range(7)]
        weeks.append([(day, day.month == first.month, on.get(day, ())) for day in days])
        begin += timedelta(days=7)
    return weeks
