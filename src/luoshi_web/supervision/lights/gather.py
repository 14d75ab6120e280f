"""Facts of many items as they stood at the end of a day, in a handful of queries.

A day's facts are what was entered before the next day began (Beijing time). Later corrections, changes and judgements do not reach back.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from luoshi_web.supervision.drafting import milestones
from luoshi_web.supervision.drafting.rows import further_name
from luoshi_web.supervision.lights.facts import Further, ItemFacts, Judged, Said
from luoshi_web.supervision.models import (
    Change,
    Completion,
    Ending,
    Extension,
    Item,
    Judgement,
    Limit,
    Milestone,
    Update,
    Verdict,
)
from luoshi_web.supervision.progress.steps import Terms, steps_on
from luoshi_web.supervision.promise import more_is_more

_more_is_more = cache(more_is_more)
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")


def end_of(day: date) -> datetime:
    """The moment that the day after ``day`` begins."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def day_of(moment: datetime) -> date:
    """The day of a moment in the office's time."""
    return timezone.localdate(moment)


def open_on(day: date, issued_before: Iterable[int] | None = None) -> QuerySet[Item]:
    """Items that had been issued by the end of a day and were not ended then; one that was reopened later was ended in between.

    ``issued_before``: the keys of :func:`_issued_before`, where they are known already.
    """
    cut = end_of(day)
    earlier = list(_issued_before(cut) if issued_before is None else issued_before)
    over = Ending.objects.filter(item=OuterRef("pk"), stage=Ending.Stage.IN_FORCE, decided_at__lt=cut).filter(
        Q(reopened_at__isnull=True) | Q(reopened_at__gte=cut)
    )
    issued = Item.objects.filter(Q(assigned_at__lt=cut) | Q(pk__in=earlier))
    return issued.filter(Q(ended_at__isnull=True) | Q(ended_at__gte=cut)).filter(~Exists(over))


def _issued_before(cut: datetime, only: dict[str, Any] | None = None) -> dict[int, date]:
    """When items were first issued that were re-assigned later, or returned and given to another: by the first of their limits to sign for them."""
    moved = Q(item__times_changed__gt=0) | Q(item__times_returned__gt=0)
    began = Limit.objects.filter(moved, kind=Limit.Kind.SIGN, **only or {}).values("item")
    first = (
        began.annotate(first=Min("began"))
        .filter(first__lt=day_of(cut))
        .order_by()
        .values_list("item", "first")
    )
    return {item: day for item, day in first if item is not None}


def facts_on(day: date, items: Iterable[int] | None = None) -> Iterator[ItemFacts]:
    """The facts of every item that was open on a day, or of those of ``items`` that were. A handful of queries for any number."""
    cut = end_of(day)
    only = None if items is None else {"item__in": list(items)}
    issued = _issued_before(cut, only)
    chosen = open_on(day, issued)
    if only is not None:
        chosen = chosen.filter(pk__in=only["item__in"])
    dues, targets = _undone(cut, only)
    claims = _claims(cut, only)
    said = _latest(
        Update.objects.filter(at__lt=cut),
        ("-period", "-id"),
        ("period", "state", "value", "share", "further"),
        only,
    )
    judged = _latest(Judgement.objects.filter(at__lt=cut), ("-on", "-id"), ("on", "colour", "reason"), only)
    nodes = _nodes(only)
    further = _further(only)
    rows = chosen.order_by().values_list(
        "pk",
        "year",
        "source",
        "assigned_at",
        "due",
        "low",
        "high",
        "bound",
        "unit",
        "is_rate",
        "indicator",
        "entry__reading__direction",
        "original_due",
        "original_low",
        "original_high",
        _asked(cut),
    )
    for (
        pk, year, source, assigned_at, due, low, high, bound, unit, is_rate, indicator, direction, first_due, first_low, first_high,
        asked,
    ) in rows.iterator(chunk_size=5000):  # fmt: skip
        if assigned_at is None or due is None:  # never, of what was issued
            continue
        assigned_on = issued.get(pk) or day_of(assigned_at)
        if pk in targets:
            low, high = _before(targets[pk], low, high)
        due = dues.get(pk, due)
        yield ItemFacts(
            pk,
            assigned_on,
            date(year, 1, 1) if source == Item.Source.REPORT else assigned_on,
            due,
            low,
            high,
            bound,
            unit,
            is_rate,
            not _more_is_more(bound, indicator, direction),
            claims.get(pk),
            None if asked is None else day_of(asked),
            Said(*said[pk]) if pk in said else None,
            _standing(nodes[pk], Terms(first_due, first_low, first_high), Terms(due, low, high))
            if pk in nodes
            else (),
            Judged(*judged[pk]) if pk in judged else None,
            further.get(pk, ()),
        )


def _standing(
    nodes: tuple[tuple[date, Decimal], ...], first: Terms, now: Terms
) -> tuple[tuple[date, Decimal], ...]:
    """Milestones as the date and target of the day have them."""
    if first == now:
        return nodes
    return tuple((day, value) for day, value in steps_on(nodes, first=first, now=now) if value is not None)


