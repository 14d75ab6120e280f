"""Which projects somebody may see, and what is counted of them, in a few questions of the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Case, Count, DecimalField, F, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce

from luoshi_web.audit.actor import Actor
from luoshi_web.registers.engine.figures import Bar, Figure
from luoshi_web.registers.engine.measures import Measured, Ratio
from luoshi_web.registers.matters.desks import sees_whole
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.projects.figures import AT_SIGNING, BY_ANY, BY_FORMAL, ON_THE_DAY
from luoshi_web.registers.projects.models import Contract, Event, Money, Project, YearPlan

_AMOUNT: DecimalField[Any, Any] = DecimalField(max_digits=20, decimal_places=4)
_NONE = Decimal(0)


def visible_to(actor: Actor) -> QuerySet[Matter]:
    """The projects that an actor may read, as ``rights`` says of one, said of all in one query."""
    reached = Matter.objects.filter(register=Matter.Register.PROJECTS, secrecy__lte=actor.clearance)
    if actor.role in {"supervision", "leader", "auditor"} or sees_whole("projects", actor):
        return reached
    if actor.role in {"officer", "head"} and actor.office_id is not None:
        return reached.filter(office=actor.office_id)
    return reached.none()


class Sized(NamedTuple):
    """How many of a class by size were signed, begun, producing since and completed in the year."""

    signed: int
    newly_started: int
    newly_producing: int
    completed: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Everything that is counted of some projects on a day, by each way of counting; ``over``: those over each threshold asked for."""

    measures: tuple[Measured, ...]
    rates: tuple[Figure, ...]
    ratios: tuple[Ratio, ...]
    over: tuple[Sized, ...] = ()


def counted(
    matters: QuerySet[Matter], *, on: date, bar: Bar | None = None, over: Iterable[Bar] = ()
) -> Counted:
    """What ``projects.figures`` defines, over some projects on a day; ``bar`` in 亿元 narrows to a class by size.

    Three queries. ``digest`` is empty: it is made where a figure is kept.
    """
    rows = _annotated(matters, on)
    year = {"year": on.year}
    of_year = Q(formal_on__year=on.year, not_brought_in="", public_money=False)
    by_any = Q(any_on__year=on.year, not_brought_in="", public_money=False)
    asked: dict[str, Any] = {}
    for name, condition, amount in (
        ("formal_signing", of_year & _reached("formal_amount", bar), "formal_amount"),
        ("formal_today", of_year & _reached("today", bar), "today"),
        ("any_signing", by_any & _reached("any_amount", bar), "any_amount"),
    ):
        asked[name] = Count("pk", filter=condition)
        asked[f"{name}_sum"] = Coalesce(Sum(amount, filter=condition), _NONE, output_field=_AMOUNT)
    signed = of_year & _reached("formal_amount", bar)
    planned = Q(start_planned__year=on.year)
    begun, producing = Q(began__isnull=False), Q(produced__isnull=False)
    sized = _reached("today", bar)
    asked |= {
        "begun": Count("pk", filter=signed & begun),
        "produced_signed": Count("pk", filter=signed & producing),
        "planned": Count("pk", filter=planned),
        "begun_planned": Count("pk", filter=planned & begun),
        "newly_started": Count("pk", filter=Q(began__year=on.year) & sized),
        "newly_producing": Count("pk", filter=Q(produced__year=on.year) & sized),
        "completed": Count("pk", filter=Q(ready__year=on.year) & sized),
        "arrived_signed": Coalesce(Sum("all_arrived", filter=of_year), _NONE, output_field=_AMOUNT),
        "agreed_signed": Coalesce(Sum("today", filter=of_year), _NONE, output_field=_AMOUNT),
    }
    sizes = list(over)
    bars = {
        f"{name}{number}": Count("pk", filter=condition & _reached(amount, each))
        for number, each in enumerate(sizes)
        for name, condition, amount in (
            ("signed", of_year, "formal_amount"),
            ("newly_started", Q(began__year=on.year), "today"),
            ("newly_producing", Q(produced__year=on.year), "today"),
            ("completed", Q(ready__year=on.year), "today"),
        )
    }
    found = rows.aggregate(**asked, **bars)
    money = _money(matters, on)
    ways = (
        ("signed", f"{BY_FORMAL}/{AT_SIGNING}", "formal_signing", "个"),
        ("signed", f"{BY_FORMAL}/{ON_THE_DAY}", "formal_today", "个"),
        ("signed", f"{BY_ANY}/{AT_SIGNING}", "any_signing", "个"),
        ("agreed", f"{BY_FORMAL}/{AT_SIGNING}", "formal_signing_sum", "亿元"),
        ("agreed", f"{BY_FORMAL}/{ON_THE_DAY}", "formal_today_sum", "亿元"),
        ("newly_started", "year", "newly_started", "个"),
        ("newly_producing", "year", "newly_producing", "个"),
        ("completed", "year", "completed", "个"),
    )
    measures = [_measured(code, variant, on, found[key], unit, found[key.removesuffix("_sum")]) for code, variant, key, unit in ways]  # fmt: skip
    measures.append(_measured("arrived", "year", on, money["arrived"], "亿元", money["arrived_rows"]))
    rates = (
        Figure("started", "signed", on, found["begun"], found["formal_signing"], 0, ""),
        Figure("started", "planned", on, found["begun_planned"], found["planned"], 0, ""),
        Figure("producing", "signed", on, found["produced_signed"], found["formal_signing"], 0, ""),
    )
    ratios = (
        Ratio("arrived_of_agreed", "same_projects", on, found["arrived_signed"], found["agreed_signed"], ""),
        Ratio("invested", "plan", on, money["built"], _planned(matters, **year), ""),
    )
    classes = (Sized(*(found[f"{name}{number}"] for name in Sized._fields)) for number in range(len(sizes)))
    return Counted(tuple(measures), rates, ratios, tuple(classes))


def _reached(name: str, bar: Bar | None) -> Q:
    if bar is None:
        return Q()
    return Q((f"{name}__{'gte' if bar.includes else 'gt'}", bar.number))


def _measured(code: str, variant: str, on: date, value: Any, unit: str, rows: int) -> Measured:
    return Measured(code, variant, on, Decimal(value), unit, rows, "")


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


def _money(matters: QuerySet[Matter], on: date) -> dict[str, Any]:
    """Money of the year: arrived for projects brought in, and invested in those of the year's plan."""
    of_year = Money.objects.filter(project__matter__in=matters.order_by(), on__year=on.year, on__lte=on)
    brought_in = Q(kind=Money.Kind.ARRIVED, project__not_brought_in="", project__public_money=False)
    in_plan = Q(kind=Money.Kind.BUILT, project__plans__year=on.year)
    return of_year.aggregate(
        arrived=Coalesce(Sum("amount", filter=brought_in), _NONE, output_field=_AMOUNT),
        arrived_rows=Count("project", filter=brought_in, distinct=True),
        built=Coalesce(Sum("amount", filter=in_plan), _NONE, output_field=_AMOUNT),
    )


def _planned(matters: QuerySet[Matter], *, year: int) -> Decimal:
    found = YearPlan.objects.filter(project__matter__in=matters.order_by(), year=year).aggregate(total=Sum("amount"))  # fmt: skip
    return found["total"] or _NONE
