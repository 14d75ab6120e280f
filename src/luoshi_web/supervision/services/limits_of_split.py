"""The limits that run from an assignment: to sign for an item, to return it, and to finish it. How long: data/limits.toml."""

from datetime import datetime

from django.utils import timezone

from luoshi_web.audit.actor import Actor
from luoshi_web.supervision.clocks.defaults import defaults_on
from luoshi_web.supervision.clocks.services import lift, set_limit, start_limit
from luoshi_web.supervision.models import Item, Limit


def start_limits(
    *, item: Item, actor: Actor, at: datetime, returnable: bool = True, counted: tuple[int, str] | None = None
) -> None:
    """An item has been assigned: from tomorrow on the days to sign for it count, and those to return it. Part of another act.

    The limit to finish runs until the item's due date; one that ran for an earlier assignment gives way to it. ``counted``: it is so many
    days (count, unit) from today, of which the due date follows.
    """
    on = timezone.localdate(at)
    rows = defaults_on(on)
    for code in ("sign", "return") if returnable else ("sign",):
        row = rows[code]
        start_limit(item=item, kind=row.kind, began=on, count=row.count, days=row.unit, actor=actor, at=at)
    lift(item=item, actor=actor, at=at, kinds=(Limit.Kind.FINISH,))
    if counted is not None:
        count, unit = counted
        start_limit(item=item, kind=Limit.Kind.FINISH, began=on, count=count, days=unit, actor=actor, at=at)
    elif item.due is not None and item.due > on:
        set_limit(item=item, kind=Limit.Kind.FINISH, began=on, due=item.due, actor=actor, at=at)