def _latest(
    rows: QuerySet[Any], order: tuple[str, ...], columns: tuple[str, ...], only: dict[str, Any] | None
) -> dict[int, tuple[Any, ...]]:
    """The first row of each item in an order, by item."""
    rows = rows if only is None else rows.filter(**only)
    ranked = rows.annotate(
        place=Window(RowNumber(), partition_by=F("item_id"), order_by=[F(name[1:]).desc() for name in order])
    )
    found = ranked.filter(place=1).order_by().values_list("item_id", *columns)
    return {row[0]: row[1:] for row in found.iterator(chunk_size=5000)}


def _undone(cut: datetime, only: dict[str, Any] | None) -> tuple[dict[int, date], dict[int, str]]:
    """Dates and targets as they stood before what was approved later: ``before`` of the first later change of each item."""
    changes = Change.objects.filter(
        state=Change.State.APPROVED, approved_at__gte=cut, field__in=(Change.Field.DUE, Change.Field.TARGET)
    )
    changes = changes if only is None else changes.filter(**only)
    dues: dict[int, date] = {}
    targets: dict[int, str] = {}
    for pk, field, before in changes.order_by("-approved_at", "-id").values_list(
        "item_id", "field", "before"
    ):
        if field == Change.Field.DUE:
            dues[pk] = date.fromisoformat(before)
        else:
            targets[pk] = before
    return dues, targets


def _before(text: str, low: Decimal | None, high: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """A target as a change wrote it, ``5.5`` or ``4.5–5``, on the side that the item's target has."""
    numbers = [Decimal(number) for number in _NUMBERS.findall(text.replace("–", " ").replace("—", " "))]
    if not numbers:
        return low, high
    if len(numbers) > 1:
        return numbers[0], numbers[1]
    return (numbers[0] if low is not None else None), (numbers[0] if high is not None else None)


def _claims(cut: datetime, only: dict[str, Any] | None) -> dict[int, date]:
    """Reports of completion that stood then: not withdrawn, not found unfit, not refused at the signing off, and not from before a reopening."""
    refused = Ending.objects.filter(
        verdict__completion=OuterRef("pk"), stage=Ending.Stage.REFUSED, decided_at__lt=cut
    )
    reopened = Ending.objects.filter(
        item=OuterRef("item"), reopened_at__gt=OuterRef("at"), reopened_at__lt=cut
    )
    unfit = Q(verdict__finding=Verdict.Finding.UNFIT, verdict__at__lt=cut)
    standing = Completion.objects.filter(at__lt=cut)
    standing = standing.filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=cut))
    standing = standing.exclude(unfit).filter(~Exists(refused), ~Exists(reopened))
    standing = standing if only is None else standing.filter(**only)
    return {pk: day_of(at) for pk, at in standing.order_by("at").values_list("item_id", "at")}


def _asked(cut: datetime) -> Subquery:
    """When the last request for more time was made that nobody had decided or taken back by then."""
    waiting = Q(state__in=(Extension.State.ASKED, Extension.State.SCREENED))
    ended_later = Q(decided_at__gte=cut) | Q(withdrawn_at__gte=cut)
    rows = Extension.objects.filter(waiting | ended_later, item=OuterRef("pk"), asked_at__lt=cut)
    return Subquery(rows.order_by("-asked_at").values("asked_at")[:1])


def _further(only: dict[str, Any] | None) -> dict[int, tuple[Further, ...]]:
    """The further values of each item's line, in the report's order."""
    rows = Item.further.through.objects.exclude(entry__low=None, entry__high=None)
    rows = rows if only is None else rows.filter(**only)
    found: dict[int, list[Further]] = defaultdict(list)
    columns = (
        "item_id",
        "entry_id",
        "entry__reading",
        "entry__low",
        "entry__high",
        "entry__unit",
        "entry__indicator",
    )
    for pk, entry, reading, low, high, unit, indicator in (
        rows.order_by("entry__order", "entry_id").values_list(*columns).iterator(chunk_size=5000)
    ):
        bound = reading.get("bound") or ""
        found[pk].append(
            Further(
                str(entry), further_name(reading, low, high, unit), low, high, bound, unit, milestones.is_rate(reading.get("measure"), unit),
                not _more_is_more(bound, indicator, reading.get("direction")),
            )
        )  # fmt: skip
    return {pk: tuple(values) for pk, values in found.items()}


def _nodes(only: dict[str, Any] | None) -> dict[int, tuple[tuple[date, Decimal], ...]]:
    """Milestones that have a value, in order, by item."""
    rows = Milestone.objects.filter(value__isnull=False)
    rows = rows if only is None else rows.filter(**only)
    found: dict[int, list[tuple[date, Decimal]]] = defaultdict(list)
    for pk, due, value in (
        rows.order_by("item_id", "due").values_list("item_id", "due", "value").iterator(chunk_size=5000)
    ):
        found[pk].append((due, value or Decimal(0)))
    return {pk: tuple(nodes) for pk, nodes in found.items()}
