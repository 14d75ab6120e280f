"""任务分解: a draft from the ledger in one act, and the notice that hands its items out in one transaction."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.ledgerstore.models import Entry, Report
from luoshi_web.ledgerstore.models.entry import STANDING
from luoshi_web.supervision.drafting.lines import NOT_OF_THE_YEAR, together
from luoshi_web.supervision.drafting.rows import Row, rows_of
from luoshi_web.supervision.models import CoUnit, Item, Milestone, Split
from luoshi_web.supervision.selectors.alike import undecided
from luoshi_web.supervision.selectors.establishment import Establishment, establishment
from luoshi_web.supervision.selectors.said import places_of, said_together
from luoshi_web.supervision.selectors.splits import readiness
from luoshi_web.supervision.services.hold import split_held
from luoshi_web.supervision.services.limits_of_split import start_limits
from luoshi_web.supervision.services.numbers import item_number, next_place
from luoshi_web.supervision.services.standing import demand_cleared
from luoshi_web.supervision.states import State

LETTERS: Mapping[str, str] = {Split.Kind.TARGETS: "M", Split.Kind.TASKS: "R"}
_TITLES = {Split.Kind.TARGETS: "主要指标分解表", Split.Kind.TASKS: "重点任务分解表"}
_DRAWN = (
    "order", "title", "area", "quote", "indicator", "is_rate", "bound", "low", "high", "unit", "original_low", "original_high",
    "lead", "office", "leader", "due", "original_due",
)  # fmt: skip


@transaction.atomic
def draft_split(*, actor: Actor, report: Report, kind: str, grain: str = "", at: datetime) -> Split:
    """The draft of one of a report's two splits, anew or again. ``grain``: what makes one row; as it was where it is not given.

    Again it adds rows for new entries, renews rows that nobody has touched, takes those away whose entry no longer stands, and leaves what
    people changed or took out as it is. Raises :class:`Refusal` (``split_issued``) once the notice is out.
    """
    split = _split_of(report, kind, at)
    if grain and grain != split.grain:
        split.grain = Split.Grain(grain)
        split.save(update_fields=["grain"])
    present = {item.entry_id: item for item in split.items.filter(state=State.DRAFT, entry__isnull=False)}
    changed = {key for key, item in present.items() if item.version > 0}
    kept = split.items.filter(entry__in=changed).values_list("further", flat=True)
    apart = changed | set(kept) | set(split.left_out.values_list("pk", flat=True))
    entries = [entry for entry in _entries_for(split) if entry.pk not in apart]
    wanted = together(entries, **places_of(entries, grain=split.grain))
    drawn = {group[0].pk for group in wanted}
    gone = [item.pk for key, item in present.items() if key not in drawn and item.version == 0]
    Item.objects.filter(pk__in=gone).delete()
    made, renewed = put_down(split, wanted, present, at)
    details = {"kind": kind, "grain": split.grain, "new": made, "renewed": renewed, "gone": len(gone)}
    record(actor=actor, verb="split.draft", target=split, details=details, at=at)
    return split


@transaction.atomic
def bring_back(*, actor: Actor, split_id: int, entry_id: int, at: datetime) -> Item:
    """A row that was taken out of a draft is drafted after all, with all values of its line that went with it."""
    split = hold_split(split_id)
    left_out = list(split.left_out.order_by("order", "pk"))
    out = together(left_out, **places_of(left_out, grain=split.grain))
    group = next((group for group in out if any(entry.pk == entry_id for entry in group)), None)
    if group is None:
        raise Entry.DoesNotExist
    split.left_out.remove(*group)
    put_down(split, [group], {}, at)
    item = split.items.get(entry=group[0])
    record(actor=actor, verb="item.draft", target=item, details={"split": split.pk}, at=at)
    return item


@transaction.atomic
def issue_split(*, actor: Actor, split_id: int, number: str, at: datetime) -> Split:
    """The notice goes out: every row is assigned to its post, with the limits to sign and to return.

    ``number`` is the notice's number (文号). Raises :class:`Refusal`: ``split_without_number``, ``split_empty``, ``split_incomplete`` where rows
    lack a lead or a due date, ``lead_not_cleared`` where a lead could not read its own item, ``split_repeats`` while nobody has said what the
    rows are that ask the same as other items of their office (政府督查工作条例 art 15).
    """
    split = hold_split(split_id)
    number = number.strip()
    items = list(split.items.filter(state=State.DRAFT).select_related("lead", "split"))
    known = readiness(split, on=timezone.localdate(at))
    if not number:
        raise Refusal("split_without_number")
    if not items:
        raise Refusal("split_empty")
    lacking = sum(item.lead_id is None or item.due is None for item in items)
    if lacking:
        raise Refusal("split_incomplete", count=lacking)
    for item in items:
        if item.lead is not None:
            demand_cleared(item.lead, item)
    if left := undecided(items, actor=actor, on=timezone.localdate(at)):
        raise Refusal("split_repeats", count=len(left))
    for item in items:
        item.assign()
        item.assigned_at = at
        item.version += 1
        item.original_due, item.original_low, item.original_high = item.due, item.low, item.high
    Item.objects.bulk_update(
        items,
        ["state", "assigned_at", "version", "original_due", "original_low", "original_high"],
        batch_size=200,
    )
    for item in items:
        start_limits(item=item, actor=actor, at=at)
    split.number, split.state, split.issued_at = number, Split.State.ISSUED, at
    split.save(update_fields=["number", "state", "issued_at"])
    details = {
        "number": number, "items": len(items), "unreviewed": known.unreviewed, "without_leader": known.without_leader, "overdue": known.overdue
    }  # fmt: skip
    record(actor=actor, verb="split.issue", target=split, details=details, at=at)
    return split


def _lock(split_id: int) -> Split:
    return Split.objects.select_for_update(of=("self",)).select_related("report").get(pk=split_id)


def hold_split(split_id: int) -> Split:
    """A draft split, locked. Raises :class:`Refusal` (``split_issued``) once its notice is out."""
    split = split_held(split_id) or _lock(split_id)
    if split.state == Split.State.ISSUED:
        raise Refusal("split_issued")
    return split


def _split_of(report: Report, kind: str, at: datetime) -> Split:
    title = f"{report}{_TITLES[Split.Kind(kind)]}"
    split, _ = Split.objects.get_or_create(
        report=report, kind=kind, defaults={"year": report.year, "title": title, "drafted_at": at}
    )
    return hold_split(split.pk)


def _entries_for(split: Split) -> Iterable[Entry]:
    """What a split is made of: targets with a value or of the headline list, or tasks; of this year's parts of the report."""
    standing = split.report.entries.filter(review__in=STANDING).exclude(role__in=NOT_OF_THE_YEAR)
    if split.kind == Split.Kind.TASKS:
        return standing.filter(kind="task").defer("machine")
    targets = standing.filter(kind="target").defer("machine")
    return (e for e in targets if e.headline or e.low is not None or e.high is not None)


