"""Which limits run, are near, or were missed; each question takes the day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from luoshi_web.audit.actor import Actor
from luoshi_web.supervision.models import Item, Limit
from luoshi_web.supervision.selectors.items import seen_by, visible_to
from luoshi_web.supervision.states import OPEN


def limits_for(actor: Actor) -> QuerySet[Limit]:
    """The limits of the items that an actor may see; the day by which an item is to be finished is the item's own, and not here."""
    return Limit.objects.filter(seen_by(actor, "item__")).exclude(kind=Limit.Kind.FINISH)


def running(limits: QuerySet[Limit], *, on: date) -> QuerySet[Limit]:
    """Those that run on a day and are not over."""
    return limits.filter(state=Limit.State.RUNNING, began__lte=on, due__gte=on)


def near(limits: QuerySet[Limit], *, on: date, days: int) -> QuerySet[Limit]:
    """Those that run and end on the day or within so many days after it."""
    return limits.filter(state=Limit.State.RUNNING, due__range=(on, on + timedelta(days=days)))


def missed(limits: QuerySet[Limit], *, on: date) -> QuerySet[Limit]:
    """Those that are over on a day while what they waited for is not done. A right that has run out is not among them."""
    return limits.filter(state=Limit.State.RUNNING, due__lt=on).exclude(kind__in=Limit.RIGHTS)


def due_or_missed(limits: QuerySet[Limit], *, on: date, days: int) -> QuerySet[Limit]:
    """:func:`missed` and :func:`near` together, the longest over first."""
    found = limits.filter(state=Limit.State.RUNNING, due__lte=on + timedelta(days=days))
    return found.exclude(kind__in=Limit.RIGHTS, due__lt=on).order_by("due", "id")


def items_due(actor: Actor, *, on: date, days: int) -> QuerySet[Item]:
    """Items not yet ended whose own day is over or within so many days."""
    last = on + timedelta(days=days)
    return visible_to(actor).filter(state__in=OPEN, due__lte=last).order_by("due", "id")


@dataclass(frozen=True, slots=True)
class OfficeDue:
    """What an office has to keep. ``missed`` and ``near`` count its limits, or its items by their own day."""

    office: str
    key: int | None
    missed: int
    near: int


def by_office(things: QuerySet[Limit] | QuerySet[Item], *, on: date) -> list[OfficeDue]:
    """How many of these limits or items are over on a day and how many still run, an office a row, the most missed first."""
    prefix = "item__office" if things.model is Limit else "office"
    rows = (
        things.order_by()
        .values(f"{prefix}__id", f"{prefix}__short_name", f"{prefix}__name")
        .annotate(missed=Count("pk", filter=Q(due__lt=on)), near=Count("pk", filter=Q(due__gte=on)))
    )
    found = [
        OfficeDue(
            row[f"{prefix}__short_name"] or row[f"{prefix}__name"] or "—", row[f"{prefix}__id"], row["missed"], row["near"]
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda row: (-row.missed, -row.near, row.office))
