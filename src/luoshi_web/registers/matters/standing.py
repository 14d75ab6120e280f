"""How a register stands on a day, what falls due in it, and what was excepted from its gates, over matters that somebody may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from luoshi_web.registers.matters.clocks import WAITING
from luoshi_web.registers.matters.models import Clock, Matter, Waiver

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Standing:
    """Numbers of matters. ``open`` waits for an act here, ``waiting`` for others; ``over`` and ``soon`` are of both: their nearest day is over, or within
    seven days. ``ended`` in the year of the day; ``excepted``: an exception holds on the day.
    """

    open: int
    waiting: int
    over: int
    soon: int
    ended: int
    excepted: int


def standing(matters: QuerySet[Matter], *, on: date) -> Standing:
    """Of some matters, in one query."""
    going = ~Q(phase=Matter.Phase.ENDED)
    holds = Waiver.objects.filter(matter=OuterRef("pk"), since__lte=on, until__gte=on)
    found = matters.order_by().aggregate(
        open=Count("pk", filter=Q(phase=Matter.Phase.OPEN)),
        waiting=Count("pk", filter=Q(phase=Matter.Phase.WAITING)),
        over=Count("pk", filter=going & Q(due__lt=on)),
        soon=Count("pk", filter=going & Q(due__gte=on, due__lte=on + SOON)),
        ended=Count("pk", filter=Q(ended_on__year=on.year, ended_on__lte=on)),
        excepted=Count("pk", filter=Exists(holds)),
    )
    return Standing(**found)


def falling_due(seen: Iterable[QuerySet[Matter]], first: date, last: date) -> QuerySet[Clock]:
    """The limits of these matters that end within two days, both included, and are still waited for: rights, which only run out, are none."""
    due = Clock.objects.filter(WAITING, _of(seen), right=False, due__gte=first, due__lte=last)
    return due.select_related("matter__office", "of").order_by("due", "matter__register", "matter_id", "pk")


def excepted(seen: Iterable[QuerySet[Matter]]) -> QuerySet[Waiver]:
    """The exceptions that were asked for in these matters, the newest first."""
    found = Waiver.objects.filter(_of(seen)).select_related("matter__office", "asked_by", "approved_by")
    return found.order_by("-asked_at", "-pk")


def _of(seen: Iterable[QuerySet[Matter]]) -> Q:
    of = Q(pk__in=[])
    for matters in seen:
        of |= Q(matter__in=matters.order_by().values("pk"))
    return of
