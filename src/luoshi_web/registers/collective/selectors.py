"""Which matters somebody may see, what is counted of them, and what the auditor looks at: some hundreds a year, counted by the pure definitions."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from luoshi_web.audit.actor import Actor
from luoshi_web.registers.collective import figures
from luoshi_web.registers.collective.models import CollectiveMatter, Outlay, Threshold
from luoshi_web.registers.collective.rows import (
    COUNTED,
    PARTS,
    Rules,
    counted_of,
    decided_on,
    facts_of,
    in_year,
)
from luoshi_web.registers.collective.rules import facts
from luoshi_web.registers.collective.rules.flags import Flag, flags
from luoshi_web.registers.collective.rules.gates import BELOW, DISCUSS, EXECUTE, LIST
from luoshi_web.registers.collective.rules.states import State
from luoshi_web.registers.engine.figures import Figure, work_out
from luoshi_web.registers.engine.gates import Gate
from luoshi_web.registers.engine.measures import Measured, measure
from luoshi_web.registers.matters.meetings import Discussion, Meeting
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.selectors import visible


def visible_to(actor: Actor) -> QuerySet[Matter]:
    """The matters that an actor may read: a department those that it brings in or carries out."""
    theirs = Q(office=actor.office_id) | Q(collective__executor=actor.office_id)
    return visible(Matter.Register.COLLECTIVE, actor, theirs=theirs)


@dataclass(frozen=True, slots=True)
class Counted:
    """Everything that is counted of some matters on a day."""

    measures: tuple[Measured, ...]
    rates: tuple[Figure, ...]


def counted(matters: QuerySet[Matter], *, on: date) -> Counted:
    """What ``collective.figures`` defines, over some matters on a day."""
    rows = _rows(matters, on)
    return Counted(
        tuple(measure(each, rows, on, _key) for each in figures.MEASURES),
        tuple(work_out(each, rows, on, _key) for each in figures.RATES),
    )


def rows_of(
    matters: QuerySet[Matter], way: tuple[str, str], *, on: date
) -> tuple[frozenset[int], frozenset[int]]:
    """The keys behind a figure of :func:`counted`: what stands above, and below; of a count nothing stands below."""
    rows = _rows(matters, on)
    for counts in figures.MEASURES:
        if (counts.code, counts.variant) == way:
            return frozenset(row.key for row in rows if counts.counts(row, on)), frozenset()
    definition = next(each for each in figures.RATES if (each.code, each.variant) == way)
    below = [row for row in rows if definition.within(row, on)]
    return frozenset(row.key for row in below if definition.counts(row, on)), frozenset(row.key for row in below)  # fmt: skip


def _key(row: figures.Matter) -> int:
    return row.key


def _rows(matters: QuerySet[Matter], on: date) -> list[figures.Matter]:
    rules = Rules()
    found = in_year(CollectiveMatter.objects.filter(matter__in=matters.order_by()), on.year)
    return [counted_of(each, rules) for each in found.select_related("matter").prefetch_related(*COUNTED)]


_BEFORE_MEETING = {State.PROPOSED, State.RETURNED, State.CHECKED, State.PUT_OFF}
_GATES = {State.LISTED: (DISCUSS,), State.URGENT: (DISCUSS,), State.PASSED: (EXECUTE,)}


def gates_now(
    row: CollectiveMatter, today: date, *, rules: Rules | None = None
) -> tuple[Gate[facts.Matter], ...]:
    """The gates before it, the nearest first: under the threshold of the day it may be carried out without a meeting, or go to one."""
    state = State(row.matter.state)
    if state not in _BEFORE_MEETING:
        return _GATES.get(state, ())
    return (LIST,) if facts_of(row, today=today, rules=rules).reached else (BELOW, LIST)


def thresholds_of(row: CollectiveMatter, today: date, rules: Rules) -> list[tuple[date, Threshold]]:
    """The threshold of the day on which it was brought in, and that of the day that counts where it is another one; none where the place has none."""
    days = (row.matter.opened_on, decided_on(row, today))
    found = [(day, rules.threshold(row.kind, row.funds, day)) for day in days]
    held = [(day, threshold) for day, threshold in found if threshold is not None]
    return held[-1:] if len({threshold.pk for _day, threshold in held}) < 2 else held


def flagged(
    matters: QuerySet[Matter], *, year: int, on: date, only: int | None = None
) -> list[tuple[CollectiveMatter, tuple[Flag, ...]]]:
    """What the auditor looks at: the matters of a year that were decided or done without a step, each with what is missing, the oldest first. ``only`` one of them."""
    rules = Rules()
    days = sorted(set(Meeting.objects.filter(on__year__gte=year, on__lte=on).values_list("on", flat=True)))
    found = CollectiveMatter.objects.filter(matter__in=matters.filter(year=year).order_by())
    if only is not None:
        found = found.filter(pk=only)
    parts = _split(matters, year, on, rules)
    rows = []
    for each in (
        found.select_related("matter__office").prefetch_related(*PARTS).order_by("matter__opened_on", "pk")
    ):
        held = flags(facts_of(each, today=on, rules=rules, meetings=days), on)
        marks = (*held, Flag.SPLIT) if each.pk in parts else held
        if marks:
            rows.append((each, marks))
    return rows


def _split(matters: QuerySet[Matter], year: int, on: date, rules: Rules) -> set[int]:
    """The matters of a year whose payments reach the threshold only together with others of the same payee and project."""
    passed = (
        Discussion.objects.filter(result__in=(Discussion.Result.PASSED, Discussion.Result.CHANGED))
        .order_by()
        .values("matter")
    )
    paid = Outlay.objects.filter(
        on__lte=on, on__gte=date(year - 1, 7, 1), matter__in=matters.order_by()
    ).exclude(matter__in=passed)
    groups: dict[tuple[str, str], list[tuple[Outlay, CollectiveMatter]]] = {}
    for outlay in paid.select_related("matter__collective"):
        row = outlay.matter.collective
        groups.setdefault((row.kind, row.funds), []).append((outlay, row))
    found: set[int] = set()
    for (kind, funds), held in groups.items():
        threshold = rules.threshold(kind, funds, on)
        if threshold is not None:
            outlays = [
                facts.Outlay(row.pk, outlay.payee, row.project, outlay.on, outlay.amount)
                for outlay, row in held
            ]
            found |= {each.key for each in facts.split(outlays, threshold.rule)}
    return found
