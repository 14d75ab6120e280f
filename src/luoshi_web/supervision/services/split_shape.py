"""What shape the rows of a draft have: several made one, one divided, its quote stretched or shortened in the report's own words."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.ledgerstore.models import Copy, Entry
from luoshi_web.supervision.drafting.stretch import Stretch, joined, nearest
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.services.hold import keep
from luoshi_web.supervision.services.numbers import item_number, next_place
from luoshi_web.supervision.services.split import LETTERS, put_down
from luoshi_web.supervision.services.split_edit import helping, hold_draft, replace_helpers

MOST_MERGED = 40
"""Rows made one: more would be a chapter."""
_BARE = "，。；、 \n"


@transaction.atomic
def merge_rows(*, actor: Actor, rows: Sequence[tuple[int, int]], at: datetime) -> Item:
    """Rows of one draft, as (key, version), become one: the first in the report's order, whose lead, leader and value it keeps.

    Its quote reaches from the first to the last of them where they stand in one stretch; else it says one after the other. What led or helped with
    the others helps; the latest due date holds. One record a row that went into it. Raises :class:`Refusal`: ``merge_two``, ``merge_two_drafts``,
    ``merge_headline``, ``row_takes_others``, ``changed_meanwhile``.
    """
    if len(rows) < 2:
        raise Refusal("merge_two")
    held = [hold_draft(key, version) for key, version in sorted(rows)]
    if len({item.split_id for item in held}) > 1 or held[0].split_id is None:
        raise Refusal("merge_two_drafts")
    first, *others = sorted(held, key=lambda item: (item.order, item.pk))
    _demand_mergeable(others)
    was = first.quote
    first.quote = joined(
        _text_of(first), _stretches_of((first, *others)), [i.quote for i in (first, *others)]
    )
    if first.title == was.strip(_BARE)[:300]:
        first.title = first.quote.strip(_BARE)[:300]
    dues = [item.due for item in (first, *others) if item.due is not None]
    first.due = first.original_due = max(dues, default=None)
    keep(first, "quote", "title", "due", "original_due")
    posts = [co.post for item in (first, *others) for co in item.co_units.select_related("post__office")]
    replace_helpers(first, helping([*posts, *(o.lead for o in others if o.lead)], first.office_id))
    for other in others:
        first.further.add(*_entries_of(other))
        details = {"into": first.number, "quote": other.quote}
        record(actor=actor, verb="item.merge", target=other, details=details, at=at)
        other.delete()
    return first


def _demand_mergeable(others: Sequence[Item]) -> None:
    for item in others:
        if item.entry is not None and item.entry.headline:
            raise Refusal("merge_headline", title=item.title)
        if item.merged.exists():
            raise Refusal("row_takes_others")


@transaction.atomic
def divide_row(
    *, actor: Actor, item_id: int, version: int, pieces: Sequence[str] = (), at: datetime
) -> list[Item]:
    """One row becomes several: of a row of several entries each has its own; else ``pieces`` of its quote, the first of which stays the row.

    Raises :class:`Refusal`: ``row_is_whole`` where there is nothing to divide, ``part_not_in_row``, ``part_of_value`` for pieces of a target.
    """
    item = hold_draft(item_id, version)
    if item.split is None or item.entry is None:
        raise Refusal("row_is_whole")
    further = list(item.further.order_by("order", "pk"))
    if not pieces and not further:
        raise Refusal("row_is_whole")
    made = _by_words(item, pieces) if pieces else _by_entry(item, further, at)
    details = {"parts": [{"number": each.number, "quote": each.quote} for each in made]}
    record(actor=actor, verb="item.edit", target=item, details=details, at=at)
    return [item, *made]


def _by_entry(item: Item, further: Sequence[Entry], at: datetime) -> list[Item]:
    """Each entry by itself, drafted anew; the row keeps its first."""
    split = item.split
    if split is None or item.entry is None:
        return []
    item.further.clear()
    own, was = item.entry.quote, item.quote
    if item.title == was.strip(_BARE)[:300]:
        item.title = own.strip(_BARE)[:300]
    item.quote = own
    keep(item, "quote", "title")
    put_down(split, [[entry] for entry in further], {}, at)
    made = list(split.items.filter(entry__in=further).order_by("order", "pk"))
    for each in made:  # people said so: drafting again leaves them alone
        keep(each)
    return made


def _by_words(item: Item, pieces: Sequence[str]) -> list[Item]:
    """Pieces of the quote in its order. Every one keeps lead, leader, due date and the units that help."""
    if item.kind == Item.Kind.TARGET:
        raise Refusal("part_of_value")
    said = [piece.strip(_BARE) for piece in pieces if piece.strip(_BARE)]
    for piece in said:
        if piece not in item.quote:
            raise Refusal("part_not_in_row", words=piece)
    if len(said) < 2 or item.split is None:
        raise Refusal("row_is_whole")
    letter = LETTERS[item.split.kind]
    place = next_place(item.year, letter)
    helpers = [co.post for co in item.co_units.select_related("post__office")]
    made = []
    for number, piece in enumerate(said[1:]):
        part = Item(
            number=item_number(item.year, letter, place + number), year=item.year, kind=item.kind, source=item.source,
            split=item.split, entry=item.entry, order=item.order, area=item.area, title=piece[:300], quote=piece,
            secrecy=item.secrecy, lead=item.lead, office=item.office, leader=item.leader, due=item.due,
            original_due=item.original_due, version=1,
        )  # fmt: skip
        part.save()
        replace_helpers(part, helpers)
        made.append(part)
    item.title = item.quote = said[0]
    item.title = item.title[:300]
    keep(item, "title", "quote")
    return made


@transaction.atomic
def requote(*, actor: Actor, item_id: int, version: int, quote: str, at: datetime) -> Item:
    """The row says another stretch of the report, which begins or ends elsewhere than its own.

    The title follows where it was the quote. Raises :class:`Refusal`: ``quote_without_entry``, ``quote_elsewhere`` for words that are not the
    report's or do not touch the row's own, ``row_is_so``.
    """
    item = hold_draft(item_id, version)
    if item.entry is None:
        raise Refusal("quote_without_entry")
    said = quote.strip()
    if said == item.quote:
        raise Refusal("row_is_so")
    text = _text_of(item)
    own = stretch_of(item, text)
    found = nearest(text, said, own.start) if said else None
    if found is None or found.end <= own.start or found.start >= own.end:
        raise Refusal("quote_elsewhere")
    was, item.quote = item.quote, said
    if item.title == was.strip(_BARE)[:300]:
        item.title = said.strip(_BARE)[:300]
    keep(item, "quote", "title")
    details = {"before": {"quote": was}, "after": {"quote": said}}
    record(actor=actor, verb="item.edit", target=item, details=details, at=at)
    return item


def stretch_of(item: Item, text: str) -> Stretch:
    """Where a row's quote stands in the text of its entry's copy; where it is not found, from the first to the last of its entries."""
    spans = _stretches_of((item,))
    whole = Stretch(min(span.start for span in spans), max(span.end for span in spans))
    return nearest(text, item.quote, whole.start) or whole


def _entries_of(item: Item) -> list[Entry]:
    return [entry for entry in (item.entry, *item.further.all()) if entry is not None]


def _stretches_of(items: Sequence[Item]) -> list[Stretch]:
    return [Stretch(entry.start, entry.end) for item in items for entry in _entries_of(item)]


def _text_of(item: Item) -> str:
    if item.entry is None:
        return ""
    return Copy.objects.values_list("text", flat=True).get(pk=item.entry.copy_id)
