"""Acts on many urges: those of the desk sent, skipped, held back; those before a leader let out or not."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.bulk.act import BulkAct
from luoshi_web.supervision.bulk.of_items import act_of
from luoshi_web.supervision.models import Urge
from luoshi_web.supervision.urging import services


def _take(*, actor: Actor, key: int, version: int, although: str = "", at: datetime) -> None:
    services.take(actor=actor, urge_id=key, although=although, at=at)


def _skip(*, actor: Actor, key: int, version: int, reason: str, at: datetime) -> None:
    services.skip(actor=actor, urge_id=key, reason=reason, at=at)


def _hold(*, actor: Actor, key: int, version: int, until: date, reason: str, at: datetime) -> None:
    services.hold_back(actor=actor, urge_id=key, until=until, reason=reason, at=at)


def _approve(*, actor: Actor, key: int, version: int, words: str = "", at: datetime) -> None:
    services.approve(actor=actor, urge_id=key, words=words, at=at)


def _refuse(*, actor: Actor, key: int, version: int, reason: str, at: datetime) -> None:
    services.refuse(actor=actor, urge_id=key, reason=reason, at=at)


def _decided(urge: Urge) -> Refusal | None:
    waits = urge.state in (Urge.State.PROPOSED, Urge.State.HELD)
    return None if waits else Refusal("urge_decided")


def _not_asked(urge: Urge) -> Refusal | None:
    return None if urge.state == Urge.State.ASKED else Refusal("urge_decided")


def _put_it_forward(actor: Actor, urge: Urge) -> Refusal | None:
    return Refusal("urge_own") if urge.asked_by_id == actor.person_id else None


def _of_desk(**said: Any) -> BulkAct:
    return act_of(
        Urge.objects.all(), page="urge.send", right="urge.send", roles=frozenset({"supervision"}), unfit=_decided, **said
    )  # fmt: skip


def _of_leader(**said: Any) -> BulkAct:
    return act_of(
        Urge.objects.all(), page="urge.asked", right="urge.approve", roles=frozenset({"leader"}), unfit=_not_asked,
        barred=_put_it_forward, **said,
    )  # fmt: skip


TAKE = _of_desk(name="send-urges", words=_("Send, or put before the leader"), each=_take)
SKIP = _of_desk(name="skip-urges", words=_("Skip"), each=_skip)
HOLD = _of_desk(name="hold-urges", words=_("Hold back"), each=_hold)
APPROVE = _of_leader(name="approve-urges", words=_("Let them go out"), each=_approve)
REFUSE = _of_leader(name="refuse-urges", words=_("Do not let them go out"), each=_refuse)
OF_DESK = (TAKE, SKIP, HOLD)
"""What the supervision office does with many proposals."""
OF_LEADER = (APPROVE, REFUSE)
"""What the leader in charge does with many circulars and interviews."""
