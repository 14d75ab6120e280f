"""What people change of a draft split before its notice goes out."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from luoshi_web.accounts.models import Post
from luoshi_web.accounts.selectors import leader_in_charge
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.supervision.models import CoUnit, Item, Milestone, Origin, Split
from luoshi_web.supervision.selectors.splits import aims_of
from luoshi_web.supervision.services.hold import hold, keep, once
from luoshi_web.supervision.services.split import hold_split
from luoshi_web.supervision.states import State

HELPING: "Prefetch[str, QuerySet[CoUnit], str]" = Prefetch(
    "co_units", CoUnit.objects.select_related("post__office"), to_attr="helping"
)
"""The units that help with many rows that change in one act after the other."""

EDITABLE = ("title", "content", "area", "lead", "leader", "due", "secrecy")


def hold_draft(item_id: int, version: int | None) -> Item:
    """A row of a draft, locked with its split. Raises :class:`Refusal` (``wrong_state``, ``split_issued``)."""
    item = hold(item_id, version=version)
    if item.state != State.DRAFT:
        raise Refusal("wrong_state", state=item.get_state_display())
    if item.split_id is not None:
        hold_split(item.split_id)
    return item


@transaction.atomic
def edit_row(
    *,
    actor: Actor,
    item_id: int,
    version: int,
    values: dict[str, Any],
    helpers: Sequence[Post] | None = None,
    milestones: Sequence[tuple[date, Decimal | None, str]] | None = None,
    at: datetime,
) -> Item:
    """Columns of :data:`EDITABLE`, the units that help in their order, and the milestones (day, value, words); what is not given stays.

    The lead does not help itself. A lead without a leader given gets the one in charge of its office.
    """
    item = hold_draft(item_id, version)
    return _edit(item, actor=actor, values=values, helpers=helpers, milestones=milestones, at=at)


def _edit(
    item: Item, *, actor: Actor, values: dict[str, Any], helpers: Sequence[Post] | None,
    milestones: Sequence[tuple[date, Decimal | None, str]] | None, at: datetime,
) -> Item:  # fmt: skip
    changed = {
        name: values[name] for name in EDITABLE if name in values and values[name] != getattr(item, name)
    }
    before = {name: _text(getattr(item, name)) for name in changed}
    for name, value in changed.items():
        setattr(item, name, value)
    if "lead" in changed:
        item.office = item.lead.office if item.lead else None
        if not values.get("leader") or "leader" not in changed:
            item.leader = _in_charge(item.lead, at)
    item.original_due = item.due
    keep(item, *changed, "office", "leader", "original_due")
    if helpers is None:
        named = [str(co.post.office) for co in _without_the_lead(item)]
    else:
        named = replace_helpers(item, helpers)
    if changed:
        _ask_again(item)
    if milestones is not None:
        _replace_milestones(item, milestones)
    details = {
        "before": before,
        "after": {name: _text(value) for name, value in changed.items()},
        "helpers": named,
    }
    record(actor=actor, verb="item.edit", target=item, details=details, at=at)
    return item


@transaction.atomic
def set_in_row(*, actor: Actor, item_id: int, version: int, values: dict[str, Any], at: datetime) -> Item:
    """One column of a row, as one of many. Raises :class:`Refusal` (``row_is_so``) where it stands so already."""
    item = hold_draft(item_id, version)
    if all(getattr(item, name) == value for name, value in values.items()):
        raise Refusal("row_is_so")
    return _edit(item, actor=actor, values=values, helpers=None, milestones=None, at=at)


@transaction.atomic
def set_helpers(
    *, actor: Actor, item_id: int, version: int, helpers: Sequence[Post], beside: bool = False, at: datetime
) -> Item:
    """The units that help with a row; ``beside``: with those that help already. Raises :class:`Refusal` (``row_is_so``)."""
    item = hold_draft(item_id, version)
    there = [co.post for co in _helping(item)]
    wanted = helping([*there, *helpers] if beside else helpers, item.office_id)
    if [post.pk for post in wanted] == [post.pk for post in there]:
        raise Refusal("row_is_so")
    return _edit(item, actor=actor, values={}, helpers=wanted, milestones=None, at=at)


@transaction.atomic
def remove_row(*, actor: Actor, item_id: int, version: int, at: datetime) -> Split | None:
    """A row is taken out of a draft; drafting again does not bring it back. Returns its split."""
    item = hold_draft(item_id, version)
    if item.merged.exists():
        raise Refusal("row_takes_others")
    split = item.split
    if split is not None and item.entry is not None and not _others_of_its_entry(item):
        split.left_out.add(item.entry, *item.further.all())
    record(actor=actor, verb="item.remove", target=item, details={"quote": item.quote}, at=at)
    item.delete()
    return split


@transaction.atomic
def remove_rows(*, actor: Actor, rows: Sequence[tuple[int, int]], at: datetime) -> None:
    """Rows, as (key, version), are taken out as :func:`remove_row` takes out one, all of them or none, with a record each.

    What hangs on them is looked for and taken away once for all: for each by itself that was forty questions.
    """
    held = [hold_draft(key, version) for key, version in sorted(rows)]
    keys = [item.pk for item in held]
    if Item.objects.filter(merged_into__in=keys).exists():
        raise Refusal("row_takes_others")
    splits = {item.split_id: item.split for item in held if item.split is not None}
    for key, split in splits.items():
        entries = {item.entry_id for item in held if item.split_id == key and item.entry_id is not None}
        stay = split.items.filter(entry__in=entries).exclude(pk__in=keys).values_list("entry", flat=True)
        out = entries - set(stay)
        gone = Item.further.through.objects.filter(item__in=keys, item__split=key, item__entry__in=out)
        split.left_out.add(*out, *gone.values_list("entry", flat=True))
    for item in held:
        record(actor=actor, verb="item.remove", target=item, details={"quote": item.quote}, at=at)
    Item.objects.filter(pk__in=keys).delete()


@transaction.atomic
def remove_aims(*, actor: Actor, split_id: int, at: datetime) -> int:
    """All rows that only say what is wished for are taken out of a draft, but those that people changed. Returns how many; one act for all.

    Raises :class:`Refusal` (``no_aims``) where none is left. Each can be brought back.
    """
    split = hold_split(split_id)
    items = list(aims_of(split).select_for_update(of=("self",)).prefetch_related("further"))
    if not items:
        raise Refusal("no_aims")
    split.left_out.add(*(item.entry for item in items if item.entry is not None))
    split.left_out.add(*(one for item in items for one in item.further.all()))
    details = {"grade": "aim", "items": [item.number for item in items], "quotes": [i.quote for i in items]}
    record(actor=actor, verb="item.remove", target=split, details=details, at=at)
    Item.objects.filter(pk__in=[item.pk for item in items]).delete()
    return len(items)


def _ask_again(item: Item) -> None:
    """What the chief approved is what stood there: a changed item goes before the chief anew (政府督查工作条例 art 11)."""
    if getattr(item, "origin", None) is None:
        return  # a row of a report
    decided = Origin.objects.filter(item=item, state__in=[Origin.State.APPROVED, Origin.State.REFUSED])
    decided.update(state=Origin.State.ASKED, decided_by=None, decided_at=None, answer="")


def _others_of_its_entry(item: Item) -> bool:
    """Whether another row is a part of the same entry: the entry is then held on."""
    return Item.objects.filter(split=item.split, entry=item.entry).exclude(pk=item.pk).exists()


def _in_charge(lead: Post | None, at: datetime) -> Post | None:
    if lead is None:
        return None
    day = timezone.localdate(at)
    return once(("in charge", lead.office_id, day), lambda: leader_in_charge(lead.office, at=day))


def _helping(item: Item) -> list[CoUnit]:
    known: list[CoUnit] | None = getattr(item, "helping", None)
    return list(item.co_units.select_related("post__office")) if known is None else known


def _without_the_lead(item: Item) -> list[CoUnit]:
    """The units that help, of which the lead is none."""
    there = _helping(item)
    own = [co for co in there if co.post.office_id == item.office_id]
    for co in own:
        co.delete()
    return [co for co in there if co not in own]


def replace_helpers(item: Item, helpers: Sequence[Post]) -> list[str]:
    """The units that help, each office once, without the lead's own."""
    if getattr(item, "helping", None) != []:
        item.co_units.all().delete()
    kept = helping(helpers, item.office_id)
    CoUnit.objects.bulk_create(CoUnit(item=item, post=post, order=place) for place, post in enumerate(kept))
    return [str(post.office) for post in kept]


def helping(posts: Sequence[Post], lead_office: int | None) -> list[Post]:
    """The posts of each office once, the first of it, without the lead's own office."""
    kept: dict[int, Post] = {}
    for post in posts:
        if post.office_id != lead_office:
            kept.setdefault(post.office_id, post)
    return list(kept.values())


def _replace_milestones(item: Item, milestones: Sequence[tuple[date, Decimal | None, str]]) -> None:
    item.milestones.all().delete()
    Milestone.objects.bulk_create(
        Milestone(item=item, due=day, value=value, words=words) for day, value, words in milestones
    )


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
