"""A worklist (工作台账) that an office kept before comes in: looked at, put right, taken over as draft items with their origin, handed out."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record, recorded_together
from luoshi_web.intake.faults import FileFault
from luoshi_web.intake.names import clean_name
from luoshi_web.ledgerstore.models import Report
from luoshi_web.supervision.models import CoUnit, Item, Limit, Origin, Worklist, WorklistRow
from luoshi_web.supervision.selectors.worklists import Planned, preview
from luoshi_web.supervision.services.establish import hand_out, usual_limit
from luoshi_web.supervision.services.numbers import item_number, next_place
from luoshi_web.supervision.services.standing import demand_right
from luoshi_web.supervision.states import State
from luoshi_web.supervision.workbooks.grid import read_sheets
from luoshi_web.supervision.workbooks.headings import guess

How = WorklistRow.How
DOCUMENT = "documents"
"""The kind of document whose usual limit counts for rows without a day: codes of ``data/limits.toml``."""


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a list as a whole."""

    year: int
    said_on: date
    number: str = ""
    report: Report | None = None
    secrecy: int = 0


@transaction.atomic
def bring_in(*, actor: Actor, name: str, content: bytes, about: About, at: datetime) -> Worklist:
    """A file comes in; nothing is made of it yet. What its columns mean is guessed.

    Raises :class:`Refusal`: ``not_yours``; ``file_…``; ``worklist_empty`` for a file without rows; ``said_to_come``.
    """
    demand_right(actor, "item.establish", Item(secrecy=about.secrecy))
    name = clean_name(name)
    try:
        sheets = read_sheets(name, content)
    except FileFault as fault:
        raise Refusal(f"file_{fault.code}", name=name, detail=fault.detail) from fault
    if not sheets:
        raise Refusal("worklist_empty")
    if about.said_on > timezone.localdate(at):
        raise Refusal("said_to_come")
    layouts: dict[str, Any] = {}
    for sheet in sheets:
        found = guess(sheet)
        layouts[sheet.name] = {
            "take": found is not None,
            "head": found.head if found else 1,
            "columns": dict(found.columns) if found else {},
        }
    worklist = Worklist.objects.create(
        filename=name, sha256=hashlib.sha256(content).hexdigest(), content=content, year=about.year, report=about.report,
        number=about.number.strip(), said_on=about.said_on, secrecy=about.secrecy, layouts=layouts, by_id=actor.person_id, at=at,
    )  # fmt: skip
    details = {"file": name, "sha256": worklist.sha256, "sheets": [sheet.name for sheet in sheets]}
    record(actor=actor, verb="worklist.bring_in", target=worklist, details=details, at=at)
    return worklist


@transaction.atomic
def put_right(
    *, actor: Actor, worklist_id: int, layouts: Mapping[str, Any], names: Mapping[str, Any]
) -> Worklist:
    """What its columns and names mean, as somebody said who looked at it. It is kept with the list, and logged when the list is taken over."""
    worklist = _hold(actor, worklist_id)
    worklist.layouts = dict(layouts)
    worklist.names = {kind: worklist.names.get(kind, {}) | dict(said) for kind, said in names.items()}
    worklist.save(update_fields=["layouts", "names"])
    return worklist


@transaction.atomic
def drop(*, actor: Actor, worklist_id: int, at: datetime) -> None:
    """The list is put aside before anything was taken from it."""
    worklist = _hold(actor, worklist_id)
    worklist.state = Worklist.State.DROPPED
    worklist.save(update_fields=["state"])
    record(actor=actor, verb="worklist.drop", target=worklist, at=at)


@transaction.atomic
def take(*, actor: Actor, worklist_id: int, at: datetime) -> Worklist:
    """Every row becomes a draft item, fills in the row of the split that it repeats, or is kept with the cell that is wrong. One record an item.

    Raises :class:`Refusal`: ``not_yours``; ``worklist_settled``; ``worklist_names_unknown`` while a name was not said to be anybody; ``worklist_empty``.
    """
    worklist = _hold(actor, worklist_id)
    seen = preview(worklist, on=timezone.localdate(at))
    if seen.offices or seen.leaders:
        raise Refusal("worklist_names_unknown", names="、".join([*seen.offices, *seen.leaders][:10]))
    if not seen.rows:
        raise Refusal("worklist_empty")
    _make([planned for planned in seen.rows if planned.how == How.MADE], worklist, actor, at)
    _fill([planned for planned in seen.rows if planned.how == How.FILLED])
    WorklistRow.objects.bulk_create([_kept(planned, worklist) for planned in seen.rows], batch_size=200)
    worklist.state, worklist.taken_at = Worklist.State.TAKEN, at
    worklist.save(update_fields=["state", "taken_at"])
    deeds = [_deed(planned, worklist) for planned in seen.rows if planned.how in {How.MADE, How.FILLED}]
    with recorded_together():
        for item, details in deeds:
            record(actor=actor, verb="item.take_over", target=item, details=details, at=at)
    counts = {how.value: seen.of(how) for how in How}
    details = {"rows": counts, "layouts": worklist.layouts, "names": worklist.names}
    record(actor=actor, verb="worklist.take", target=worklist, details=details, at=at)
    return worklist


