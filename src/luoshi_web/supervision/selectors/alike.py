"""What asks the same of an office as an item that has not gone out yet, and what was said of it.

"repeat, multi-headed and ultra vires supervision is forbidden" (政府督查工作条例 art 15). Likeness itself: ``urging.likeness``.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from luoshi_web.audit.actor import Actor
from luoshi_web.supervision.models import Item, Resemblance
from luoshi_web.supervision.selectors.items import visible_to
from luoshi_web.supervision.states import OPEN, State
from luoshi_web.supervision.urging.alike import Found, items_like, matter_of
from luoshi_web.supervision.urging.ladder import default, read_terms
from luoshi_web.supervision.urging.rules import put_in_force_by

_COLUMNS = (
    "number", "title", "state", "year", "kind", "office", "lead", "entry", "indicator", "secrecy", "due", "split",
)  # fmt: skip


def alike_to(item: Item, *, actor: Actor, on: date) -> list[Found]:
    """Open items of the item's office that ask the same, of those that the actor may see; for a row of a report's split its other rows too."""
    return open_alike([item], actor=actor, on=on).get(item.pk, [])


def open_alike(items: Iterable[Item], *, actor: Actor, on: date) -> dict[int, list[Found]]:
    """Draft → what asks the same, in one query for all drafts. Of two drafts of one report the later one is told of the earlier."""
    drafts = [item for item in items if item.office_id is not None]
    if not drafts:
        return {}
    percent = _percent(on)
    reports = {item.split.report_id for item in drafts if item.split is not None}
    held = Q(state__in=OPEN)
    if reports:
        held |= Q(state=State.DRAFT, split__report__in=reports)
    others = visible_to(actor).filter(held, office__in={item.office_id for item in drafts}).only(*_COLUMNS)
    by_office: dict[int | None, list[Item]] = defaultdict(list)
    for other in others.order_by("pk"):
        by_office[other.office_id].append(other)
    found = {
        item.pk: [
            each
            for each in items_like(matter_of(item), percent=percent, within=by_office[item.office_id])
            if _counts(item, each)
        ]
        for item in drafts
    }
    return {pk: alike for pk, alike in found.items() if alike}


def undecided(items: Iterable[Item], *, actor: Actor, on: date) -> dict[int, list[Found]]:
    """… without those of which somebody has said already what they are."""
    found = open_alike(items, actor=actor, on=on)
    said = _said(found)
    left = {
        pk: [each for each in alike if (pk, each.item.pk) not in said and (each.item.pk, pk) not in said]
        for pk, alike in found.items()
    }
    return {pk: alike for pk, alike in left.items() if alike}


def decided(item: Item) -> QuerySet[Resemblance]:
    """What was said of an item's likeness to others, the first one first."""
    return item.resemblances.select_related("other__office", "by").order_by("at", "id")


def related(item: Item, *, actor: Actor) -> QuerySet[Resemblance]:
    """Items that are handled together with one, or were merged into it before they went out, as far as the actor may see them."""
    seen = visible_to(actor).values("pk")
    told = Resemblance.objects.filter(Q(item=item) | Q(other=item), item__in=seen, other__in=seen)
    return told.exclude(decision=Resemblance.Decision.APART).select_related("item", "other").order_by("id")


def _percent(on: date) -> int:
    """From which likeness two titles are one matter: by the ladder in force, or the usual one. Nothing is written for a question."""
    ladder = put_in_force_by(on)
    return read_terms(ladder.terms if ladder is not None else default()["terms"]).alike


def _said(found: dict[int, list[Found]]) -> set[tuple[int, int]]:
    keys = set(found) | {each.item.pk for alike in found.values() for each in alike}
    rows = Resemblance.objects.filter(item__in=keys, other__in=keys) if keys else Resemblance.objects.none()
    return set(rows.order_by().values_list("item", "other"))


def _counts(item: Item, found: Found) -> bool:
    """A target of another year is another promise, whatever its words: 一般公共预算收入增长6% stands in every report.

    Of two drafts of one report each pair is told once.
    """
    other = found.item
    if other.pk == item.parent_id or (other.state == State.DRAFT and other.pk > item.pk):
        return False
    if other.year == item.year:
        return True
    return found.why == "title" and Item.Kind.TARGET not in {item.kind, other.kind}
