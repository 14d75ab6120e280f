"""What the register of projects answers a report: counts and sums of a year by each way of counting, counts by size, and its rates."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from luoshi_web.registers.engine.figures import Bar, Definition, Figure
from luoshi_web.registers.engine.measures import Measure, Rate, Ratio
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.projects import figures
from luoshi_web.registers.projects.models import Event, Project
from luoshi_web.registers.projects.rows import COUNTED, counted_of
from luoshi_web.registers.projects.selectors import counted
from luoshi_web.registers.projects.words import FIGURES, RATES
from luoshi_web.registers.sayings import Answer

SIZES = tuple(
    Bar(Decimal(number), includes=includes)
    for number in (1, 3, 5, 10, 20, 50, 100)
    for includes in (True, False)
)
"""Thresholds in 亿元 that reports count projects by, as 以上 and as 超."""
NAMES = RATES | {key: (name, name, "") for key, name in FIGURES.items()}
_SIGNED = ("signed", f"{figures.BY_FORMAL}/{figures.AT_SIGNING}")
_SIZED = (_SIGNED, ("newly_started", "year"), ("newly_producing", "year"), ("completed", "year"))
_YUAN = 10**8
_BY_EVENT = {
    "newly_started": Event.Kind.STARTED, "started": Event.Kind.STARTED, "newly_producing": Event.Kind.PRODUCING,
    "producing": Event.Kind.PRODUCING, "completed": Event.Kind.COMPLETED,
}  # fmt: skip
_DEFINED: dict[tuple[str, str], Callable[[Bar | None], Any]] = {
    _SIGNED: figures.signed,
    ("signed", f"{figures.BY_FORMAL}/{figures.ON_THE_DAY}"): lambda bar: figures.signed(bar, size_by=figures.ON_THE_DAY),
    ("signed", f"{figures.BY_ANY}/{figures.AT_SIGNING}"): lambda bar: figures.signed(bar, counts_by=figures.BY_ANY),
    ("agreed", f"{figures.BY_FORMAL}/{figures.AT_SIGNING}"): figures.agreed,
    ("agreed", f"{figures.BY_FORMAL}/{figures.ON_THE_DAY}"): lambda bar: figures.agreed(bar, size_by=figures.ON_THE_DAY),
    ("newly_started", "year"): figures.newly_started, ("newly_producing", "year"): figures.newly_producing, ("completed", "year"): figures.completed,
    ("arrived", "year"): lambda bar: figures.ARRIVED, ("started", "signed"): figures.started, ("started", "planned"): lambda bar: figures.STARTED_AS_PLANNED,
    ("producing", "signed"): figures.producing, ("arrived_of_agreed", "same_projects"): lambda bar: figures.ARRIVED_OF_AGREED,
    ("invested", "plan"): lambda bar: figures.INVESTED,
}  # fmt: skip


def answers(year: int, on: date) -> list[Answer]:
    """Every figure of a year, counted by a day; 亿元 as 元, as a ledger has them."""
    found = counted(Matter.objects.filter(register=Matter.Register.PROJECTS), on=on, over=SIZES)
    sums = [
        _sum(each.code, each.variant, on, each.value * (_YUAN if each.unit == "亿元" else 1), "元" if each.unit == "亿元" else each.unit)
        for each in found.measures
    ]  # fmt: skip
    sized = [
        _sum(*key, on, Decimal(getattr(counts, key[0])), "个", size)
        for size, counts in zip(SIZES, found.over, strict=True)
        for key in _SIZED
    ]
    rates: list[Figure | Ratio] = [*found.rates, *found.ratios]
    shares = [
        _share(each.code, each.variant, on, Decimal(each.numerator), Decimal(each.denominator))
        for each in rates
    ]
    return [*sums, *sized, *shares]


def rows(answer: Answer) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """The matters counted above and below, and those whose event nobody confirmed. A paper with its number and money with its proof count as entered."""
    defined = _DEFINED[answer.code, answer.variant](answer.size)
    known = [
        (each.pk, counted_of(each))
        for each in Project.objects.select_related("matter").prefetch_related(*COUNTED)
    ]
    above, below = _sides(defined, known, answer.on)
    kind = _BY_EVENT.get(answer.code)
    if kind is None:
        return above, below, frozenset()
    open_ = Event.objects.filter(kind=kind, project__in=above, taken_back_by=None, confirmed_by=None)
    return above, below, frozenset(open_.values_list("project", flat=True))


def _sides(
    defined: Any, known: Iterable[tuple[int, figures.Project]], on: date
) -> tuple[frozenset[int], frozenset[int]]:
    if isinstance(defined, Measure):
        return frozenset(pk for pk, row in known if defined.counts(row, on)), frozenset()
    if isinstance(defined, Rate):
        above, below = defined.above.counts, defined.below.counts
        known = list(known)
        return frozenset(pk for pk, row in known if above(row, on)), frozenset(pk for pk, row in known if below(row, on))  # fmt: skip
    assert isinstance(defined, Definition)
    within = [(pk, row) for pk, row in known if defined.within(row, on)]
    return frozenset(pk for pk, row in within if defined.counts(row, on)), frozenset(pk for pk, _row in within)  # fmt: skip


def _sum(code: str, variant: str, on: date, value: Decimal, unit: str, size: Bar | None = None) -> Answer:
    return Answer(
        code, variant, on, value, None, Fraction(value), unit, str(FIGURES[code, variant]), size=size
    )


def _share(code: str, variant: str, on: date, above: Decimal, below: Decimal) -> Answer:
    _name, counted_, of = RATES[code, variant]
    value = Fraction(above) / Fraction(below) * 100 if below else None
    return Answer(code, variant, on, above, below, value, "%", str(counted_), str(of))