def hand_out_all(*, actor: Actor, worklist_id: int, at: datetime) -> tuple[int, list[tuple[Item, str]]]:
    """Every draft that was made from the list goes to its office, each an act of its own; those that cannot stay, with the reason."""
    drafts = Item.objects.filter(worklist_rows__worklist=worklist_id, split__isnull=True).order_by(
        "order", "pk"
    )
    done, left = 0, []
    for item in drafts.filter(state=State.DRAFT):
        try:
            hand_out(actor=actor, item_id=item.pk, version=item.version, at=at)
        except Refusal as refusal:
            left.append((item, str(refusal)))
        else:
            done += 1
    return done, left


def _hold(actor: Actor, worklist_id: int) -> Worklist:
    worklist = Worklist.objects.select_for_update(of=("self",)).select_related("report").get(pk=worklist_id)
    demand_right(actor, "item.establish", Item(secrecy=worklist.secrecy))
    if worklist.state != Worklist.State.SEEN:
        raise Refusal("worklist_settled")
    return worklist


def _make(rows: list[Planned], worklist: Worklist, actor: Actor, at: datetime) -> None:
    """New draft items with their origin: the document that the list goes by."""
    first = next_place(worklist.year, "L")
    for place, planned in enumerate(rows):
        planned.item = _item(planned, worklist, item_number(worklist.year, "L", first + place), place)
    items = [planned.item for planned in rows if planned.item is not None]
    Item.objects.bulk_create(items, batch_size=200)
    usual = usual_limit(DOCUMENT, on=timezone.localdate(at))
    Origin.objects.bulk_create(
        [
            Origin(
                item=item, document=DOCUMENT, number=worklist.number, said_on=worklist.said_on, by_id=actor.person_id, at=at,
                count=None if item.due else usual.count, days=Limit.Days.DATE if item.due else usual.unit,
            )
            for item in items
        ],
        batch_size=200,
    )  # fmt: skip
    _put_helpers(rows)


def _item(planned: Planned, worklist: Worklist, number: str, place: int) -> Item:
    row, entry = planned.row, planned.entry
    item = Item(
        number=number, year=worklist.year, order=place, source=Item.Source.DECISION, kind=Item.Kind.TASK, title=row.title, quote=row.title,
        content=row.content, measures=row.measures, area=row.area[:200], secrecy=worklist.secrecy, lead=planned.lead, leader=planned.leader,
        office=planned.lead.office if planned.lead else None, due=row.due, original_due=row.due, entry=entry,
    )  # fmt: skip
    if entry is not None and (entry.low is not None or entry.high is not None):
        item.kind, item.quote, item.indicator, item.unit = (
            Item.Kind.TARGET,
            entry.quote,
            entry.indicator,
            entry.unit,
        )
        item.low = item.original_low = entry.low
        item.high = item.original_high = entry.high
        item.bound = entry.reading.get("bound") or ""
    return item


def _fill(rows: list[Planned]) -> None:
    """What the list says stands before what was suggested; where it says nothing, that stays."""
    held = Item.objects.select_for_update(of=("self",)).in_bulk(
        [planned.item.pk for planned in rows if planned.item is not None]
    )
    changed = []
    for planned in rows:
        item = held[planned.item.pk if planned.item is not None else 0]
        planned.item = item
        if planned.lead is not None:
            item.lead, item.office, item.leader = planned.lead, planned.lead.office, planned.leader
        elif planned.leader is not None:
            item.leader = planned.leader
        if planned.row.due is not None:
            item.due = item.original_due = planned.row.due
        item.content = planned.row.content or item.content
        item.measures = planned.row.measures or item.measures
        item.version += 1
        changed.append(item)
    columns = ["lead", "office", "leader", "due", "original_due", "content", "measures", "version"]
    Item.objects.bulk_update(changed, columns, batch_size=200)
    named = [planned for planned in rows if planned.helpers]
    CoUnit.objects.filter(
        item__in=[planned.item.pk for planned in named if planned.item is not None]
    ).delete()
    _put_helpers(named)


def _put_helpers(rows: list[Planned]) -> None:
    CoUnit.objects.bulk_create(
        [
            CoUnit(item=planned.item, post=post, order=place)
            for planned in rows
            if planned.item is not None
            for place, post in enumerate(planned.helpers)
            if post.office_id != planned.item.office_id
        ],
        batch_size=500,
    )


def _kept(planned: Planned, worklist: Worklist) -> WorklistRow:
    row = planned.row
    return WorklistRow(
        worklist=worklist, item=planned.item, how=planned.how, sheet=row.sheet[:60], first=row.first, last=row.last, cells=row.cells,
        progress=row.progress, faults=[[fault.cell, fault.code, fault.text] for fault in row.faults],
    )  # fmt: skip


def _deed(planned: Planned, worklist: Worklist) -> tuple[Item | None, dict[str, Any]]:
    row = planned.row
    details = {
        "file": worklist.filename, "sheet": row.sheet, "lines": row.lines, "how": planned.how, "lead": str(planned.lead) if planned.lead else None,
        "due": str(row.due) if row.due else None, "faults": [fault.cell for fault in row.faults],
    }  # fmt: skip
    return planned.item, details
