"""Acts on many items: signed for, answered, reported as the month before."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.bulk.act import BulkAct
from luoshi_web.supervision.clocks.services import OPEN_LIMITS
from luoshi_web.supervision.lights.run import relight
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.selectors.items import visible_to
from luoshi_web.supervision.services import assign, progress
from luoshi_web.supervision.services.hold import held_together
from luoshi_web.supervision.states import OPEN, State
from luoshi_web.supervision.urging import services as urging
from luoshi_web.supervision.urging.settling import URGES_TO_SIGN

_OF_A_UNIT = frozenset({"officer", "head"})
_TO_SIGN = partial(held_together, beside=(OPEN_LIMITS, URGES_TO_SIGN))
_TO_ANSWER = partial(held_together, beside=(OPEN_LIMITS, urging.UNANSWERED))
_TO_REPORT = partial(held_together, beside=progress.TO_REPORT)


def items_seen(actor: Actor) -> QuerySet[Item]:
    """The items that may be acted on, with what their rights and their lines ask for."""
    return visible_to(actor).select_related("parent").prefetch_related("co_units__post")


def in_state(*states: str) -> Callable[[Item], Refusal | None]:
    """Why an item that stands in no such state cannot be acted on."""

    def unfit(item: Item) -> Refusal | None:
        return None if item.state in states else Refusal("wrong_state", state=item.get_state_display())

    return unfit


def _sign(*, actor: Actor, key: int, version: int, at: datetime) -> None:
    assign.sign(actor=actor, item_id=key, version=version, at=at)


def _answer(*, actor: Actor, key: int, version: int, text: str, at: datetime) -> None:
    """The latest paper that waits for an answer: what else waits of the item is answered with it."""
    urging.answer_item(actor=actor, item_id=key, text=text, at=at)


def _as_before(
    *, actor: Actor, key: int, version: int, period: date, state: str = "", words: str = "", at: datetime
) -> None:
    progress.report_as_before(
        actor=actor, item_id=key, period=period, state=state, words=words, at=at, lit=False
    )


def _relight(keys: Sequence[int], at: datetime) -> None:
    """The lights of all reported items in a few queries; the night would light them too."""
    relight(*keys, day=timezone.localdate(at))


def _act(**said: Any) -> BulkAct:
    return BulkAct(page="item.list", roles=_OF_A_UNIT, seen=items_seen, **said)


SIGN = _act(
    name="sign", words=_("Sign for them"), right="item.sign", unfit=in_state(State.ASSIGNED), each=_sign, held=_TO_SIGN,
)  # fmt: skip
ANSWER = _act(
    name="answer", words=_("Answer"), right="urge.answer", unfit=in_state(*OPEN), each=_answer, held=_TO_ANSWER
)  # fmt: skip
AS_BEFORE = _act(
    name="as-before", words=_("Report as last month"), right="progress.report", unfit=in_state(*progress.REPORTABLE),
    each=_as_before, after=_relight, held=_TO_REPORT,
)  # fmt: skip
OF_ITEMS = (SIGN, AS_BEFORE, ANSWER)
"""What a unit does with many of its items."""
