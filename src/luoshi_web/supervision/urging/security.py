"""What was done to a person's login, told to that person at once: in the system and by letter, on rest days as well."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_noop as _

from luoshi_web.accounts.models import Person
from luoshi_web.accounts.notices import login_touched
from luoshi_web.audit.actor import Actor
from luoshi_web.supervision.models import Message
from luoshi_web.supervision.urging.gathered import channels_of
from luoshi_web.supervision.urging.letters import send_letters

SENTENCES: Mapping[str, str] = {
    "factor_set": _("A second factor was set up for your login."),
    "factor_removed": _("The second factor of your login was taken away."),
    "factor_taken": _("%(by)s took the second factor of your login away."),
    "codes_read": _("The recovery codes of your login were shown."),
    "codes_renewed": _("New recovery codes were made for your login; the old ones open nothing any more."),
    "password_chosen": _("The password of your login was changed."),
    "password_given": _("%(by)s gave your login a new password."),
}
_AND = _("This was done on %(at)s. If it was not meant to be, tell the security administrator at once.")


@receiver(login_touched)
def _tell(person: Person, code: str, actor: Actor, at: datetime, **_said: Any) -> None:
    """One message an act, in the act's own transaction. They are few, and do not count among the messages of a day."""
    inputs = {"code": code, "by": f"{actor.office} {actor.person}".strip(), "at": at.isoformat()}
    for channel in channels_of(person):
        Message.objects.create(
            person=person, channel=channel, kind=Message.Kind.SECURITY, inputs=inputs, made_at=at,
            due_on=timezone.localdate(at), sent_at=at if channel == Message.Channel.IN_APP else None,
        )  # fmt: skip
    if Message.Channel.EMAIL in channels_of(person):
        send_letters.enqueue()


def sentence_of(message: Message) -> str:
    """What was done, in the language in use."""
    words: str = translate(SENTENCES[message.inputs["code"]]) % message.inputs
    return words


def words_of(message: Message) -> str:
    """… with the moment, and what to do where it was somebody else."""
    at = timezone.localtime(datetime.fromisoformat(message.inputs["at"]))
    said: str = translate(_AND)
    return f"{sentence_of(message)}\n{said % {'at': date_format(at, 'Y-m-d H:i')}}"
