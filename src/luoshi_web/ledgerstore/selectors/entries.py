"""Which entries a report has, where their review stands, and what comes next."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from luoshi_web.ledgerstore.certainty import SURE
from luoshi_web.ledgerstore.models import Entry, Report, Review
from luoshi_web.ledgerstore.models.entry import STANDING

NOT_REVIEWED = (Review.OPEN,)
IS_SURE = Q(certainty__gte=SURE, headline=False, reopened_for="")
"""What may be taken unseen but for a sample. Main expected targets, and what a corrected copy opened again, are looked at one by one."""
IS_DOUBTFUL = Q(certainty__lt=SURE) | Q(certainty__isnull=True) | Q(headline=True) | ~Q(reopened_for="")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a review has come. ``total`` leaves out what stands in an earlier copy alone."""

    total: int
    open: int
    reopened: int

    @property
    def reviewed(self) -> int:
        return self.total - self.open

    @property
    def done(self) -> bool:
        return self.open == 0


@dataclass(frozen=True, slots=True)
class SectionReview:
    """A section's title, its entries and how many of them are open."""

    title: str
    total: int
    open: int


def standing(report: Report) -> QuerySet[Entry]:
    """The entries that count, in reading order: not those split, merged, dropped or lost."""
    return Entry.objects.filter(report=report, review__in=STANDING).order_by("order", "pk")


def entries_to_split(report: Report) -> QuerySet[Entry]:
    """What a split hands out: standing targets and tasks in reading order, reviewed or not.

    ``section`` is the title of the report's part (领域), ``role`` that part's role, ``reading`` what holds now in the ledger's keys; an
    entry whose review is ``open`` has not been looked at, or changed with a corrected copy (``reopened_for``).
    """
    return standing(report).filter(kind__in=("target", "task"))


def progress(report: Report) -> Progress:
    """How many entries there are and how many wait. One query."""
    counted = Entry.objects.filter(report=report).aggregate(
        total=Count("pk", filter=~Q(review=Review.LOST)),
        open=Count("pk", filter=Q(review=Review.OPEN)),
        reopened=Count("pk", filter=Q(review=Review.OPEN) & ~Q(reopened_for="")),
    )
    return Progress(**counted)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The open entries of a report by how certain they are."""

    doubtful: int
    sure: int


def waiting(report: Report) -> Waiting:
    """How many open entries are to be looked at one by one, and how many can be taken together. One query."""
    opened = Entry.objects.filter(report=report, review=Review.OPEN)
    return Waiting(
        **opened.aggregate(doubtful=Count("pk", filter=IS_DOUBTFUL), sure=Count("pk", filter=IS_SURE))
    )


def sure_and_open(report: Report) -> QuerySet[Entry]:
    """The open entries that can be taken together, in reading order."""
    return Entry.objects.filter(IS_SURE, report=report, review=Review.OPEN).order_by("order", "pk")


def by_section(report: Report) -> list[SectionReview]:
    """The sections in reading order with their entries. One query; titles that stand twice are one."""
    rows = Entry.objects.filter(report=report).exclude(review=Review.LOST).order_by("order", "pk")
    found: dict[str, list[int]] = {}
    for title, review in rows.values_list("section", "review"):
        counts = found.setdefault(title, [0, 0])
        counts[0] += 1
        counts[1] += review == Review.OPEN
    return [SectionReview(title, total, waiting) for title, (total, waiting) in found.items()]


@dataclass(frozen=True, slots=True)
class Around:
    """The keys of the entries before and after one, in a narrowed list: the nearest, and the nearest open."""

    previous: int | None
    next: int | None
    previous_open: int | None
    next_open: int | None


def in_order(entries: QuerySet[Entry], *, by_doubt: bool = False) -> QuerySet[Entry]:
    """Entries in reading order; ``by_doubt`` the least certain first, those of which nothing is known last."""
    first = (F("certainty").asc(nulls_last=True),) if by_doubt else ()
    return entries.order_by(*first, "order", "pk")


def _place(certainty: float | None, order: int, pk: int, *, by_doubt: bool) -> tuple[float, int, int]:
    """Where :func:`in_order` has an entry."""
    return ((2.0 if certainty is None else certainty) if by_doubt else 0.0, order, pk)


def around(entry: Entry, among: QuerySet[Entry], *, by_doubt: bool = False) -> Around:
    """What lies before and after an entry in the order of the list. After the last open one comes the first. One query."""
    place = _place(entry.certainty, entry.order, entry.pk, by_doubt=by_doubt)
    before: list[tuple[int, bool]] = []
    after: list[tuple[int, bool]] = []
    rows = in_order(among, by_doubt=by_doubt).values_list("pk", "order", "certainty", "review")
    for pk, order, certainty, review in rows:
        if pk != entry.pk:
            here = _place(certainty, order, pk, by_doubt=by_doubt)
            (before if here < place else after).append((pk, review == Review.OPEN))
    before.reverse()
    opened = [pk for pk, is_open in (*after, *reversed(before)) if is_open]
    opened_back = [pk for pk, is_open in (*before, *reversed(after)) if is_open]
    return Around(
        previous=before[0][0] if before else None,
        next=after[0][0] if after else None,
        previous_open=opened_back[0] if opened_back else None,
        next_open=opened[0] if opened else None,
    )


def first_open(among: QuerySet[Entry], *, by_doubt: bool = False) -> Entry | None:
    """The first open entry, else the first."""
    ordered = in_order(among, by_doubt=by_doubt)
    return ordered.filter(review=Review.OPEN).first() or ordered.first()


def neighbours(entry: Entry, *, reach: int = 6) -> list[Entry]:
    """Standing entries of the same copy beside one, ``reach`` on either side: what it may be merged with."""
    near = Entry.objects.filter(report=entry.report_id, copy=entry.copy_id, review__in=STANDING).exclude(
        pk=entry.pk
    )
    before = near.filter(order__lte=entry.order).order_by("-order", "-pk")[:reach]
    after = near.filter(order__gt=entry.order).order_by("order", "pk")[:reach]
    return [*reversed(before), *after]


def open_of_section(report: Report, section: str) -> list[tuple[int, int]]:
    """``(id, version)`` of a section's open entries."""
    found = Entry.objects.filter(report=report, section=section, review=Review.OPEN).order_by("order", "pk")
    return list(found.values_list("pk", "version"))
