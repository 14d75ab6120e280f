"""Which decisions somebody may see, and what is counted of them: a year has some dozens, read whole and counted by the pure definitions."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from luoshi_web.audit.actor import Actor
from luoshi_web.registers.decisions import figures
from luoshi_web.registers.decisions.models import Decision
from luoshi_web.registers.decisions.rows import COUNTED, counted_of
from luoshi_web.registers.engine.figures import Figure, work_out
from luoshi_web.registers.engine.measures import Measured, Ratio, measure, rate
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.selectors import visible


def visible_to(actor: Actor) -> QuerySet[Matter]:
    """The decisions that an actor may read."""
    return visible(Matter.Register.DECISIONS, actor, theirs=Q(office=actor.office_id))


@dataclass(frozen=True, slots=True)
class Counted:
    """Everything that is counted of some decisions on a day, by each definition."""

    measures: tuple[Measured, ...]
    rates: tuple[Figure, ...]
    steps: Ratio


def counted(matters: QuerySet[Matter], *, on: date) -> Counted:
    """What ``decisions.figures`` defines, over some decisions on a day."""
    rows = _rows(matters, on)
    return Counted(
        tuple(measure(each, rows, on, _key) for each in figures.MEASURES),
        tuple(work_out(each, rows, on, _key) for each in figures.RATES),
        rate(figures.BY_STEPS, rows, on, _key),
    )


def rows_of(
    matters: QuerySet[Matter], way: tuple[str, str], *, on: date
) -> tuple[frozenset[int], frozenset[int]]:
    """The keys behind a figure of :func:`counted`: what stands above, and below; of a count nothing stands below."""
    rows = _rows(matters, on)
    for counts in figures.MEASURES:
        if (counts.code, counts.variant) == way:
            return frozenset(row.key for row in rows if counts.counts(row, on)), frozenset()
    if way == (figures.BY_STEPS.code, figures.BY_STEPS.variant):
        both = frozenset(row.key for row in rows if figures.BY_STEPS.below.counts(row, on))
        return both, both
    definition = next(each for each in figures.RATES if (each.code, each.variant) == way)
    below = [row for row in rows if definition.within(row, on)]
    return frozenset(row.key for row in below if definition.counts(row, on)), frozenset(row.key for row in below)  # fmt: skip


def _key(row: figures.Decision) -> int:
    return row.key


def _rows(matters: QuerySet[Matter], on: date) -> list[figures.Decision]:
    """Those of which anything is counted in the year of a day: of its catalogue, with an act in it, or in force."""
    year = on.year
    touched = (
        Q(matter__year=year) | Q(tabled_on__year=year) | Q(decided_on__lte=on, matter__phase__in=("open", "waiting"))
        | Q(decided_on__year=year) | Q(pk__in=Matter.objects.filter(reviews__given_on__year=year).order_by().values("pk"))
        | Q(pk__in=Matter.objects.filter(Q(consultations__opened_on__year=year) | Q(consultations__answered_on__year=year)).order_by().values("pk"))
        | Q(pk__in=Matter.objects.filter(evaluations__on__year=year).order_by().values("pk"))
    )  # fmt: skip
    found = Decision.objects.filter(touched, matter__in=matters.order_by())
    return [counted_of(each) for each in found.select_related("matter").prefetch_related(*COUNTED)]
