"""Acts on many requests: for more time (screened, granted, refused), for another target (approved, refused)."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.bulk.act import BulkAct
from luoshi_web.supervision.bulk.of_items import act_of, items_held
from luoshi_web.supervision.models import Change, Extension
from luoshi_web.supervision.services import change, extension


def _screen(*, actor: Actor, key: int, version: int, opinion: str, at: datetime) -> None:
    extension.screen_extension(actor=actor, extension_id=key, version=version, opinion=opinion, at=at)


def _grant(*, actor: Actor, key: int, version: int, answer: str = "", at: datetime) -> None:
    extension.decide_extension(
        actor=actor, extension_id=key, version=version, granted=True, answer=answer, at=at
    )


def _refuse(*, actor: Actor, key: int, version: int, answer: str, at: datetime) -> None:
    extension.decide_extension(
        actor=actor, extension_id=key, version=version, granted=False, answer=answer, at=at
    )


def _approve_change(*, actor: Actor, key: int, version: int, answer: str = "", at: datetime) -> None:
    change.decide_change(actor=actor, change_id=key, version=version, approved=True, answer=answer, at=at)


def _refuse_change(*, actor: Actor, key: int, version: int, answer: str, at: datetime) -> None:
    change.decide_change(actor=actor, change_id=key, version=version, approved=False, answer=answer, at=at)


def _not_asked(held: Extension) -> Refusal | None:
    if held.state == Extension.State.ASKED:
        return None
    return Refusal("extension_screened") if held.state == Extension.State.SCREENED else _ended(held)


def _not_screened(held: Extension) -> Refusal | None:
    if held.state == Extension.State.SCREENED:
        return None
    return Refusal("extension_not_screened") if held.state == Extension.State.ASKED else _ended(held)


def _ended(held: Extension) -> Refusal:
    withdrawn = held.state == Extension.State.WITHDRAWN
    return Refusal("extension_withdrawn" if withdrawn else "extension_decided")


def _change_ended(held: Change) -> Refusal | None:
    if held.state == Change.State.ASKED:
        return None
    return Refusal("change_withdrawn" if held.state == Change.State.WITHDRAWN else "change_decided")


def _own_request(actor: Actor, held: Extension | Change) -> Refusal | None:
    return Refusal("own_request") if held.asked_by_id == actor.person_id else None


def _own_hand(actor: Actor, held: Extension) -> Refusal | None:
    """Neither who asked nor who screened decides."""
    own = Refusal("own_screening") if held.screened_by_id == actor.person_id else None
    return _own_request(actor, held) or own


def _of_extensions(**said: Any) -> BulkAct:
    every = Extension.objects.all()
    return act_of(every, page="item.list", held=items_held(every), **said)


def _of_changes(**said: Any) -> BulkAct:
    every = Change.objects.all()
    return act_of(
        every, page="item.list", held=items_held(every), right="change.decide", roles=frozenset({"leader"}),
        unfit=_change_ended, barred=_own_request, **said,
    )  # fmt: skip


SCREEN = _of_extensions(
    name="screen-extensions", words=_("Screen"), right="extension.screen", roles=frozenset({"supervision"}), unfit=_not_asked,
    barred=_own_request, each=_screen,
)  # fmt: skip
GRANT = _of_extensions(
    name="grant-extensions", words=_("Grant more time"), right="extension.decide", roles=frozenset({"leader"}), unfit=_not_screened,
    barred=_own_hand, each=_grant,
)  # fmt: skip
REFUSE = _of_extensions(
    name="refuse-extensions", words=_("Refuse more time"), right="extension.decide", roles=frozenset({"leader"}), unfit=_not_screened,
    barred=_own_hand, each=_refuse,
)  # fmt: skip
APPROVE_CHANGE = _of_changes(
    name="approve-changes", words=_("Approve the other target"), each=_approve_change
)
REFUSE_CHANGE = _of_changes(name="refuse-changes", words=_("Refuse the other target"), each=_refuse_change)
OF_EXTENSIONS = (SCREEN, GRANT, REFUSE)
"""What is done with many requests for more time."""
OF_CHANGES = (APPROVE_CHANGE, REFUSE_CHANGE)
"""What is done with many requests for another target."""
