"""The year as pictures ask for it: units by how their items stand, months by what fell due and what was closed, days by what falls due."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractMonth, ExtractYear

from luoshi_web.accounts.models import Charge, Office, Post
from luoshi_web.audit.actor import Actor
from luoshi_web.supervision.models import Item, Milestone
from luoshi_web.supervision.selectors.desk import Counts, counts_by_office
from luoshi_web.supervision.states import OPEN, State

STANDINGS = ("done", "green", "yellow", "red", "unknown", "not_done")
"""How an item stands: closed as done; open by its progress light; open without one; ended otherwise."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and its items of the year by standing."""

    office: Office
    stands: Mapping[str, int]

    @property
    def items(self) -> int:
        return sum(self.stands.values())


@dataclass(frozen=True, slots=True)
class Month:
    """``due``: items whose last day lies in the month or before; ``closed``: those closed as done by its end."""

    number: int
    due: int
    closed: int


@dataclass(frozen=True, slots=True)
class Falling:
    """Something that falls due on a day: an item, or a milestone of one in its own words."""

    on: date
    item: Item
    milestone: bool = False
    words: str = ""


def units(items: QuerySet[Item], *, year: int) -> list[Unit]:
    """The units that lead an item of the year, those with the largest share far behind first. Two queries."""
    counted = counts_by_office(items, year=year)
    found = [
        Unit(office, _standings(counted[office.pk]))
        for office in Office.objects.filter(pk__in=[key for key in counted if key is not None])
    ]
    return sorted(
        found, key=lambda unit: (-unit.stands["red"] / unit.items, -unit.stands["yellow"] / unit.items, unit.office.order)
    )  # fmt: skip


def _standings(counts: Counts) -> dict[str, int]:
    lit = {colour: counts.gap.get(colour, 0) for colour in ("green", "yellow", "red")}
    done = counts.states.get(State.CLOSED_DONE, 0)
    return {
        "done": done, **lit, "unknown": counts.open - sum(lit.values()), "not_done": counts.ended - done,
    }  # fmt: skip


def months(items: QuerySet[Item], *, year: int) -> list[Month]:
    """January to December. Merged and withdrawn items are left out: they ask for nothing any more. Two queries."""
    counted = (
        items.filter(year=year).exclude(state__in=(State.DRAFT, State.MERGED, State.WITHDRAWN)).order_by()
    )
    due = _by_month(counted, "due", year)
    closed = _by_month(counted.filter(state=State.CLOSED_DONE), "ended_at", year)
    found, sums = [], [0, 0]
    for month in range(1, 13):
        sums = [sums[0] + due[month], sums[1] + closed[month]]
        found.append(Month(month, *sums))
    return found


def _by_month(items: QuerySet[Item], field: str, year: int) -> Counter[int]:
    """How many in each month; what lies before the year counts in January, what lies after it not at all."""
    rows = (
        items.annotate(y=ExtractYear(field), m=ExtractMonth(field))
        .values_list("y", "m")
        .annotate(number=Count("pk"))
    )
    found: Counter[int] = Counter()
    for in_year, month, number in rows:
        if in_year is not None and in_year <= year:
            found[month if in_year == year else 1] += number
    return found


def falling_due(items: QuerySet[Item], since: date, until: date) -> list[Falling]:
    """Open items whose last day lies between two days, and their milestones that do, in the order of days."""
    running = items.filter(state__in=OPEN)
    last = running.filter(due__range=(since, until)).select_related("office")
    steps = Milestone.objects.filter(due__range=(since, until), item__in=running.order_by().values("pk"))
    found = [Falling(item.due, item) for item in last if item.due is not None]
    found += [
        Falling(step.due, step.item, True, step.words or "")
        for step in steps.select_related("item__office")
        if step.due != step.item.due
    ]
    return sorted(found, key=lambda each: (each.on, each.milestone, each.item.number))


def leaders_on(day: date) -> QuerySet[Post]:
    """Posts of leaders that are in use, in the order of the list."""
    return Post.objects.filter(role="leader", active=True).select_related("office")


def items_of_leader(items: QuerySet[Item], post: Post, *, day: date) -> QuerySet[Item]:
    """Those that name him, and those of the units in his charge on a day."""
    charged = Charge.objects.filter(post=post, since__lte=day).filter(
        Q(until__isnull=True) | Q(until__gt=day)
    )
    return items.filter(Q(leader=post) | Q(office__in=charged.values("office")))


def sums(found: Sequence[Unit]) -> dict[str, int]:
    """All units together, by standing."""
    return {code: sum(unit.stands[code] for unit in found) for code in STANDINGS}


def of_reader(actor: Actor) -> QuerySet[Item]:
    """What a reader's pictures count: all for those who see all, a department's own."""
    items = Item.objects.filter(secrecy__lte=actor.clearance)
    return items.filter(office=actor.office_id) if actor.role in {"officer", "head"} else items
