"""What items owe on a day without a limit of their own: the report of a period, and a milestone. Two queries whatever their number.

A report is due when the rule of the progress light says so (``lights.rules.GapTerms``), so that light and ladder never differ about it. A milestone
has no verdict of its own: it is near while what was reported falls short of it, and missed where a report of its day or later says so. Rates and
caps are promised for every day, not for a milestone; and where the progress light is yellow or red for the same gap, the ladder of the light
speaks and the milestone is silent, as it is on the due date itself and where another target holds: no matter is urged twice (政府督查工作条例 art 15).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from luoshi_web.supervision.lights.gather import end_of
from luoshi_web.supervision.lights.rules import GapTerms
from luoshi_web.supervision.lights.run import rules_on
from luoshi_web.supervision.models import Item, Milestone, Update
from luoshi_web.supervision.models.light import Colour
from luoshi_web.supervision.progress.periods import owed_on, report_due
from luoshi_web.supervision.states import State
from luoshi_web.supervision.urging.days import is_working_day
from luoshi_web.supervision.urging.ladder import Occasion, Terms

_QUARTER = timedelta(days=92)
"""A milestone is spoken of until the next one takes its place."""
_CEILINGS = ("at_most", "nearly")


@dataclass(frozen=True, slots=True)
class Owed:
    """The period whose report the ladder may speak of on a day, and the last day to report it."""

    period: date
    due: date


def report_owed(day: date, terms: Terms) -> Owed | None:
    """None where the ladder does not use the basis."""
    earliest = terms.earliest("report")
    if earliest is None:
        return None
    rule = rules_on(day)["gap"].terms
    if not isinstance(rule, GapTerms):
        raise TypeError("the terms of the progress light are of another light")
    period = owed_on(
        day - timedelta(days=earliest) + timedelta(days=1),
        report_by=rule.report_by,
        every_months=rule.every_months,
        works=is_working_day,
    )
    return Owed(period, report_due(period, report_by=rule.report_by, works=is_working_day))


def without_report(owed: Owed | None) -> Q:
    """Items under way that were issued before the period was over and of which no report of it or a later one was made."""
    if owed is None:
        return Q(pk__in=[])
    there = Exists(Update.objects.filter(item=OuterRef("pk"), current=True, period__gte=owed.period))
    return Q(~there, state=State.ACTIVE, assigned_at__lt=end_of(owed.period), year__lte=owed.period.year)


def milestones(day: date, terms: Terms) -> QuerySet[Milestone]:
    """Those that are near or were missed, of items under way: ``due`` in order."""
    earliest = terms.earliest("milestone")
    if earliest is None:
        return Milestone.objects.none()
    latest = Update.objects.filter(item=OuterRef("item"), current=True).order_by("-period")
    within = Milestone.objects.filter(
        item__state=State.ACTIVE, item__is_rate=False, due__gt=day - _QUARTER, due__lte=day - timedelta(days=earliest)
    ).exclude(item__bound__in=_CEILINGS)  # fmt: skip
    within = within.exclude(due=F("item__due")).exclude(due=F("item__original_due"))
    within = within.filter(Q(item__original_low=None) | Q(item__original_low=F("item__low")))
    known = within.filter(item__assigned_at__lt=F("due")).annotate(
        last=Subquery(latest.values("period")[:1]),
        said=Subquery(latest.values("state")[:1]),
        reached=Subquery(latest.values("value")[:1]),
        share=Subquery(latest.values("share")[:1]),
    )
    in_words = Q(value=None) & (Q(last=None) | Q(last__lt=F("due")))
    has_target = Q(item__low__isnull=False) | Q(item__high__isnull=False)
    short = (
        (has_target & (Q(reached=None) | Q(reached__lt=F("value"))))
        | (~has_target & (Q(share=None) | Q(share__lt=F("value"))))
    )  # fmt: skip
    near = Q(due__gte=day) & (in_words | (Q(value__isnull=False) & short))
    told = Q(said=Update.State.NOT_STARTED) | Q(reached__isnull=False) | Q(share__isnull=False)
    missed = Q(due__lt=day, value__isnull=False, last__gte=F("due")) & told & short
    if terms.rules.get("yellow") or terms.rules.get("red"):
        missed &= ~Q(item__gap_light__in=[Colour.YELLOW, Colour.RED])
    return known.filter(near | missed).order_by("due", "pk")


def occasions_owed(day: date, terms: Terms, owed: Owed | None) -> Iterator[tuple[int, Occasion]]:
    """(item, occasion) of both kinds; of several milestones of an item the last one."""
    if owed is not None:
        silent = Item.objects.filter(without_report(owed)).order_by().values_list("pk", flat=True)
        for pk in silent.iterator(chunk_size=5000):
            yield pk, Occasion(f"report:{owed.period}", "report", owed.due)
    last: Mapping[int, date] = dict(milestones(day, terms).values_list("item", "due"))
    for pk, due in last.items():
        yield pk, Occasion(f"milestone:{due}", "milestone", due)
