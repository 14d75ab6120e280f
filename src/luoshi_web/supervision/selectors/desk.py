"""What the first page asks: counts of items in one query, and the short lists of what waits. Each query is served by an index.

Counts are of the items of a year; lists are of items that are open, whatever their year.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value

from luoshi_web.accounts.models import Office
from luoshi_web.audit.actor import Actor
from luoshi_web.supervision.lights.rules import TimeTerms
from luoshi_web.supervision.lights.run import rules_on
from luoshi_web.supervision.models import (
    Appraisal,
    Change,
    Completion,
    Ending,
    Item,
    Objection,
    Return,
    Urge,
    Verdict,
)
from luoshi_web.supervision.models.light import Colour
from luoshi_web.supervision.selectors.lights import near_now
from luoshi_web.supervision.states import ENDED, OPEN, State

SHOWN = 8
"""Lines of a short list."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Items of a year by state; of the open ones by the colour of two lights. Names are the codes of the models."""

    states: dict[str, int]
    gap: dict[str, int]
    time: dict[str, int]

    @property
    def open(self) -> int:
        """Issued and not ended."""
        return sum(self.states.get(state, 0) for state in OPEN)

    @property
    def ended(self) -> int:
        """Closed, merged or withdrawn."""
        return sum(self.states.get(state, 0) for state in ENDED)


def of_post(actor: Actor) -> QuerySet[Item]:
    """The items that are the post's own business: all for the supervision office and auditors, those in a leader's charge, those led by an
    office.
    """
    items = Item.objects.filter(secrecy__lte=actor.clearance)
    if actor.role == "leader":
        return items.filter(Q(leader=actor.post_id) | Q(office__in=actor.offices))
    if actor.role in {"officer", "head"}:
        return items.filter(office=actor.office_id)
    return items


def counts(items: QuerySet[Item], *, year: int) -> Counts:
    """One query, in the order of an index that holds all it asks for: rows are counted, for it has no keys."""
    return _counts((*group, number) for *group, number in _grouped(items, year=year))


def counts_by_office(items: QuerySet[Item], *, year: int) -> dict[int | None, Counts]:
    """… by the office that leads, in one query too: :func:`together` makes one of them."""
    offices: defaultdict[int | None, list[tuple[Any, ...]]] = defaultdict(list)
    for *group, office, number in _grouped(items, "office", year=year):
        offices[office].append((*group, number))
    return {office: _counts(rows) for office, rows in offices.items()}


def together(several: Iterable[Counts]) -> Counts:
    """The sum of several counts."""
    states: Counter[str] = Counter()
    gap: Counter[str] = Counter()
    time: Counter[str] = Counter()
    for one in several:
        states.update(one.states)
        gap.update(one.gap)
        time.update(one.time)
    return Counts(dict(states), dict(gap), dict(time))


def _grouped(items: QuerySet[Item], *further: str, year: int) -> QuerySet[Item, tuple[Any, ...]]:
    """State, colours, what else is asked for, and how many. All but drafts: named one by one, states would hide the order of the index."""
    issued = items.filter(year=year).exclude(state=State.DRAFT).order_by()
    grouped = issued.values_list("state", "gap_light", "time_light", *further)
    return grouped.annotate(number=Count("*"))


def _counts(rows: Iterable[tuple[Any, ...]]) -> Counts:
    states: Counter[str] = Counter()
    gap: Counter[str] = Counter()
    time: Counter[str] = Counter()
    for state, gap_colour, time_colour, number in rows:
        states[state] += number
        if state in OPEN:
            gap[gap_colour] += number
            time[time_colour] += number
    return Counts(dict(states), dict(gap), dict(time))


def time_colours(day: date, shown: Iterable[str]) -> tuple[str, str]:
    """In which colours items near their limit and past it are lit, by the rule in force on a day; ``shown`` are those that any item has.

    Only yellow may be either: without it nobody has to ask for the rule.
    """
    if Colour.YELLOW not in shown:
        return Colour.BLUE, Colour.RED
    terms = rules_on(day)["time"].terms
    if not isinstance(terms, TimeTerms):
        raise TypeError("the terms of the light of the limit are of another light")
    return terms.near, terms.past


def offices_with_red(items: QuerySet[Item], *, year: int) -> list[dict[str, Any]]:
    """The offices that lead the most open items behind schedule: ``office``, ``name``, ``red``."""
    red = items.filter(year=year, state__in=OPEN, gap_light="red").order_by()
    grouped = red.values_list("office", "office__short_name", "office__name").annotate(red=Count("*"))
    return [
        {"office": office, "name": short or name, "red": number}
        for office, short, name, number in grouped.order_by("-red", "office")[:SHOWN]
    ]


def offices_of(actor: Actor, counted: Mapping[int | None, Counts]) -> list[dict[str, Any]]:
    """The offices in a leader's charge, each with its open items and those far behind: ``office``, ``name``, ``open``, ``red``."""
    none = Counts({}, {}, {})
    offices = [
        (office, counted.get(office.pk, none)) for office in Office.objects.filter(pk__in=actor.offices)
    ]
    return [
        {"office": office.pk, "name": str(office), "open": has.open, "red": has.gap.get("red", 0)}
        for office, has in offices
    ]


