"""Who is late in signing for items: a lateness of its own, before anything is due."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from luoshi_web.audit.actor import Actor
from luoshi_web.supervision.models import Item, Limit
from luoshi_web.supervision.selectors.items import seen_by
from luoshi_web.supervision.states import State


def to_sign(items: QuerySet[Item]) -> QuerySet[Item]:
    """Items that wait for a signature, each with ``sign_by``, the last day for it; the earliest first."""
    limits = Limit.objects.filter(item=OuterRef("pk"), kind=Limit.Kind.SIGN, state=Limit.State.RUNNING)
    waiting = items.filter(state=State.ASSIGNED)
    dated = waiting.annotate(sign_by=Subquery(limits.order_by("due").values("due")[:1]))
    return dated.order_by(F("sign_by").asc(nulls_last=True), "due", "id")


def late_to_sign(items: QuerySet[Item], day: date) -> QuerySet[Item]:
    """Those of which the last day for it lies behind."""
    return items.filter(
        Exists(
            Limit.objects.filter(
                item=OuterRef("pk"), kind=Limit.Kind.SIGN, state=Limit.State.RUNNING, due__lt=day
            )
        ),
        state=State.ASSIGNED,
    )


def offices_late_to_sign(items: QuerySet[Item], day: date) -> list[dict[str, Any]]:
    """The offices that have not signed in time for the most items: ``office``, ``name``, ``late``."""
    grouped = late_to_sign(items, day).order_by().values_list("office", "office__short_name", "office__name")
    return [
        {"office": office, "name": short or name, "late": number}
        for office, short, name, number in grouped.annotate(late=Count("*")).order_by("-late", "office")
    ]


def unsigned_by_office(actor: Actor, day: date) -> Counter[int]:
    """How many items each office had not signed for in time at the end of a day, whatever was signed since."""
    late = Limit.objects.filter(kind=Limit.Kind.SIGN, due__lt=day).filter(
        Q(settled_on__gt=day) | Q(settled_on=None, state=Limit.State.RUNNING)
    )
    seen = late.filter(seen_by(actor, "item__"), item__office__isnull=False)
    rows = seen.order_by().values_list("item__office").annotate(late=Count("item", distinct=True))
    return Counter(dict(rows))
