"""Which projects somebody may see, and what is counted of them, in a few questions of the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, DecimalField, F, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce

from luoshi_web.audit.actor import Actor
from luoshi_web.registers.engine.figures import Bar, Figure
from luoshi_web.registers.engine.measures import Measured, Ratio
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.selectors import visible
from luoshi_web.registers.projects.figures import AT_SIGNING, BY_ANY, BY_FORMAL, ON_THE_DAY
from luoshi_web.registers.projects.models import Contract, Event, Money, Project, YearPlan

_AMOUNT: DecimalField[Any, Any] = DecimalField(max_digits=20, decimal_places=4)
_NONE = Decimal(0)


def visible_to(actor: Actor) -> QuerySet[Matter]:
    """The projects that an actor may read."""
    return visible(Matter.Register.PROJECTS, actor, theirs=Q(office=actor.office_id))


Way = tuple[str, str]
"""Code of a figure, and the way of counting."""
SIGNED: Way = ("signed", f"{BY_FORMAL}/{AT_SIGNING}")
BY_SIZE: tuple[Way, ...] = (
    SIGNED,
    ("newly_started", "year"),
    ("newly_producing", "year"),
    ("completed", "year"),
)
"""Measures that are counted by size, too."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Everything that is counted of some projects on a day, by each way of counting; ``over``: the measures of :data:`BY_SIZE` over each threshold."""

    measures: tuple[Measured, ...]
    rates: tuple[Figure, ...]
    ratios: tuple[Ratio, ...]
    over: tuple[dict[Way, int], ...] = ()


def counted(
    matters: QuerySet[Matter], *, on: date, bar: Bar | None = None, over: Iterable[Bar] = ()
) -> Counted:
    """What ``projects.figures`` defines, over some projects on a day; ``bar`` in 亿元 narrows to a class by size.

    Three queries. ``digest`` is empty: it is made where a figure is kept.
    """
    measures, rates, of_year = _measures(on, bar), _rates(on, bar), _brought_in("formal_on", on)
    sizes = [_measures(on, size) for size in over]
    asked: dict[str, Any] = {"arrived": _sum("all_arrived", of_year), "agreed": _sum("today", of_year)}
    for number, (condition, amount) in enumerate(measures.values()):
        asked[f"rows{number}"] = Count("pk", filter=condition)
        if amount:
            asked[f"sum{number}"] = _sum(amount, condition)
    for number, (below, above) in enumerate(rates.values()):
        asked[f"below{number}"] = Count("pk", filter=below)
        asked[f"above{number}"] = Count("pk", filter=below & above)
    for number, size in enumerate(sizes):
        asked |= {
            f"size{number}_{part}": Count("pk", filter=size[way][0]) for part, way in enumerate(BY_SIZE)
        }
    found = _annotated(matters, on).aggregate(**asked)
    money = _money(matters, on)
    sums = [
        Measured(*way, on, Decimal(found.get(f"sum{number}", found[f"rows{number}"])), "亿元" if amount else "个", found[f"rows{number}"], "")
        for number, (way, (_condition, amount)) in enumerate(measures.items())
    ]  # fmt: skip
    arrived = Measured(*_ARRIVED, on, money["arrived"], "亿元", money["arrived_rows"], "")
    shares = [Figure(*way, on, found[f"above{number}"], found[f"below{number}"], 0, "") for number, way in enumerate(rates)]  # fmt: skip
    ratios = (
        Ratio(*_ARRIVED_OF_AGREED, on, found["arrived"], found["agreed"], ""),
        Ratio(*_INVESTED, on, money["built"], _planned(matters, on), ""),
    )
    classes = [{way: found[f"size{number}_{part}"] for part, way in enumerate(BY_SIZE)} for number in range(len(sizes))]  # fmt: skip
    return Counted((*sums, arrived), tuple(shares), ratios, tuple(classes))


def rows_of(
    matters: QuerySet[Matter], way: Way, *, on: date, bar: Bar | None = None
) -> tuple[frozenset[int], frozenset[int]]:
    """The keys behind a figure of :func:`counted`: what stands above, and below; of a count or sum nothing stands below."""
    if way == _ARRIVED:
        return frozenset(_money_of(matters, on).filter(_BROUGHT_IN).values_list("project", flat=True)), frozenset()  # fmt: skip
    if way == _INVESTED:
        planned = frozenset(_plans(matters, on).values_list("project", flat=True))
        return planned, planned
    rows = _annotated(matters, on)
    if way == _ARRIVED_OF_AGREED:
        signed = frozenset(rows.filter(_brought_in("formal_on", on)).values_list("pk", flat=True))
        return signed, signed
    measure = _measures(on, bar).get(way)
    if measure is not None:
        return frozenset(rows.filter(measure[0]).values_list("pk", flat=True)), frozenset()
    below, above = _rates(on, bar)[way]
    within = rows.filter(below)
    return frozenset(within.filter(above).values_list("pk", flat=True)), frozenset(within.values_list("pk", flat=True))  # fmt: skip


_ARRIVED: Way = ("arrived", "year")
_ARRIVED_OF_AGREED: Way = ("arrived_of_agreed", "same_projects")
_INVESTED: Way = ("invested", "plan")


