"""Facts of many items as they stood at the end of a day, in a handful of queries.

A day's facts are what was entered before the next day began (Beijing time). Later corrections, changes and judgements do not reach back.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from luoshi_web.audit.models import Act
from luoshi_web.supervision.lights.facts import ItemFacts, Judged, Said
from luoshi_web.supervision.models import Change, Completion, Item, Judgement, Milestone, Update
from luoshi_web.supervision.states import ENDED

_ENDING = ("item.close", "item.merge", "item.withdraw")
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")


def end_of(day: date) -> datetime:
    """The moment that the day after ``day`` begins."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def day_of(moment: datetime) -> date:
    """The day of a moment in the office's time."""
    return timezone.localdate(moment)


def open_on(day: date) -> QuerySet[Item]:
    """Items that had been issued by the end of a day and had not ended; those that were reopened since are looked up in the log."""
    cut = end_of(day)
    issued = Item.objects.filter(assigned_at__lt=cut)
    plain = Q(times_reopened=0) & (Q(ended_at__isnull=True) | Q(ended_at__gte=cut))
    return issued.filter(plain | Q(pk__in=_reopened_and_open(cut)))


def _reopened_and_open(cut: datetime) -> list[int]:
    """Of the items that were ever reopened those that were open then: by their last act of ending or reopening before it."""
    reopened = dict(Item.objects.filter(times_reopened__gt=0).values_list("pk", "state"))
    if not reopened:
        return []
    acts: dict[int, list[tuple[datetime, bool]]] = defaultdict(list)
    told = Act.objects.filter(
        verb__in=(*_ENDING, "item.reopen"), object_kind="item", object_id__in=list(reopened)
    )
    for pk, at, verb in told.order_by("number").values_list("object_id", "at", "verb"):
        if pk is not None:
            acts[pk].append((at, verb == "item.reopen"))
    ended = dict(Item.objects.filter(pk__in=list(reopened), state__in=ENDED).values_list("pk", "ended_at"))
    found = []
    for pk in reopened:
        before = [opens for at, opens in acts[pk] if at < cut]
        last = ended.get(pk)
        if last is not None and last < cut and not (acts[pk] and acts[pk][-1][1] and acts[pk][-1][0] >= last):
            continue
        if not before or before[-1]:
            found.append(pk)
    return found


def facts_on(day: date, items: Iterable[int] | None = None) -> Iterator[ItemFacts]:
    """The facts of every item that was open on a day, or of those of ``items`` that were. Nine queries for any number."""
    cut = end_of(day)
    chosen = open_on(day) if items is None else open_on(day).filter(pk__in=list(items))
    only = None if items is None else {"item__in": list(items)}
    dues, targets = _undone(cut, only)
    claims = _claims(cut, only)
    said = _latest(
        Update.objects.filter(at__lt=cut), ("-period", "-id"), ("period", "state", "value", "share"), only
    )
    judged = _latest(Judgement.objects.filter(at__lt=cut), ("-on", "-id"), ("on", "colour", "reason"), only)
    nodes = _nodes(only)
    rows = chosen.order_by().values_list(
        "pk", "year", "source", "assigned_at", "due", "low", "high", "bound", "unit", "is_rate"
    )
    for pk, year, source, assigned_at, due, low, high, bound, unit, is_rate in rows.iterator(chunk_size=5000):
        if assigned_at is None or due is None:  # never, of what was issued
            continue
        assigned_on = day_of(assigned_at)
        if pk in targets:
            low, high = _before(targets[pk], low, high)
        yield ItemFacts(
            pk,
            assigned_on,
            date(year, 1, 1) if source == Item.Source.REPORT else assigned_on,
            dues.get(pk, due),
            low,
            high,
            bound,
            unit,
            is_rate,
            claims.get(pk),
            Said(*said[pk]) if pk in said else None,
            nodes.get(pk, ()),
            Judged(*judged[pk]) if pk in judged else None,
        )


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
    """Reports of completion that stood then: neither withdrawn nor answered by a verdict."""
    waiting = Completion.objects.filter(at__lt=cut)
    waiting = waiting.filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=cut))
    waiting = waiting.filter(Q(verdict__isnull=True) | Q(verdict__at__gte=cut))
    waiting = waiting if only is None else waiting.filter(**only)
    return {pk: day_of(at) for pk, at in waiting.order_by("at").values_list("item_id", "at")}


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
