"""Questions to splits: their rows, what still lacks, who gets how much, what nobody holds."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from luoshi_web.accounts.models import Office
from luoshi_web.ledgerstore.models import Copy, Entry, Report, Review
from luoshi_web.ledgerstore.models.entry import STANDING
from luoshi_web.supervision.coverage import Coverage, Held, coverage_of
from luoshi_web.supervision.drafting.lines import NOT_OF_THE_YEAR
from luoshi_web.supervision.drafting.stretch import NEAR, Stretch, nearest
from luoshi_web.supervision.models import CoUnit, Item, Split
from luoshi_web.supervision.states import OPEN, State

HELPERS = Prefetch("co_units", CoUnit.objects.select_related("post__office"))
"""The units that help with their offices, in one query for all rows."""
LACKS = Q(lead__isnull=True) | Q(due__isnull=True)


def rows_of_split(split: Split) -> QuerySet[Item]:
    """The rows of a split in its order, with what the table shows."""
    rows = split.items.select_related("office", "lead__office", "leader__office")
    rows = rows.select_related("entry").defer("entry__machine", "entry__members")
    return rows.prefetch_related(HELPERS, "milestones", "further").order_by("order", "pk")


def splits_with_counts(reports: list[Report]) -> dict[tuple[int, str], Split]:
    """The splits of reports by (report, kind), each with ``rows`` and ``lacking``."""
    found = Split.objects.filter(report__in=reports).annotate(
        rows=Count("items"), lacking=Count("items", filter=Q(items__lead__isnull=True) | Q(items__due__isnull=True))
    )  # fmt: skip
    return {(split.report_id, split.kind): split for split in found}


def aims_of(split: Split) -> QuerySet[Item]:
    """Draft rows that say what is wished for without an act (推动经济高质量发展), untouched by people: what no office can be asked about."""
    return split.items.filter(
        state=State.DRAFT, version=0, entry__grade="aim", entry__review__in=STANDING, merged__isnull=True
    )


def stale_rows(split: Split) -> QuerySet[Item]:
    """Draft rows that people changed and whose entry no longer stands: it was dropped, merged or split in the review."""
    return split.items.filter(state=State.DRAFT, entry__isnull=False).exclude(entry__review__in=STANDING)


@dataclass(frozen=True, slots=True)
class Load:
    """What one office has to carry in a year: drafted in a split, and held already.

    ``quarters`` counts the drafted rows by the quarter in which they are due, ``later`` those due after the year; ``helps`` those with
    which the office helps.
    """

    office: Office | None
    drafted: int
    targets: int
    tasks: int
    quarters: tuple[int, int, int, int]
    later: int
    helps: int
    held: int

    @property
    def whole(self) -> int:
        """Items led once the notice is out."""
        return self.drafted + self.held


def workload(*, year: int, drafts: list[Split]) -> list[Load]:
    """The load of each office that the drafts name or that holds items of the year, the heaviest first; rows without a lead stand first.

    Three queries and the offices.
    """
    keys = [split.pk for split in drafts]
    led = (
        Item.objects.filter(split__in=keys, state=State.DRAFT)
        .order_by()
        .values("office")
        .annotate(
            drafted=Count("pk"),
            targets=Count("pk", filter=Q(kind=Item.Kind.TARGET)),
            tasks=Count("pk", filter=Q(kind=Item.Kind.TASK)),
            later=Count("pk", filter=Q(due__gt=date(year, 12, 31))),
            **{f"q{n}": Count("pk", filter=_in_quarter(year, n)) for n in (1, 2, 3, 4)},
        )
    )
    by_office: dict[int | None, dict[str, Any]] = {row["office"]: dict(row) for row in led}
    helping = (
        CoUnit.objects.filter(item__split__in=keys, item__state=State.DRAFT).order_by()
        .values("post__office").annotate(n=Count("item", distinct=True))
    )  # fmt: skip
    helps: dict[int | None, int] = {row["post__office"]: row["n"] for row in helping}
    holding = (
        Item.objects.filter(year=year, state__in=OPEN, office__isnull=False).order_by()
        .values("office").annotate(n=Count("pk"))
    )  # fmt: skip
    held: dict[int | None, int] = {row["office"]: row["n"] for row in holding}
    offices: dict[int | None, Office | None] = {None: None} if None in by_office else {}
    offices |= dict(Office.objects.in_bulk([key for key in {*by_office, *helps, *held} if key is not None]))
    loads = [
        _load(office, by_office.get(key), helps.get(key, 0), held.get(key, 0))
        for key, office in offices.items()
    ]
    return sorted(loads, key=lambda load: (load.office is not None, -load.whole))


def coverage(report: Report, *, drafts: bool = True) -> Coverage | None:
    """The report's promising sentences and who holds them; None before the report has been read.

    ``drafts`` counts rows of drafts as holding, where they have a lead: a row that is nobody's holds nothing. An item holds the words that it quotes;
    where these are not found the entries that it was drafted from. Items of entries that stand in an earlier copy hold nothing of the current one.
    """
    if report.current_id is None:
        return None
    found = Copy.objects.filter(pk=report.current_id).values_list("text", "ledger__outline").first()
    if found is None:
        return None
    items = Item.objects.filter(entry__report=report, entry__copy=report.current_id).exclude(
        state__in=[State.WITHDRAWN]
    )
    items = items.exclude(state=State.DRAFT, lead=None)
    if not drafts:
        items = items.exclude(state=State.DRAFT)
    items = items.order_by()
    held = []
    for pk, quote, start, end in items.values_list("pk", "quote", "entry__start", "entry__end"):
        stretch = nearest(found[0], quote, start, within=NEAR) or Stretch(start, end)
        held.append(Held(pk, stretch.start, stretch.end))
    further = items.filter(further__isnull=False)
    held += [Held(*row) for row in further.values_list("pk", "further__start", "further__end")]
    return coverage_of(found[0], found[1] or [], held)


@dataclass(frozen=True, slots=True)
class Readiness:
    """What a draft still lacks before its notice goes out. ``unreviewed`` are entries of its report that nobody has looked at."""

    rows: int
    without_lead: int
    without_leader: int
    without_due: int
    overdue: int
    unreviewed: int

    @property
    def asks(self) -> bool:
        """Whether it can go out, but somebody should know of something first."""
        return bool(self.unreviewed or self.without_leader or self.overdue)


def readiness(split: Split, *, on: date) -> Readiness:
    """… in two queries."""
    rows = split.items.filter(state=State.DRAFT).aggregate(
        rows=Count("pk"), without_lead=Count("pk", filter=Q(lead=None)), without_leader=Count("pk", filter=Q(leader=None)),
        without_due=Count("pk", filter=Q(due=None)), overdue=Count("pk", filter=Q(due__lt=on)),
    )  # fmt: skip
    left = Entry.objects.filter(report=split.report_id, review=Review.OPEN).exclude(role__in=NOT_OF_THE_YEAR)
    return Readiness(**rows, unreviewed=left.count())


def _in_quarter(year: int, n: int) -> Q:
    first = date(year, 3 * n - 2, 1)
    after = date(year + (n == 4), 3 * n + 1 if n < 4 else 1, 1)
    return Q(due__lt=after) if n == 1 else Q(due__gte=first, due__lt=after)


def _load(office: Office | None, row: dict[str, Any] | None, helps: int, held: int) -> Load:
    numbers = row or {}
    quarters = tuple(numbers.get(f"q{n}", 0) for n in (1, 2, 3, 4))
    return Load(
        office, numbers.get("drafted", 0), numbers.get("targets", 0), numbers.get("tasks", 0),
        (quarters[0], quarters[1], quarters[2], quarters[3]), numbers.get("later", 0), helps, held,
    )  # fmt: skip
