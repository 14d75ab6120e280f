"""An item of the supervision office is opened from a matter by an act only, and held against what is open before it goes out (督查条例 15)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.matters.models import Opened
from luoshi_web.registers.matters.register import Register
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.services.establish import Asked, establish
from luoshi_web.supervision.states import ENDED


@transaction.atomic
def open_item(
    register: Register[Any, Any, Any, Any], *, actor: Actor, matter_id: int, version: int, part: str, asked: Asked, at: datetime
) -> Item:  # fmt: skip
    """A draft of an item that follows a part of the matter, as secret as the matter at least. It goes out as every established item does: approved by
    the head of the government, and once somebody has said what the open items are that ask the same.

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``item_opened`` while an item of the same part is open; what
    :func:`~luoshi_web.supervision.services.establish.establish` refuses.
    """
    row = register.hold(actor, matter_id, "supervise", version=version)
    matter = row.matter
    open_ = (
        Opened.objects.filter(matter=matter, part=part)
        .exclude(item__state__in=ENDED)
        .select_related("item")
        .first()
    )
    if open_ is not None:
        raise Refusal("item_opened", number=open_.item.number)
    if asked.secrecy < matter.secrecy:
        raise Refusal("item_less_secret")
    item = establish(actor=actor, asked=asked, at=at)
    Opened.objects.create(matter=matter, part=part, item=item, by_id=actor.person_id, at=at)
    register.keep(row)
    record(
        actor=actor,
        verb="matter.open_item",
        target=matter,
        details={"part": part, "item": item.number},
        at=at,
    )
    return item
