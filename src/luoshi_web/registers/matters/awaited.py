"""Days that no law counts and the night tells all the same: a stage of a plan, a promise, what a judgment demands. A register says which rows wait for one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from luoshi_web.registers.matters.models import Matter

BACK = timedelta(days=7)
"""So long after its day something is still told as late, where no night ran before: a start value of ours."""


@dataclass(frozen=True)
class Awaited:
    """Rows of one kind that wait for the day in a column, of matters that are open; of ``ended`` ones too, where it is owed even then.

    ``matter`` is the way from the row to its matter, ``office`` the way to the unit that owes it (that of the matter, if it is not said). ``name`` and
    ``english`` are what the day is called; ``near`` and ``over`` are codes of sentences before and after it, where they are not those of limits.
    """

    code: str
    name: str
    english: str
    rows: Callable[[], QuerySet[Any]]
    day: str
    matter: str = "matter"
    office: str = ""
    near: str = ""
    over: str = "late"
    keeper: bool = False
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """One row that waits: ``key`` names it for ever. ``office`` is None where it is the keeper's to do."""

    what: Awaited
    key: str
    matter: Matter
    due: date
    office: int | None


_ALL: dict[tuple[str, str], Awaited] = {}


def awaits(register: str, *waiting: Awaited) -> None:
    """A register's own days, said once when the app is loaded. Raises :class:`ValueError` for a second one of the same code."""
    for each in waiting:
        if _ALL.setdefault((register, each.code), each) is not each:
            raise ValueError(f"{register}.{each.code} waits already")


def waiting(day: date, near: list[date]) -> Iterator[Day]:
    """What waits for one of the ``near`` days, and what was due within a week before ``day``; a question a kind."""
    for each in _ALL.values():
        soon = Q(**{f"{each.day}__in": near})
        over = Q(**{f"{each.day}__lt": day, f"{each.day}__gte": day - BACK})
        office = each.office or f"{each.matter}__office"
        wanted = each.rows().filter(soon | over)
        if not each.ended:
            wanted = wanted.exclude(**{f"{each.matter}__phase": Matter.Phase.ENDED})
        rows = list(wanted.order_by(each.day, "pk").values_list("pk", each.matter, each.day, office))
        matters = Matter.objects.in_bulk([row[1] for row in rows])
        for key, matter, due, unit in rows:
            of = None if each.keeper else unit
            yield Day(each, f"{each.code}:{key}", matters[matter], due, of)
