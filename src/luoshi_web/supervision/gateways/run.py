"""The step of the night that tells people outside the house that something waits for them inside: how many, never what."""

import logging
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from luoshi_web.supervision.gateways.adapters import Adapter, GatewayError, adapter_of
from luoshi_web.supervision.models import Message, Notice
from luoshi_web.supervision.urging.days import is_working_day

logger = logging.getLogger(__name__)
TRIES = 5
WAIT = timedelta(minutes=10)
_TAKEN_FOR = timedelta(minutes=10)


def send_notices(day: date, *, at: datetime) -> Mapping[str, int]:
    """Tell of the day's messages through every gateway that is named. May be begun again; on rest days nothing leaves."""
    return notices_through([adapter_of(said) for said in settings.GATEWAYS], day, at=at)


def notices_through(adapters: Sequence[Adapter], day: date, *, at: datetime) -> Mapping[str, int]:
    """``sent``, ``failed`` (to be tried again) and ``given_up``, counted."""
    counts = {"sent": 0, "failed": 0, "given_up": 0}
    if not adapters or not is_working_day(day):
        return counts
    inside = Message.objects.filter(
        channel=Message.Channel.IN_APP, due_on=day, read_at=None, person__is_active=True
    )
    for message in inside.select_related("person").order_by("pk"):
        for adapter in adapters:
            to = message.person.phone if adapter.by_phone else message.person.username
            notice = _taken(message, adapter, at) if to else None
            if notice is not None:
                counts[_send(adapter, notice, to, at)] += 1
    return counts


@transaction.atomic
def _taken(message: Message, adapter: Adapter, at: datetime) -> Notice | None:
    """The notice, marked as on its way, so that two runs do not send it twice; None where it went out, was given up or has to wait."""
    notice, _made = Notice.objects.select_for_update().get_or_create(message=message, gateway=adapter.name)
    if notice.sent_at or notice.given_up_at or (notice.try_at and notice.try_at > at):
        return None
    notice.try_at = at + _TAKEN_FOR
    notice.save(update_fields=["try_at"])
    return notice


def _send(adapter: Adapter, notice: Notice, to: str, at: datetime) -> str:
    try:
        adapter.send(to=to, words=words_of(notice.message))
    except GatewayError as error:
        tries = notice.tries + 1
        logger.warning("notice %s through %s, try %d: %s", notice.pk, adapter.name, tries, error)
        over = error.for_good or tries >= TRIES
        Notice.objects.filter(pk=notice.pk).update(
            tries=tries, failure=str(error), given_up_at=at if over else None, try_at=None if over else at + WAIT * tries
        )  # fmt: skip
        return "given_up" if over else "failed"
    Notice.objects.filter(pk=notice.pk).update(sent_at=at, try_at=None, tries=notice.tries + 1, failure="")
    return "sent"


def words_of(message: Message) -> str:
    """How many matters there are to read, in the reader's language: what leaves the house names no item."""
    with override(message.person.language):
        count = message.urges.count() or len(message.inputs.get("lines", [])) or 1
        said = ngettext(
            "Supervision office: %(count)s matter waits for you.", "Supervision office: %(count)s matters wait for you.", count
        ) % {"count": count}  # fmt: skip
        end = _("Log in to read and to answer.")
        return f"{said} {end} {settings.OFFICE_ADDRESS}".strip()
