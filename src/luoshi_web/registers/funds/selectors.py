"""Which of the public money somebody may see, and what is counted of it, in a few questions of the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from luoshi_web.audit.actor import Actor
from luoshi_web.registers.engine.measures import Measured, Ratio
from luoshi_web.registers.funds.figures import (
    COMPARED,
    Expense,
    Item,
    Kind,
    ThreeChange,
    Vintage,
    alike,
    three_change,
    whole_cars,
)
from luoshi_web.registers.funds.models import FundPosting
from luoshi_web.registers.funds.rules.states import State, Type
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.selectors import visible

_VINTAGES = {Kind.BUDGET.value: Vintage.BUDGET, Kind.FINAL.value: Vintage.FINAL}
_BELOW = {"budget": (Kind.BUDGET,), "adjusted": (Kind.BUDGET, Kind.ADJUSTMENT), "allocated": (Kind.ALLOCATED,)}  # fmt: skip


def visible_to(actor: Actor) -> QuerySet[Matter]:
    """What an actor may read."""
    return visible(Matter.Register.FUNDS, actor, theirs=Q(office=actor.office_id))


@dataclass(frozen=True, slots=True)
class Compared:
    """The three public expenses of one scope by one comparison; ``units`` counted on both sides, ``left_out`` on one alone."""

    scope: str
    change: ThreeChange
    units: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted of some matters on a day, in 元: progress by each definition, what was recovered, expenses compared."""

    progress: tuple[Ratio, ...]
    recovered: Measured
    three: tuple[Compared, ...]


def figures_of(matters: QuerySet[Matter], *, on: date) -> Figures:
    """As ``funds.figures`` defines them, of the year of a day. Two queries. ``digest`` is empty: it is made where a figure is kept."""
    sums = dict(
        _posted(matters, on).filter(fund__type=Type.SPECIAL).order_by().values_list("kind").annotate(Sum("amount"))
    )  # fmt: skip

    def total(kinds: Iterable[Kind]) -> Decimal:
        return sum((sums.get(kind.value, Decimal(0)) for kind in kinds), start=Decimal(0))

    progress = tuple(
        Ratio("progress", variant, on, total([Kind.SPENT]), total(below), "")
        for variant, below in _BELOW.items()
    )
    recovered = Measured("recovered", "recovered", on, total([Kind.RECOVERED]), "元", 0, "")
    return Figures(progress, recovered, compared(expenses_of(matters, on=on), on.year))


def _posted(matters: QuerySet[Matter], on: date) -> QuerySet[FundPosting]:
    """Postings of the year of a day, up to it, to what was not dropped."""
    return FundPosting.objects.filter(
        fund__matter__in=matters.order_by(), fund__matter__year=on.year, on__year=on.year, on__lte=on
    ).exclude(fund__matter__state=State.DROPPED)


def expenses_of(matters: QuerySet[Matter], *, on: date) -> list[Expense]:
    """Budgets and final accounts of the three expenses of the year of a day and the one before, as they stand on it; a unit by its key. One query."""
    rows = (
        FundPosting.objects.filter(
            fund__matter__in=matters.order_by(), fund__type=Type.THREE, kind__in=list(_VINTAGES), on__lte=on,
            fund__matter__year__in=(on.year, on.year - 1),
        )
        .exclude(fund__matter__state=State.DROPPED).order_by()
        .values_list("fund__matter__office", "fund__matter__year", "fund__scope", "item", "kind").annotate(Sum("amount"))
    )  # fmt: skip
    return [
        Expense(str(unit), year, Item(item), _VINTAGES[kind], amount, scope)
        for unit, year, scope, item, kind, amount in rows
    ]


def compared(expenses: Iterable[Expense], year: int) -> tuple[Compared, ...]:
    """Every scope by each comparison, over the units that have both sides; the scopes are never added. Without both sides there is no row."""
    by_scope: dict[str, list[Expense]] = {}
    for row in expenses:
        by_scope.setdefault(row.scope, []).append(row)
    found = []
    for scope, rows in sorted(by_scope.items()):
        for variant in COMPARED:
            both, left_out = alike(rows, year, variant)
            if both:
                change = three_change(whole_cars(both), year, variant)
                found.append(Compared(scope, change, len({row.unit for row in both}), len(left_out)))
    return tuple(found)
