"""Acts on many items that units sent back: another unit leads, or they stay where they are."""

from datetime import datetime
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Post
from luoshi_web.audit.actor import Actor
from luoshi_web.supervision.bulk.act import BulkAct
from luoshi_web.supervision.bulk.items import in_state, items_seen
from luoshi_web.supervision.services import assign
from luoshi_web.supervision.services.hold import held_together
from luoshi_web.supervision.states import State


def _take_back(*, actor: Actor, key: int, version: int, lead: Post, answer: str = "", at: datetime) -> None:
    assign.take_back(actor=actor, item_id=key, version=version, lead=lead, answer=answer, at=at)


def _refuse(*, actor: Actor, key: int, version: int, answer: str, at: datetime) -> None:
    assign.refuse_return(actor=actor, item_id=key, version=version, answer=answer, at=at)


def _act(**said: Any) -> BulkAct:
    return BulkAct(
        page="item.list", right="item.decide_return", roles=frozenset({"supervision"}), seen=items_seen,
        unfit=in_state(State.RETURNED), held=partial(held_together), **said,
    )  # fmt: skip


TAKE_BACK = _act(name="take-back", words=_("Give those returned to another unit"), each=_take_back)
REFUSE_RETURN = _act(name="refuse-return", words=_("Leave those returned where they are"), each=_refuse)
OF_RETURNED = (TAKE_BACK, REFUSE_RETURN)
"""What the supervision office does with many items that were sent back."""