def near_schedule(items: QuerySet[Item], *, year: int) -> int:
    """Open items of a year that are behind within the tolerance: green, and not on schedule."""
    green = items.filter(year=year, state__in=OPEN, gap_light=Colour.GREEN)
    return near_now(green).count()


def due_between(items: QuerySet[Item], since: date, until: date) -> QuerySet[Item]:
    """Open items whose last day lies between two days, both counted."""
    return (
        items.filter(state__in=OPEN, due__range=(since, until)).select_related("office").order_by("due", "id")
    )


def behind(items: QuerySet[Item]) -> QuerySet[Item]:
    """Open items with a red light of the gap, the nearest limit first."""
    red = items.filter(state__in=OPEN, gap_light="red")
    return red.select_related("office").order_by("due", "id")


def to_do_again(items: QuerySet[Item]) -> QuerySet[Item]:
    """Items under way that were sent back since their office last reported them as done: by an unfit verdict, a refused signing-off, or reopened.

    Few are, and they are looked for where they were sent back, not item by item in the order of their limits.
    """
    after = Completion.objects.filter(item=OuterRef("item"))
    unfit = Verdict.objects.filter(
        ~Exists(after.filter(pk__gt=OuterRef("completion"))), finding=Verdict.Finding.UNFIT
    )
    refused = Ending.objects.filter(
        ~Exists(after.filter(pk__gt=OuterRef("verdict__completion"))), kind=Ending.Kind.DONE, stage=Ending.Stage.REFUSED
    )  # fmt: skip
    reopened = Ending.objects.filter(
        ~Exists(after.filter(at__gt=OuterRef("reopened_at"))), reopened_at__isnull=False
    )
    first, *others = (_items_of(rows) for rows in (unfit, refused, reopened))
    return items.filter(pk__in=first.union(*others), state=State.ACTIVE).order_by("due", "id")


def _items_of(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    return rows.order_by().values("item")


def counted(**rows: QuerySet[Any]) -> dict[str, int]:
    """How many rows of each kind there are, of all kinds in one query."""
    first, *others = (
        each.order_by().values_list(Value(name)).annotate(count=Count("*")) for name, each in rows.items()
    )
    return dict(first.union(*others, all=True))


def returns_open(actor: Actor) -> QuerySet[Return]:
    """Items that offices sent back and nobody has decided on."""
    return _reached(Return.objects.filter(decision=Return.Decision.OPEN), actor)


def urges_proposed() -> QuerySet[Urge]:
    """Urges that the night proposed and nobody has sent, held back or skipped."""
    return Urge.objects.filter(state=Urge.State.PROPOSED)


def urges_asked(actor: Actor) -> QuerySet[Urge]:
    """通报 and 约谈 of open items that wait for a leader: all for the supervision office, those of the items in his charge for a leader. The oldest first."""
    items = of_post(actor).filter(state__in=OPEN)
    waiting = Urge.objects.filter(state=Urge.State.ASKED, item__in=items.values("pk"))
    return waiting.select_related("item__office", "asked_by", "post__office").order_by("asked_at", "id")


def urges_to_answer(actor: Actor) -> QuerySet[Urge]:
    """Papers of 催办 and above that the office has not answered; the last one of each item, for an answer answers all of them."""
    open_ones = Urge.objects.filter(state=Urge.State.SENT, rung__gte=2, answered_at__isnull=True)
    later = open_ones.filter(item=OuterRef("item"), pk__gt=OuterRef("pk"))
    waiting = open_ones.filter(~Exists(later), office=actor.office_id, item__state__in=OPEN)
    return (
        _reached(waiting, actor).select_related("item").order_by(F("answer_due").asc(nulls_last=True), "id")
    )


def objections_open() -> QuerySet[Objection]:
    """Objections to appraisals without a decision."""
    return Objection.objects.filter(decision=Objection.Decision.OPEN)


def results_open(actor: Actor, *, on: date) -> QuerySet[Appraisal]:
    """Published appraisals with a sheet of the office's own to which its head may still object."""
    return Appraisal.objects.filter(
        state=Appraisal.State.PUBLISHED, scores__office=actor.office_id, object_limit__due__gte=on
    )


def changes_made(actor: Actor) -> QuerySet[Change]:
    """Changes that were approved, the latest first."""
    made = Change.objects.filter(state=Change.State.APPROVED).select_related("item__office")
    return _reached(made, actor).order_by("-approved_at", "-id")


def ended_lately(actor: Actor) -> QuerySet[Item]:
    """Items that ended, the latest first."""
    ended = Item.objects.filter(ended_at__isnull=False, state__in=ENDED, secrecy__lte=actor.clearance)
    return ended.select_related("office").order_by("-ended_at", "-id")


def _reached(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    return rows.filter(item__secrecy__lte=actor.clearance)
