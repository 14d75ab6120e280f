"""Letters: the messages of people who have an address, sent in the background, tried again, and given up in the open.

A letter is taken for ten minutes before it is handed to the mail server, and marked when that has taken it. If the worker dies in
between it goes out again under the same Message-ID, by which mailboxes know it for the same.
"""

import logging
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Min, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django_tasks import task_backends

from luoshi_web.accounts.models import Secrecy
from luoshi_web.jobs.clock import now
from luoshi_web.jobs.tasks import job
from luoshi_web.supervision.models import Item, Message, Urge
from luoshi_web.supervision.safekeeping.words import (
    MACHINES,
    said_by_machine,
    subject_of_machine,
    typed_by_machine,
)
from luoshi_web.supervision.urging.days import is_working_day
from luoshi_web.supervision.urging.decisions import decisions_in, sentence_of
from luoshi_web.supervision.urging.digests import tell_of_failure
from luoshi_web.supervision.urging.gathered import lines_of
from luoshi_web.supervision.urging.ladder import read_terms
from luoshi_web.supervision.urging.matters import subject_of_matters, words_of
from luoshi_web.supervision.urging.reasons import sentence
from luoshi_web.supervision.urging.recipients import Directory
from luoshi_web.supervision.urging.rules import ladder_on

logger = logging.getLogger(__name__)
TRIES = 6
_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))
_TAKEN_FOR = timedelta(minutes=10)


def waiting(*, on: date, at: datetime) -> QuerySet[Message]:
    """Letters that are to go out by a day and may be tried at a moment."""
    open_ones = Message.objects.filter(
        channel=Message.Channel.EMAIL, sent_at=None, given_up_at=None, due_on__lte=on
    )
    return open_ones.filter(Q(try_at=None) | Q(try_at__lte=at))


def send_due(day: date, *, at: datetime) -> Mapping[str, int]:
    """Send what is due by a day. A step of the night; may be begun again, and by two at the same time. Returns counts.

    On a rest day nothing leaves but what is told of a login: what was to be tried again waits for the night of the next working day.
    """
    counts = {"sent": 0, "failed": 0, "given_up": 0}
    due = waiting(on=day, at=at)
    if not is_working_day(day):
        due = due.filter(kind=Message.Kind.SECURITY)
    numbers = list(due.order_by("due_on", "pk").values_list("pk", flat=True))
    if not numbers:
        return counts
    connection = get_connection()
    try:
        for number in numbers:
            if waiting(on=day, at=at).filter(pk=number).update(try_at=timezone.now() + _TAKEN_FOR):
                counts[_send(Message.objects.select_related("person").get(pk=number), connection, at=at)] += 1
    finally:
        connection.close()
    return counts


@job(waits=(60, 300, 1800))
def send_letters() -> Mapping[str, int]:
    """Asked for by whatever makes letters. While some are to be tried again later, it asks for itself."""
    at = now()
    day = timezone.localdate(at)
    counts = send_due(day, at=at)
    again = Message.objects.filter(
        channel=Message.Channel.EMAIL, sent_at=None, given_up_at=None, due_on__lte=day
    ).aggregate(Min("try_at"))["try_at__min"]
    if again is not None and is_working_day(day) and task_backends[send_letters.backend].supports_defer:
        send_letters.using(run_after=again).enqueue()
    return counts


def _send(letter: Message, connection: BaseEmailBackend, *, at: datetime) -> str:
    """Hand one letter over. ``sent``, ``failed`` or ``given_up``."""
    subject, body = written(letter)
    mail = EmailMessage(
        subject, body, settings.DEFAULT_FROM_EMAIL, [letter.person.email], connection=connection,
        headers={"Message-ID": f"<luoshi-{letter.pk}-{letter.made_at:%Y%m%d%H%M%S}@{_domain()}>", "Auto-Submitted": "auto-generated"},
    )  # fmt: skip
    try:
        mail.send()
    except (SMTPException, OSError) as error:
        connection.close()
        return _failed(letter, error, at=at)
    Message.objects.filter(pk=letter.pk).update(
        sent_at=timezone.now(), try_at=None, tries=letter.tries + 1, failure=""
    )
    return "sent"


def _domain() -> str:
    return str(settings.DEFAULT_FROM_EMAIL).rpartition("@")[2].strip("> ") or "localhost"


