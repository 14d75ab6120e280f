"""What the register of projects answers a report: counts and sums of a year by each way of counting, counts by size, and its rates."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet

from luoshi_web.registers.engine.figures import Bar, Figure
from luoshi_web.registers.engine.measures import Ratio
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.projects.models import Event
from luoshi_web.registers.projects.selectors import counted, rows_of
from luoshi_web.registers.projects.words import FIGURES, RATES
from luoshi_web.registers.sayings import Answer

SIZES = tuple(
    Bar(Decimal(number), includes=includes)
    for number in (1, 3, 5, 10, 20, 50, 100)
    for includes in (True, False)
)
"""Thresholds in 亿元 that reports count projects by, as 以上 and as 超."""
NAMES = RATES | {key: (name, name, "") for key, name in FIGURES.items()}
_YUAN = 10**8
_BY_EVENT = {
    "newly_started": Event.Kind.STARTED, "started": Event.Kind.STARTED, "newly_producing": Event.Kind.PRODUCING,
    "producing": Event.Kind.PRODUCING, "completed": Event.Kind.COMPLETED,
}  # fmt: skip


def answers(year: int, on: date) -> list[Answer]:
    """Every figure of a year, counted by a day; 亿元 as 元, as a ledger has them."""
    found = counted(_all(), on=on, over=SIZES)
    sums = [
        _sum(each.code, each.variant, on, each.value * (_YUAN if each.unit == "亿元" else 1), "元" if each.unit == "亿元" else each.unit)
        for each in found.measures
    ]  # fmt: skip
    sized = [
        _sum(*way, on, Decimal(count), "个", size)
        for size, counts in zip(SIZES, found.over, strict=True)
        for way, count in counts.items()
    ]
    rates: list[Figure | Ratio] = [*found.rates, *found.ratios]
    shares = [
        _share(each.code, each.variant, on, Decimal(each.numerator), Decimal(each.denominator))
        for each in rates
    ]
    return [*sums, *sized, *shares]


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


def _sum(code: str, variant: str, on: date, value: Decimal, unit: str, size: Bar | None = None) -> Answer:
    return Answer(
        code, variant, on, value, None, Fraction(value), unit, str(FIGURES[code, variant]), size=size
    )


def _share(code: str, variant: str, on: date, above: Decimal, below: Decimal) -> Answer:
    _name, counted_, of = RATES[code, variant]
    value = Fraction(above) / Fraction(below) * 100 if below else None
    return Answer(code, variant, on, above, below, value, "%", str(counted_), str(of))
