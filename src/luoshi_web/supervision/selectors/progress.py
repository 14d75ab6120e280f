"""What was reported, what is still owed, and the one report of a period from which every paper takes."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet, Window
from django.db.models.functions import RowNumber

from luoshi_web.audit.actor import Actor
from luoshi_web.supervision.lights.gather import end_of
from luoshi_web.supervision.models import Attachment, Item, Milestone, Update
from luoshi_web.supervision.progress.steps import Terms, steps_on
from luoshi_web.supervision.selectors.items import for_list, visible_to
from luoshi_web.supervision.states import State


def reported_on(actor: Actor, period: date) -> QuerySet[Item]:
    """The items that the actor's office has to report on for a period: led by it, under way, issued before the period was over."""
    items = visible_to(actor).filter(office=actor.office_id, state__in=(State.ACTIVE, State.REPORTED))
    return for_list(items.filter(assigned_at__lt=end_of(period), year__lte=period.year))


def owed(actor: Actor, period: date) -> QuerySet[Item]:
    """Those of them for which there is no report of the period yet."""
    there = Update.objects.filter(item=OuterRef("pk"), period=period, current=True)
    return reported_on(actor, period).filter(~Exists(there)).order_by("due", "order", "id")


def reported(actor: Actor, period: date) -> QuerySet[Update]:
    """The reports that the office made for a period."""
    items = reported_on(actor, period).order_by().values("pk")
    return (
        Update.objects.filter(item__in=items, period=period, current=True)
        .select_related("item")
        .order_by("-at", "-id")
    )


def updates_for(period: date, items: Iterable[int] | QuerySet[Item]) -> dict[int, Update]:
    """Item → its one report of a period, as it stands. One query."""
    rows = Update.objects.filter(period=period, current=True, item__in=items)
    return {update.item_id: update for update in rows}


def latest_updates(items: Iterable[int], *, before: date | None = None) -> dict[int, Update]:
    """Item → its latest report, of a period before a day where one is given. One query."""
    rows = Update.objects.filter(current=True, item__in=list(items))
    if before is not None:
        rows = rows.filter(period__lt=before)
    place = Window(RowNumber(), partition_by=F("item_id"), order_by=F("period").desc())
    return {update.item_id: update for update in rows.annotate(place=place).filter(place=1)}


def history(item: Item) -> list[Update]:
    """All reports of an item with their files, the latest period first, within it the current one first."""
    rows = Update.objects.filter(item=item).select_related("by", "post__office")
    return list(rows.prefetch_related("attachments__evidence").order_by("-period", "-id"))


def milestones_of(item: Item, rows: Iterable[Milestone] | None = None) -> list[Milestone]:
    """An item's milestones as its present date and target have them: for showing, not for saving."""
    found = list(item.milestones.order_by("due", "id") if rows is None else rows)
    first = Terms(item.original_due, item.original_low, item.original_high)
    now = Terms(item.due, item.low, item.high)
    steps = steps_on([(row.due, row.value) for row in found], first=first, now=now)
    for row, (due, value) in zip(found, steps, strict=True):
        row.due, row.value = due, value
    return found


def files_of(item: Item) -> QuerySet[Attachment]:
    """Everything that is attached to an item, the latest first."""
    return (
        Attachment.objects.filter(item=item).select_related("evidence", "by", "update").order_by("-at", "-id")
    )
