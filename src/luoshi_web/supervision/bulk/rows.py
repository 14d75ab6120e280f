"""Acts on many rows of a draft: lead, units that help, leader, due date; taken out; several made one."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Post
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.bulk.act import BulkAct
from luoshi_web.supervision.bulk.items import in_state, items_seen
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.services import split_edit, split_shape
from luoshi_web.supervision.services.hold import held_together
from luoshi_web.supervision.states import State


def _lead(*, actor: Actor, key: int, version: int, lead: Post, at: datetime) -> None:
    split_edit.set_in_row(actor=actor, item_id=key, version=version, values={"lead": lead}, at=at)


def _leader(*, actor: Actor, key: int, version: int, leader: Post, at: datetime) -> None:
    split_edit.set_in_row(actor=actor, item_id=key, version=version, values={"leader": leader}, at=at)


def _due(*, actor: Actor, key: int, version: int, due: date, at: datetime) -> None:
    split_edit.set_in_row(actor=actor, item_id=key, version=version, values={"due": due}, at=at)


def _helpers(
    *, actor: Actor, key: int, version: int, helpers: Sequence[Post], beside: bool, at: datetime
) -> None:
    split_edit.set_helpers(
        actor=actor, item_id=key, version=version, helpers=helpers, beside=beside, at=at
    )  # fmt: skip


def _take_out(*, actor: Actor, keys: Sequence[tuple[int, int]], at: datetime) -> None:
    split_edit.remove_rows(actor=actor, rows=keys, at=at)


def _merge(*, actor: Actor, keys: Sequence[tuple[int, int]], at: datetime) -> None:
    split_shape.merge_rows(actor=actor, rows=keys, at=at)


def _rows_seen(actor: Actor) -> QuerySet[Item]:
    return items_seen(actor).prefetch_related("merged")


_HELD = partial(held_together, beside=(split_edit.HELPING, "origin"))
_no_draft = in_state(State.DRAFT)


def _stays(item: Item) -> Refusal | None:
    """Why a row cannot be taken out: it has gone out, or others were merged into it."""
    return _no_draft(item) or (Refusal("row_takes_others") if item.merged.all() else None)


def _act(**said: Any) -> BulkAct:
    given: dict[str, Any] = {"seen": items_seen, "unfit": _no_draft} | said
    return BulkAct(
        page="split.draft", right="item.edit", roles=frozenset({"supervision"}), held=_HELD, **given
    )


LEAD = _act(name="lead", words=_("Set the lead unit"), each=_lead)
HELPERS = _act(name="helpers", words=_("Set the units that help"), each=_helpers)
LEADER = _act(name="leader", words=_("Set the leader in charge"), each=_leader)
DUE = _act(name="due", words=_("Set the due date"), each=_due)
TAKE_OUT = _act(
    name="take-out", words=_("Take out of the draft"), together=_take_out, seen=_rows_seen, unfit=_stays
)
MERGE = _act(name="merge", words=_("Merge into one row"), together=_merge, most=split_shape.MOST_MERGED)
OF_ROWS = (LEAD, HELPERS, LEADER, DUE, TAKE_OUT, MERGE)
"""What the supervision office does with many rows of a draft."""
