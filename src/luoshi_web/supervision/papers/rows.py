"""What a paper needs of each item, read in a few queries whatever their number, as of a day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from luoshi_web.accounts.selectors import holdings_on
from luoshi_web.supervision.models import Item, Light, Milestone, Update
from luoshi_web.supervision.papers.content import in_words
from luoshi_web.supervision.papers.late import why_behind
from luoshi_web.supervision.papers.standing import Standing, standing
from luoshi_web.supervision.papers.values import amount, target
from luoshi_web.supervision.progress.periods import is_period
from luoshi_web.supervision.selectors.items import for_list
from luoshi_web.supervision.selectors.progress import milestones_of

AHEAD_BY = Decimal(10)
"""Percentage points: as far before the schedule as 银川's yellow light (2025) begins behind it. Our reading; no source gives a measure."""


@dataclass(frozen=True, slots=True)
class Row:
    """One item in texts, by the codes of :mod:`columns`, with its standing on the day; ``gap`` says by how much it is behind.

    A target stands by its title, since several may share one sentence (城镇、农村居民收入分别增长…); a task by the sentence itself.
    """

    item_id: int
    office_id: int | None
    standing: Standing
    texts: dict[str, str]

    def cells(self, number: int, codes: Iterable[str]) -> tuple[str, ...]:
        """The cells under these columns; ``no`` is its number in the table."""
        return tuple(str(number) if code == "no" else self.texts[code] for code in codes)


def end_of(day: date) -> datetime:
    """The last moment of a day of the office's zone."""
    return timezone.make_aware(datetime.combine(day, time.max))


def rows_of(items: QuerySet[Item], on: date) -> list[Row]:
    """The items in the order of the query, with what was known at the end of the day."""
    found = list(for_list(items).select_related("merged_into").prefetch_related("co_units__post__office"))
    keys = items.order_by().values("pk")
    updates = _updates(keys, on)
    lights = _lights(keys, on)
    milestones = _milestones(keys)
    held = holdings_on(on).filter(post__role="leader")
    holders = dict(held.values_list("post_id", "person__name"))
    return [
        _row(item, on, updates.get(item.pk), lights.get(item.pk), milestones[item.pk], holders)
        for item in found
    ]


def _updates(keys: QuerySet[Item, Any], on: date) -> dict[int, Update]:
    """The report of the latest period, as it stood at the end of the day: corrections made later are not in it."""
    known = Update.objects.filter(item__in=keys, period__lte=on, at__lte=end_of(on))
    return {update.item_id: update for update in known.order_by("period", "id")}


def _lights(keys: QuerySet[Item, Any], on: date) -> dict[int, Light]:
    """The light of the gap that each item showed on the day."""
    shown = Light.objects.filter(item__in=keys, kind="gap", since__lte=on)
    return {light.item_id: light for light in shown.filter(Q(until__isnull=True) | Q(until__gt=on))}


def _milestones(keys: QuerySet[Item, Any]) -> dict[int, list[Milestone]]:
    found: dict[int, list[Milestone]] = defaultdict(list)
    for milestone in Milestone.objects.filter(item__in=keys).order_by("due", "id"):
        found[milestone.item_id].append(milestone)
    return found


def _row(
    item: Item, on: date, update: Update | None, light: Light | None, milestones: list[Milestone], holders: dict[int, str]
) -> Row:  # fmt: skip
    stands = standing(
        closed=closed_by(item, on), colour=light.colour if light else "", ahead=_ahead(item, update, light)
    )
    texts = {
        "number": item.number,
        "area": item.area,
        "text": item.title if item.kind == Item.Kind.TARGET else item.quote or item.title,
        "target": target(item.low, item.high, item.unit, item.bound),
        "content": item.content,
        "leader": _leader(item, holders),
        "lead": item.office.name if item.office else "",
        "helpers": "、".join(str(co.post.office) for co in item.co_units.all()),
        "post": item.lead.title if item.lead else "",
        "milestones": "\n".join(_milestone(step, item) for step in milestones_of(item, milestones)),
        "due": in_words(item.due) if item.due else "",
        "progress": update.words if update else "",
        "problems": update.problems if update else "",
        "next_steps": update.next_steps if update else "",
        "schedule": _schedule(stands),
        "remark": _remark(item, on),
        "gap": why_behind(light.reason, light.inputs) if light else "",
    }
    return Row(item.pk, item.office_id, stands, texts)


def closed_by(item: Item, on: date) -> str:
    """The end state that the item had reached on the day, an empty text where it had not."""
    ended = item.ended_at is not None and item.ended_at <= end_of(on)
    return str(item.state) if ended else ""


def _ahead(item: Item, update: Update | None, light: Light | None) -> bool:
    """超进度: the year's target is reached before the item is closed, or the schedule is led by :data:`AHEAD_BY` points or more.

    A rate is met or not: there is nothing to be ahead of.
    """
    gap = light.inputs.get("gap") if light else None
    if gap is not None and not item.is_rate and Decimal(str(gap)) <= -AHEAD_BY:
        return True
    if update is None:
        return False
    if update.share is not None:
        return update.share >= 100
    wanted = item.low if item.low is not None else item.high
    if update.value is None or wanted is None or item.is_rate or item.bound in {"at_most", "nearly"}:
        return False
    return update.value >= wanted


def _leader(item: Item, holders: dict[int, str]) -> str:
    """The name of who is the leader on the day; the post while it is vacant. No other person is named in a paper."""
    if item.leader is None:
        return ""
    return holders.get(item.leader_id or 0, item.leader.title)


def _milestone(milestone: Milestone, item: Item) -> str:
    """``6月底：1200个``; a day within a month in full, another year than the item's before it: ``2030年12月底``."""
    value = amount(milestone.value, item.unit) if milestone.value is not None else ""
    said = "，".join(text for text in (milestone.words, value) if text)
    day = milestone.due
    year = "" if day.year == item.year else f"{day.year}年"
    return f"{year}{day.month}月{'底' if is_period(day) else f'{day.day}日'}：{said}"


def _schedule(stands: Standing) -> str:
    return {Standing.BEHIND: "未达到", Standing.OTHER: "—"}.get(stands, "达到")


def _remark(item: Item, on: date) -> str:
    """What was moved since it was promised, and how it ended."""
    said = []
    if item.original_due and item.due and item.original_due != item.due:
        said.append(f"原定{in_words(item.original_due)}")
    first = target(item.original_low, item.original_high, item.unit, item.bound)
    if first and first != target(item.low, item.high, item.unit, item.bound):
        said.append(f"原目标{first}")
    if closed_by(item, on) in {"closed_not_done", "withdrawn"}:
        said.append(item.public_reason)
    return "；".join(said)
