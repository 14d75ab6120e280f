"""What the register of projects answers a report: counts and sums of a year by each way of counting, counts by size, and its rates."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet

from luoshi_web.registers.engine.figures import Bar
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.projects.models import Event
from luoshi_web.registers.projects.selectors import counted, rows_of
from luoshi_web.registers.projects.words import FIGURES, RATES
from luoshi_web.registers.reports.figures import counts, names_of, shares
from luoshi_web.registers.sayings import Answer

SIZES = tuple(
    Bar(Decimal(number), includes=includes)
    for number in (1, 3, 5, 10, 20, 50, 100)
    for includes in (True, False)
)
"""Thresholds in 亿元 that reports count projects by, as 以上 and as 超."""
NAMES = names_of(RATES, FIGURES)
_BY_EVENT = {
    "newly_started": Event.Kind.STARTED, "started": Event.Kind.STARTED, "newly_producing": Event.Kind.PRODUCING,
    "producing": Event.Kind.PRODUCING, "completed": Event.Kind.COMPLETED,
}  # fmt: skip


def answers(year: int, on: date) -> list[Answer]:
    """Every figure of a year, counted by a day; 亿元 as 元, as a ledger has them."""
    found = counted(_all(), on=on, over=SIZES)
    sized = [
        Answer(*way, on, Decimal(count), None, Fraction(count), "个", str(FIGURES[way]), size=size)
        for size, by_way in zip(SIZES, found.over, strict=True)
        for way, count in by_way.items()
    ]
    return [*counts(found.measures, NAMES), *sized, *shares((*found.rates, *found.ratios), NAMES)]


def rows(answer: Answer) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """The matters counted above and below, and those whose event nobody confirmed. A paper with its number and money with its proof count as entered."""
    above, below = rows_of(_all(), (answer.code, answer.variant), on=answer.on, bar=answer.size)
    kind = _BY_EVENT.get(answer.code)
    if kind is None:
        return above, below, frozenset()
    open_ = Event.objects.filter(kind=kind, project__in=above, taken_back_by=None, confirmed_by=None)
    return above, below, frozenset(open_.values_list("project", flat=True))


def _all() -> QuerySet[Matter]:
    return Matter.objects.filter(register=Matter.Register.PROJECTS)
