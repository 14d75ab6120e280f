"""Lights of a day and of an item's past."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from luoshi_web.accounts.models import Office
from luoshi_web.audit.actor import Actor
from luoshi_web.supervision.lights.rules import KINDS
from luoshi_web.supervision.lights.run import replay
from luoshi_web.supervision.models import Item, Judgement, Light
from luoshi_web.supervision.models.light import Colour
from luoshi_web.supervision.selectors.items import seen_by, visible_to

COLOURS = tuple(Colour.values)


class OfficeLights(NamedTuple):
    """The lights of an office's items on a day: kind → colour → how many; ``made_good`` of the late ones were made good since."""

    office: Office
    items: int
    counts: dict[str, Counter[str]]
    made_good: int


_SEVERITY = (
    ("gap", "red"),
    ("time", "red"),
    ("hope", "red"),
    ("gap", "yellow"),
    ("time", "yellow"),
    ("hope", "yellow"),
    ("time", "blue"),
)
"""What makes an office stand above another in the matrix, the gravest first."""


def by_severity(offices: Iterable[OfficeLights], unsigned: Mapping[int, int]) -> list[OfficeLights]:
    """The offices with the gravest lights first, then those late in signing; equals in the order of offices. ``unsigned``: office → items."""

    def grave(one: OfficeLights) -> tuple[int, ...]:
        return (*(-one.counts[kind][colour] for kind, colour in _SEVERITY), -unsigned.get(one.office.pk, 0))

    return sorted(offices, key=grave)


class Differs(NamedTuple):
    """A light that a replay shows otherwise than the run of its day did."""

    item: int
    kind: str
    ran: str
    replayed: str


def lights_on(day: date) -> QuerySet[Light]:
    """The lights that were showing on a day, as its run left them."""
    return Light.objects.filter(since__lte=day).filter(Q(until__isnull=True) | Q(until__gt=day))


def counts_on(actor: Actor, day: date) -> list[OfficeLights]:
    """By office, from the run of the day; of items that the actor may see. Two queries."""
    rows = (
        lights_on(day)
        .filter(seen_by(actor, "item__"))
        .order_by()
        .values_list("item__office", "kind", "colour")
        .annotate(many=Count("pk"), good=Count("pk", filter=Q(made_good__isnull=False)))
    )
    return _by_office((office, kind, colour, many, good) for office, kind, colour, many, good in rows)


def counts_now(actor: Actor) -> list[OfficeLights]:
    """… from the last run, whose colours stand on the items: what :func:`counts_on` counts for its day. What still shows was not made good."""
    lit = visible_to(actor).exclude(time_light="", gap_light="", hope_light="").order_by()
    rows = lit.values_list("office", "gap_light", "time_light", "hope_light").annotate(many=Count("*"))
    return _by_office(
        (office, kind, colour, many, 0)
        for office, gap, time, hope, many in rows
        for kind, colour in (("time", time), ("gap", gap), ("hope", hope))
    )


def counts_replayed(actor: Actor, day: date) -> list[OfficeLights]:
    """By office, computed anew under the rules then in force; of items that the actor may see."""
    offices = dict(visible_to(actor).order_by().values_list("pk", "office"))
    replayed = (
        replay(day) if actor.role in {"supervision", "leader", "auditor"} else replay(day, list(offices))
    )
    counted = Counter(
        (offices[item], kind, light.colour)
        for item, lights in replayed.items()
        if item in offices
        for kind, light in lights.items()
    )
    return _by_office((office, kind, colour, many, 0) for (office, kind, colour), many in counted.items())


def differences(actor: Actor, day: date) -> list[Differs]:
    """Where a replay of a day does not show what its run showed: something was entered with an earlier date. Of items that the actor may see."""
    seen = set(visible_to(actor).order_by().values_list("pk", flat=True))
    ran = {
        (item, kind): colour for item, kind, colour in lights_on(day).values_list("item", "kind", "colour")
    }
    again: dict[tuple[int, str], str] = {
        (item, kind): light.colour for item, lights in replay(day).items() for kind, light in lights.items()
    }
    return [
        Differs(item, kind, ran.get((item, kind), ""), again.get((item, kind), ""))
        for item, kind in sorted(ran.keys() | again.keys())
        if item in seen and ran.get((item, kind)) != again.get((item, kind))
    ]


def _by_office(rows: Iterable[tuple[int | None, str, str, int, int]]) -> list[OfficeLights]:
    counts: dict[int, dict[str, Counter[str]]] = defaultdict(lambda: {kind: Counter() for kind in KINDS})
    good: Counter[int] = Counter()
    for office, kind, colour, many, made_good in rows:
        if office is not None:
            counts[office][kind][colour] += many
            good[office] += made_good
    offices = Office.objects.filter(pk__in=counts)
    return [
        OfficeLights(office, sum(counts[office.pk]["time"].values()), counts[office.pk], good[office.pk])
        for office in offices
    ]


def near_now(items: QuerySet[Item], *, near: bool = True) -> QuerySet[Item]:
    """Items of which the light of progress that shows now says that they are behind within the tolerance; or those of which it does not."""
    shows = (
        Light.objects.filter(kind="gap", until__isnull=True, reason="near_schedule").order_by().values("item")
    )
    return items.filter(pk__in=shows) if near else items.exclude(pk__in=shows)


def lights_of(item: Item) -> list[Light]:
    """Every light that an item ever showed, with its rule, the latest first."""
    return list(Light.objects.filter(item=item).select_related("rule").order_by("-since", "kind"))


def judgements_of(item: Item) -> QuerySet[Judgement]:
    """What was judged of an item, the latest first."""
    return Judgement.objects.filter(item=item).select_related("by").order_by("-on", "-id")
