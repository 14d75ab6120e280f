"""What the items of a day may be urged for, in a few queries whatever their number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce

from luoshi_web.supervision.models import Extension, Item, Light, Limit, Urge
from luoshi_web.supervision.models.light import Colour, LightKind
from luoshi_web.supervision.states import State
from luoshi_web.supervision.urging.ladder import Occasion, Taken, Terms
from luoshi_web.supervision.urging.owed import milestones, occasions_owed, report_owed, without_report

URGEABLE = (State.ASSIGNED, State.ACTIVE)
"""Items that wait for their office. What is returned or reported as done waits for the supervision office."""
_LIMITS: Mapping[str, str] = {
    Limit.Kind.SIGN: "sign",
    Limit.Kind.REPORT: "report",
    Limit.Kind.MILESTONE: "milestone",
}
_LIGHTS: Mapping[str, str] = {Colour.YELLOW: "yellow", Colour.RED: "red"}


def _in_time(basis: str, terms: Terms, day: date) -> date | None:
    """The latest day of an occasion that calls by now, None where the ladder does not use the basis."""
    earliest = terms.earliest(basis)
    return None if earliest is None else day - timedelta(days=earliest)


def _open_limits(day: date, terms: Terms) -> QuerySet[Limit]:
    """Limits that run, or were missed and never settled, as far as the ladder looks ahead."""
    near = Q(pk__in=[])
    for kind, basis in _LIMITS.items():
        if (latest := _in_time(basis, terms, day)) is not None:
            near |= Q(kind=kind, due__lte=latest)
    running = Q(state=Limit.State.RUNNING) | Q(state=Limit.State.MISSED, settled_on=None)
    return Limit.objects.filter(near, running, item__isnull=False)


def _bad_lights(terms: Terms) -> QuerySet[Light]:
    """Where the ladder has a basis for missing reports, a light that is yellow for nothing else says the same once more."""
    colours = [colour for colour, basis in _LIGHTS.items() if terms.earliest(basis) is not None]
    lights = Light.objects.filter(kind=LightKind.GAP, until=None, colour__in=colours)
    return lights if terms.earliest("report") is None else lights.exclude(reason="unreported")


def items_of(day: date, terms: Terms) -> QuerySet[Item]:
    """Items with an occasion on a day. Those for which more time was asked rest until that is decided."""
    latest = _in_time("finish", terms, day)
    finish = Q(pk__in=[]) if latest is None else Q(state=State.ACTIVE, due__lte=latest)
    limit = Exists(_open_limits(day, terms).filter(item=OuterRef("pk")))
    light = Exists(_bad_lights(terms).filter(item=OuterRef("pk")))
    step = Exists(milestones(day, terms).filter(item=OuterRef("pk")))
    asked = Exists(Extension.objects.filter(item=OuterRef("pk"), state__in=["asked", "screened"]))
    owes = without_report(report_owed(day, terms))
    calls = finish | Q(limit) | Q(light, state=State.ACTIVE) | owes | Q(step)
    return Item.objects.filter(calls, state__in=URGEABLE, lead__isnull=False).exclude(asked)


def occasions_of(items: Iterable[Item], day: date, terms: Terms) -> dict[int, list[Occasion]]:
    """Item → its occasions. Five queries."""
    found: dict[int, list[Occasion]] = defaultdict(list)
    latest = _in_time("finish", terms, day)
    for item in items:
        if latest is not None and item.state == State.ACTIVE and item.due is not None and item.due <= latest:
            found[item.pk].append(Occasion(f"finish:{item.due}", "finish", item.due))
    limits = _open_limits(day, terms).filter(item__state__in=URGEABLE)
    for pk, item_id, kind, due in limits.values_list("pk", "item", "kind", "due"):
        found[item_id].append(Occasion(f"limit:{pk}", _LIMITS[kind], due))
    lights = _bad_lights(terms).filter(item__state=State.ACTIVE)
    for item_id, colour, since in lights.values_list("item", "colour", "since"):
        found[item_id].append(Occasion(f"{colour}:{since}", _LIGHTS[colour], since))
    for item_id, occasion in occasions_owed(day, terms, report_owed(day, terms)):
        found[item_id].append(occasion)
    return found


def taken_of() -> dict[int, list[Taken]]:
    """Item → the rungs that were sent or wait, for every item that can be urged. One query. What lapsed may be proposed again.

    The day to answer is the clock's: later where it was suspended, none while it stands still.
    """
    found: dict[int, list[Taken]] = defaultdict(list)
    urges = (
        Urge.objects.filter(item__state__in=URGEABLE).exclude(state=Urge.State.LAPSED).order_by("on", "pk")
    )
    stands = Case(
        When(limit__state=Limit.State.SUSPENDED, then=None), default=Coalesce("limit__due", "answer_due")
    )
    columns = ("item", "occasion", "rung", "state", "on", "answered_at__date", "clock")
    for item, occasion, rung, state, on, answered_on, due in urges.annotate(clock=stands).values_list(
        *columns
    ):
        found[item].append(Taken(occasion, rung, state, on, due, answered_on))
    return found