def put_down(
    split: Split, groups: list[list[Entry]], present: dict[int | None, Item], at: datetime
) -> tuple[int, int]:
    """Rows for the entries, into the items that are there or new ones. Returns how many are new and how many are renewed."""
    there = establishment(at=timezone.localdate(at))
    rows = rows_of(said_together(groups), year=split.year, offices=there.offices)
    letter = LETTERS[split.kind]
    first = next_place(split.year, letter)
    new: list[Item] = []
    old: list[Item] = []
    for row in rows:
        item = present.get(row.entry)
        if item is None:
            item = Item(split=split, entry_id=row.entry, year=split.year)
            item.kind = Item.Kind.TARGET if split.kind == Split.Kind.TARGETS else Item.Kind.TASK
            item.number = item_number(split.year, letter, first + len(new))
            new.append(item)
        else:
            old.append(item)
        _fill(item, row, there)
    Item.objects.bulk_create(new, batch_size=200)
    if old:
        Item.objects.bulk_update(old, _DRAWN, batch_size=200)
        keys = [item.pk for item in old]
        CoUnit.objects.filter(item__in=keys).delete()
        Milestone.objects.filter(item__in=keys).delete()
        Item.further.through.objects.filter(item__in=keys).delete()
    items = {item.entry_id: item for item in (*new, *old)}
    _put_down_parts(items, rows, there)
    Item.further.through.objects.bulk_create(
        Item.further.through(item=items[group[0].pk], entry=entry)
        for group in groups
        if group[0].pk in items
        for entry in group[1:]
    )
    return len(new), len(old)


def _fill(item: Item, row: Row[int], there: Establishment) -> None:
    for name in (
        "order",
        "title",
        "area",
        "quote",
        "indicator",
        "is_rate",
        "bound",
        "low",
        "high",
        "unit",
        "due",
    ):
        setattr(item, name, getattr(row, name))
    item.original_low, item.original_high, item.original_due = row.low, row.high, row.due
    item.lead = there.heads[row.suggestion.lead] if row.suggestion.lead is not None else None
    item.office_id = item.lead.office_id if item.lead else None
    item.leader = there.leader_of(item.lead)


def _put_down_parts(items: dict[int | None, Item], rows: list[Row[int]], there: Establishment) -> None:
    """The units that help, and the milestones."""
    CoUnit.objects.bulk_create(
        [
            CoUnit(item=items[row.entry], post=there.heads[office], order=place)
            for row in rows
            for place, office in enumerate(row.suggestion.helpers)
        ],
        batch_size=500,
    )
    Milestone.objects.bulk_create(
        [
            Milestone(item=items[row.entry], due=day, value=value)
            for row in rows
            for day, value in row.milestones
        ],
        batch_size=500,
    )