def _measures(on: date, bar: Bar | None) -> dict[Way, tuple[Q, str]]:
    """Count or sum and way of counting → what belongs to it, and the column that it sums; none of a count."""
    at_signing = _brought_in("formal_on", on) & _reached("formal_amount", bar)
    on_the_day = _brought_in("formal_on", on) & _reached("today", bar)
    sized = _reached("today", bar)
    return {
        SIGNED: (at_signing, ""),
        ("signed", f"{BY_FORMAL}/{ON_THE_DAY}"): (on_the_day, ""),
        ("signed", f"{BY_ANY}/{AT_SIGNING}"): (_brought_in("any_on", on) & _reached("any_amount", bar), ""),
        ("agreed", f"{BY_FORMAL}/{AT_SIGNING}"): (at_signing, "formal_amount"),
        ("agreed", f"{BY_FORMAL}/{ON_THE_DAY}"): (on_the_day, "today"),
        ("newly_started", "year"): (Q(began__year=on.year) & sized, ""),
        ("newly_producing", "year"): (Q(produced__year=on.year) & sized, ""),
        ("completed", "year"): (Q(ready__year=on.year) & sized, ""),
    }


def _rates(on: date, bar: Bar | None) -> dict[Way, tuple[Q, Q]]:
    """Rate and definition → what stands below, and what of that is counted."""
    signed, _amount = _measures(on, bar)[SIGNED]
    begun = Q(began__isnull=False)
    return {
        ("started", "signed"): (signed, begun),
        ("started", "planned"): (Q(start_planned__year=on.year), begun),
        ("producing", "signed"): (signed, Q(produced__isnull=False)),
    }


def _brought_in(signed: str, on: date) -> Q:
    """Signed in the year of a day by that column, and one of the projects brought in."""
    return Q((f"{signed}__year", on.year), not_brought_in="", public_money=False)


def _sum(column: str, condition: Q) -> Coalesce:
    return Coalesce(Sum(column, filter=condition), _NONE, output_field=_AMOUNT)


def _reached(name: str, bar: Bar | None) -> Q:
    if bar is None:
        return Q()
    return Q((f"{name}__{'gte' if bar.includes else 'gt'}", bar.number))


def _annotated(matters: QuerySet[Matter], on: date) -> QuerySet[Project]:
    """Of each project the signing by which it is counted on a day, its amounts, and the days of its events by then."""
    contracts = Contract.objects.filter(project=OuterRef("pk"), on__lte=on).order_by("on", "pk")
    formal = contracts.filter(paper=Contract.Paper.FORMAL)
    papers = contracts.exclude(paper=Contract.Paper.SUPPLEMENT)
    anew = formal.filter(new_investor=True).order_by("-on", "-pk")
    later = Contract.objects.filter(project=OuterRef("pk"), on__lte=on, on__gt=OuterRef("formal_on"))

    def signing(first: QuerySet[Contract], name: str) -> Coalesce:
        return Coalesce(Subquery(anew.values(name)[:1]), Subquery(first.values(name)[:1]))

    def day_of(kind: str) -> Subquery:
        held = Event.objects.filter(project=OuterRef("pk"), kind=kind, taken_back_by__isnull=True, on__lte=on)
        return Subquery(held.values("on")[:1])

    arrived = Money.objects.filter(project=OuterRef("pk"), kind=Money.Kind.ARRIVED, on__lte=on)
    sums = arrived.order_by().values("project").annotate(total=Sum("amount")).values("total")
    rows = Project.objects.filter(_of_the_year(on), matter__in=matters.order_by()).annotate(
        formal_on=signing(formal, "on"), formal_amount=signing(formal, "amount"), any_on=signing(papers, "on"),
        any_amount=signing(papers, "amount"), began=day_of(Event.Kind.STARTED), produced=day_of(Event.Kind.PRODUCING),
        ready=day_of(Event.Kind.COMPLETED), all_arrived=Coalesce(Subquery(sums[:1]), _NONE, output_field=_AMOUNT),
    )  # fmt: skip
    grown = Coalesce(Subquery(later.order_by("-on", "pk").values("amount")[:1]), F("formal_amount"))
    today = Case(When(formal_on__isnull=True, then=_NONE), default=grown, output_field=_AMOUNT)
    # distinct: what is asked of each project is worked out once, not anew in each condition that it stands in
    return rows.annotate(today=today).distinct()


def _of_the_year(on: date) -> Q:
    """The projects of which anything is counted in the year of a day: a paper, an event, or a beginning planned. Others are not looked at."""
    year = {"on__year": on.year}
    signed = Q(pk__in=Contract.objects.filter(**year).order_by().values("project"))
    happened = Q(pk__in=Event.objects.filter(**year).order_by().values("project"))
    return signed | happened | Q(start_planned__year=on.year)


_BROUGHT_IN = Q(kind=Money.Kind.ARRIVED, project__not_brought_in="", project__public_money=False)


def _money_of(matters: QuerySet[Matter], on: date) -> QuerySet[Money]:
    return Money.objects.filter(project__matter__in=matters.order_by(), on__year=on.year, on__lte=on)


def _money(matters: QuerySet[Matter], on: date) -> dict[str, Any]:
    """Money of the year: arrived for projects brought in, and invested in those of the year's plan."""
    in_plan = Q(kind=Money.Kind.BUILT, project__plans__year=on.year)
    return _money_of(matters, on).aggregate(
        arrived=_sum("amount", _BROUGHT_IN),
        arrived_rows=Count("project", filter=_BROUGHT_IN, distinct=True),
        built=_sum("amount", in_plan),
    )


def _plans(matters: QuerySet[Matter], on: date) -> QuerySet[YearPlan]:
    return YearPlan.objects.filter(project__matter__in=matters.order_by(), year=on.year)


def _planned(matters: QuerySet[Matter], on: date) -> Decimal:
    return _plans(matters, on).aggregate(total=Sum("amount"))["total"] or _NONE