def _failed(letter: Message, error: Exception, *, at: datetime) -> str:
    """Tried again after a wait; given up after the last try, or at once where the server says that the address never will do."""
    tries = letter.tries + 1
    failure = f"{type(error).__name__}: {error}"[:2000]
    logger.warning("letter %s, try %d: %s", letter.pk, tries, failure)
    if tries < TRIES and not _for_good(error):
        wait = _WAITS[min(tries, len(_WAITS)) - 1]
        Message.objects.filter(pk=letter.pk).update(
            tries=tries, failure=failure, try_at=timezone.now() + wait
        )
        return "failed"
    Message.objects.filter(pk=letter.pk).update(tries=tries, failure=failure, given_up_at=at, try_at=None)
    day = timezone.localdate(at)
    said = {"person": str(letter.person), "failure": failure[:300]}
    a_day = read_terms(ladder_on(day).terms).a_day
    for held in Directory(day).supervisors():
        tell_of_failure(held, said, a_day=a_day, day=day, at=at)
    return "given_up"


def _for_good(error: Exception) -> bool:
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _words in error.recipients.values())
    return isinstance(error, SMTPResponseException) and error.smtp_code in {550, 551, 553}


def written(letter: Message) -> tuple[str, str]:
    """Subject and body in the reader's language. What is above internal stands by its number alone: mail leaves the house."""
    with override(letter.person.language):
        urges = list(letter.urges.select_related("item").order_by("-rung", "pk"))
        subject = subject_of(letter, len(urges))
        greeting = _("%(person)s:") % {"person": letter.person}
        lines = (
            [_line(urge) for urge in urges]
            or _decided(letter)
            or _of_matters(letter)
            or [*said_by_machine(letter), *typed_by_machine(letter)]
            or [_of_login(letter) or letter.body]
        )
        end = _("Log in to read and to answer.")
        if settings.OFFICE_ADDRESS:
            end += f" {settings.OFFICE_ADDRESS}/messages/"
        return subject, "\n\n".join([greeting, *lines, end]) + "\n"


def subject_of(message: Message, urges: int) -> str:
    """What a message is called, in the language in use."""
    if message.kind == Message.Kind.DIGEST:
        day = date_format(message.due_on, "Y-m-d")
        return ngettext("%(day)s: %(count)s item is urged", "%(day)s: %(count)s items are urged", urges) % {
            "day": day,
            "count": urges,
        }
    if message.kind == Message.Kind.DECISION:
        decided = lines_of(message)
        if len(decided) == 1:
            return f"{decided[0]['number']}: {sentence_of(decided[0])}"
        return ngettext("%(count)s decision", "%(count)s decisions", len(decided)) % {"count": len(decided)}
    if message.kind == Message.Kind.LETTER_FAILED:
        failed = lines_of(message)
        if len(failed) == 1:
            return _("A letter to %(person)s could not be delivered") % failed[0]
        return ngettext(
            "%(count)s letter could not be delivered", "%(count)s letters could not be delivered", len(failed)
        ) % {"count": len(failed)}
    if message.kind in MACHINES:
        return subject_of_machine(message)
    if message.kind == Message.Kind.MATTERS:
        return subject_of_matters(lines_of(message))
    return _of_login(message).partition("\n")[0] or message.subject


def _of_login(message: Message) -> str:
    from luoshi_web.supervision.urging import security  # it asks for letters to be sent

    return security.words_of(message) if message.kind == Message.Kind.SECURITY else ""


def _line(urge: Urge) -> str:
    item = urge.item
    title = item.number if item.secrecy > Secrecy.INTERNAL else f"{item.number} {item.title}"
    words = [f"[{urge.get_rung_display()}] {title}", sentence(urge.code, urge.inputs)]
    if urge.reason and item.secrecy <= Secrecy.INTERNAL:
        words.append(urge.reason)
    if urge.approver:
        words.append(_("Approved by %(leader)s.") % {"leader": urge.approver})
    if urge.answer_due:
        words.append(_("To be answered by %(day)s.") % {"day": urge.answer_due.isoformat()})
    return "\n".join(words)


def _of_matters(letter: Message) -> list[str]:
    """What a letter tells of matters of registers. Of one above internal, as of any urge, no more than that there is one: its line has no title."""
    lines = lines_of(letter) if letter.kind == Message.Kind.MATTERS else []
    return [
        f"{line['number']} {line['title']}\n{words_of(line)}" if "title" in line else line["number"]
        for line in lines
    ]


def _decided(letter: Message) -> list[str]:
    """The decisions that a letter tells of. Of an item above internal, as of any urge, no more than that there is one."""
    said = []
    for line, item, decision in decisions_in(letter, Item.objects.all()):
        named, words = line["number"], [decision]
        if item is None or item.secrecy <= Secrecy.INTERNAL:
            named += f" {item.title}" if item is not None else ""
            words += [line["answer"]] if line["answer"] else []
        said.append("\n".join([named, *words]))
    return said
