"""What a paper needs of each item, read in a few queries whatever their number, as of a day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from luoshi_web.accounts.models import Post
from luoshi_web.accounts.selectors import holdings_on, leaders_in_charge
from luoshi_web.ledgerstore.models import Copy
from luoshi_web.supervision.drafting.rows import after_in_sentence, before_in_sentence, further_name
from luoshi_web.supervision.lights.judge import NEAR
from luoshi_web.supervision.models import CoUnit, Item, Light, Milestone, Update
from luoshi_web.supervision.papers.content import in_words
from luoshi_web.supervision.papers.late import why_behind
from luoshi_web.supervision.papers.standing import Standing, standing
from luoshi_web.supervision.progress.periods import is_period
from luoshi_web.supervision.progress.values import write_target, write_value
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
    secrecy: int
    standing: Standing
    texts: dict[str, str]
    grave: tuple[int, Decimal] = (0, Decimal(0))
    """How far behind it is, to put the gravest first: red before yellow, then by the gap."""

    def cells(self, number: int, codes: Iterable[str]) -> tuple[str, ...]:
        """The cells under these columns; ``no`` is its number in the table."""
        return tuple(str(number) if code == "no" else self.texts[code] for code in codes)


def end_of(day: date) -> datetime:
    """The last moment of a day of the office's zone."""
    return timezone.make_aware(datetime.combine(day, time.max))


def rows_of(items: QuerySet[Item], on: date) -> list[Row]:
    """The items in the order of the query, with what was known at the end of the day."""
    listed = for_list(items).select_related("merged_into", "entry").defer("entry__machine")
    helpers = Prefetch("co_units", CoUnit.objects.select_related("post__office"))
    found = list(listed.prefetch_related(helpers, "further"))
    sentences = sentences_of(found)
    charged = leaders_in_charge(at=on)
    keys = items.order_by().values("pk")
    updates = _updates(keys, on)
    lights = _lights(keys, on)
    milestones = _milestones(keys)
    held = holdings_on(on).filter(post__role="leader")
    holders = dict(held.values_list("post_id", "person__name"))
    return [
        _row(
            item,
            on,
            updates.get(item.pk),
            lights.get(item.pk),
            milestones[item.pk],
            _leader(item, holders, charged),
            sentences.get(item.pk, ""),
        )
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
    item: Item, on: date, update: Update | None, light: Light | None, milestones: list[Milestone], leader: str, sentence: str
) -> Row:  # fmt: skip
    stands = standing(
        closed=closed_by(item, on), colour=light.colour if light else "", ahead=_ahead(item, update, light),
        near=light is not None and light.reason in NEAR,
    )  # fmt: skip
    steps = milestones_of(item, milestones)
    sentence = sentence or item.quote or item.title
    texts = {
        "number": item.number,
        "area": item.area,
        "text": item.title if item.kind == Item.Kind.TARGET else item.quote or item.title,
        "sentence": sentence,
        "target": values_of(item),
        "content": item.content,
        "doing": _doing(item, sentence),
        "leader": leader,
        "lead": item.office.name if item.office else "",
        "helpers": "、".join(str(co.post.office) for co in item.co_units.all()),
        "post": item.lead.title if item.lead else "",
        "milestones": "\n".join(_milestone(step, item) for step in steps),
        "steps": _steps(steps, item),
        "due": in_words(item.due) if item.due else "",
        "by": _by(item.due, item.year) if item.due else "",
        "progress": update.words if update else "",
        "problems": update.problems if update else "",
        "next_steps": update.next_steps if update else "",
        "schedule": _schedule(stands),
        "remark": _remark(item, on),
        "gap": why_behind(light.reason, light.inputs) if light else "",
    }
    return Row(item.pk, item.office_id, item.secrecy, stands, texts, _grave(light))


def _grave(light: Light | None) -> tuple[int, Decimal]:
    if light is None:
        return 0, Decimal(0)
    return {"red": 2, "yellow": 1}.get(light.colour, 0), Decimal(str(light.inputs.get("gap") or 0))


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


