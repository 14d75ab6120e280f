"""The limits that run from an assignment: to sign for an item, and to return it.

``start_limit``, ``settle`` and ``lift`` have the signatures of the clock's own and give way to them where the two are joined.
"""

from datetime import date, datetime, timedelta
from functools import cache

import holidays
from django.utils import timezone

from luoshi_web.audit.actor import Actor
from luoshi_web.supervision.models import Item, Limit

SIGN_WITHIN = 3
"""Working days to sign for an item; a default of ours."""
RETURN_WITHIN = 5
"""Working days to return an item that is not the unit's (青岛 2021, of deputies' suggestions; elsewhere 5 to 10)."""


def start_limits(*, item: Item, actor: Actor, at: datetime, returnable: bool = True) -> None:
    """An item has been assigned: from tomorrow on the days to sign for it count, and those to return it."""
    kinds = [(Limit.Kind.SIGN, SIGN_WITHIN)] + [(Limit.Kind.RETURN, RETURN_WITHIN)] * returnable
    for kind, count in kinds:
        start_limit(
            item=item, kind=kind, began=timezone.localdate(at), count=count, days=Limit.Days.WORKING, actor=actor, at=at
        )  # fmt: skip


# -- what the clock does, until it is joined --------------------------------------------------------------------------


def start_limit(
    *, item: Item, kind: str, began: date, count: int, days: str, actor: Actor, at: datetime
) -> Limit:
    """A limit of ``count`` days after ``began``; working days know the holidays and the working weekends (调休)."""
    due = began + timedelta(days=count) if days == Limit.Days.CALENDAR else _working_day(began, count)
    return Limit.objects.create(
        item=item, kind=kind, began=began, count=count, days=days, due=due, edition="holidays", sentence=f"{began} + {count}"
    )  # fmt: skip


def settle(*, item: Item, kind: str, actor: Actor, at: datetime) -> None:
    """What the limit waited for is done."""
    on = timezone.localdate(at)
    for limit in item.limits.filter(kind=kind, state=Limit.State.RUNNING):
        limit.state = Limit.State.MET if on <= limit.due else Limit.State.MISSED
        limit.settled_on = on
        limit.save(update_fields=["state", "settled_on"])


def lift(*, item: Item, actor: Actor, at: datetime, kinds: tuple[str, ...] = ()) -> None:
    """The limits need not be kept any more."""
    on = timezone.localdate(at)
    for limit in item.limits.filter(kind__in=kinds, state=Limit.State.RUNNING):
        limit.state = Limit.State.MISSED if limit.due < on else Limit.State.LIFTED
        limit.settled_on = on
        limit.save(update_fields=["state", "settled_on"])


def _working_day(began: date, count: int) -> date:
    return _china(began.year).get_nth_working_day(began, count)


@cache
def _china(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("CN", years=(year, year + 1))
