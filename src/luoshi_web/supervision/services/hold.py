"""How an act takes hold of an item: locked, and as it was when its page was shown."""

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.models import Item, Split
from luoshi_web.supervision.states import State

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Held:
    """Items and the splits of their drafts by their keys, all locked, and what was asked once for all of them."""

    items: dict[int, Item]
    splits: dict[int, Split]
    known: dict[Hashable, Any] = field(default_factory=dict)


_HELD: ContextVar[_Held | None] = ContextVar("items held together", default=None)


def hold(item_id: int, *, version: int | None = None) -> Item:
    """The item, locked until the transaction ends.

    ``version`` is what the page showed. Raises :class:`Refusal` (``changed_meanwhile``) where another act came between: of two people who
    close the same item one wins, the other is told.
    """
    held = _HELD.get()
    item = held.items.get(item_id) if held is not None else None
    if item is None:
        item = (
            Item.objects.select_for_update(of=("self",))
            .select_related("office", "lead__office")
            .get(pk=item_id)
        )
    if version is not None and item.version != version:
        raise Refusal("changed_meanwhile")
    return item


def once(what: Hashable, ask: Callable[[], T]) -> T:
    """What does not change while items are held together is asked for the first of them alone; outside of such a block, each time.

    Never a lock: one that an act takes is given up where that act is refused, and the acts behind it would do without.
    """
    held = _HELD.get()
    if held is None:
        return ask()
    if what not in held.known:
        held.known[what] = ask()
    known: T = held.known[what]
    return known


def split_held(split_id: int) -> Split | None:
    """The split of a draft that is held together with its rows, if it is."""
    held = _HELD.get()
    return held.splits.get(split_id) if held is not None else None


@contextmanager
def held_together(item_ids: Sequence[int], *, beside: Sequence[Any] = ()) -> Iterator[None]:
    """Items that a block acts on one after the other, each once, are locked by one statement in the order of their keys; ``beside`` says what of
    theirs is locked with them, for acts that add none of it. Then, by one statement more, the splits of those that are rows of a draft.

    In the transaction of whoever calls. Building each one's query took a third of an act's time.
    """
    rows = Item.objects.select_for_update(of=("self",)).filter(pk__in=item_ids).order_by("pk")
    rows = rows.select_related(
        "office", "lead__office", "leader__office", "entry", "split__report", "parent"
    ).defer("entry__machine", "entry__members")
    if beside:
        rows = rows.prefetch_related(*beside)
    items = {item.pk: item for item in rows}
    drafts = {
        item.split_id for item in items.values() if item.state == State.DRAFT and item.split_id is not None
    }
    token = _HELD.set(_Held(items, _locked(drafts) if drafts else {}))
    try:
        yield
    finally:
        _HELD.reset(token)


def _locked(splits: Collection[int]) -> dict[int, Split]:
    rows = Split.objects.select_for_update(of=("self",)).select_related("report")
    return {split.pk: split for split in rows.filter(pk__in=splits).order_by("pk")}


def keep(item: Item, *columns: str) -> None:
    """Save what an act changed, with the state, and count the act."""
    item.version += 1
    item.save(update_fields=[*columns, "state", "version"])