def _leader(item: Item, holders: dict[int, str], charged: dict[int, Post]) -> str:
    """The name of who is the leader on the day; the post while it is vacant. No other person is named in a paper.

    Where no leader was set, it is the one in charge of the lead office (分管领导).
    """
    leader = item.leader or charged.get(item.office_id or 0)
    return holders.get(leader.pk, leader.title) if leader else ""


def _doing(item: Item, sentence: str) -> str:
    """具体工作内容: what somebody wrote, or the measures of the office, or the row's own part of the sentence; 同左 where it is all of it."""
    said = item.content or item.measures
    if said:
        return said
    part = item.title if len(item.title) < 300 else item.quote
    return "同左" if _bare(part) == _bare(sentence) else part


def _bare(words: str) -> str:
    return words.strip("，。；、 \n")


def values_of(item: Item) -> str:
    """The target, then the further values of its line: ``100个；其中超10亿元18个``."""
    said = [write_target(item.low, item.high, item.unit, item.bound)]
    for entry in sorted(item.further.all(), key=lambda entry: (entry.order, entry.pk)):
        said.append(further_name(entry.reading, entry.low, entry.high, entry.unit))
    return "；".join(words for words in said if words)


def sentences_of(items: Iterable[Item]) -> dict[int, str]:
    """The report's own sentence around each item that was drafted from an entry, in one query for all copies."""
    drafted = [(item, item.entry) for item in items if item.entry is not None]
    texts = dict(
        Copy.objects.filter(pk__in={entry.copy_id for _, entry in drafted}).values_list("pk", "text")
    )
    found = {}
    for item, entry in drafted:
        text = texts.get(entry.copy_id, "")
        spans = [(entry.start, entry.end)] + [
            (one.start, one.end) for one in item.further.all() if one.copy_id == entry.copy_id
        ]
        start, end = min(start for start, _ in spans), max(end for _, end in spans)
        whole = before_in_sentence(text, start) + text[start:end] + after_in_sentence(text, end)
        found[item.pk] = _bare(whole)
    return found


def _milestone(milestone: Milestone, item: Item) -> str:
    """``6月底：1200个``; a day within a month in full, another year than the item's before it: ``2030年12月底``."""
    value = write_value(milestone.value, item.unit)
    said = "，".join(text for text in (milestone.words, value) if text)
    return f"{_by(milestone.due, item.year)}：{said}"


def _by(day: date, year: int) -> str:
    """``12月底``, ``10月20日``; with the year where it is another than the item's."""
    before = "" if day.year == year else f"{day.year}年"
    return f"{before}{day.month}月{'底' if is_period(day) else f'{day.day}日'}"


def _steps(steps: Sequence[Any], item: Item) -> str:
    """Milestones in as few lines as can be: ``3、6、9、12月底：`` over ``300、600、900、1200个``. Where there are none, the day by which it is done."""
    if not steps:
        return f"{_by(item.due, item.year)}：完成" if item.due else ""
    plain = all(
        step.value is not None and not step.words and is_period(step.due) and step.due.year == item.year
        for step in steps
    )
    if not plain or len(steps) == 1:
        return "；".join(_milestone(step, item) for step in steps)
    months = "、".join(str(step.due.month) for step in steps)
    amounts = "、".join(write_value(step.value, item.unit).removesuffix(item.unit) for step in steps)
    return f"{months}月底：\n{amounts}{item.unit}"


def _schedule(stands: Standing) -> str:
    return {Standing.BEHIND: "未达到", Standing.NEAR: "略低于", Standing.OTHER: "—"}.get(stands, "达到")


def _remark(item: Item, on: date) -> str:
    """What was moved since it was promised, and how it ended."""
    said = []
    if item.original_due and item.due and item.original_due != item.due:
        said.append(f"原定{in_words(item.original_due)}")
    first = write_target(item.original_low, item.original_high, item.unit, item.bound)
    if first and first != write_target(item.low, item.high, item.unit, item.bound):
        said.append(f"原目标{first}")
    if closed_by(item, on) in {"closed_not_done", "withdrawn"}:
        said.append(item.public_reason)
    return "；".join(said)
