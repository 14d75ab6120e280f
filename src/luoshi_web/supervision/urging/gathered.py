"""Messages that gather what happened on a day: one a person, day and kind, however much there is to tell."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from luoshi_web.accounts.models import Holding, Person
from luoshi_web.supervision.models import Message
from luoshi_web.supervision.urging.days import next_working_day

_ONE = timedelta(days=1)


def channels_of(person: Person) -> tuple[Message.Channel, ...]:
    """How a person is told: in the system, and by letter who has an address."""
    inside = (Message.Channel.IN_APP,)
    return (*inside, Message.Channel.EMAIL) if person.email else inside


def gather(
    held: Holding, kind: Message.Kind, line: Mapping[str, str], *, channel: Message.Channel, a_day: int, day: date, at: datetime
) -> date:  # fmt: skip
    """Put a line into a person's message of the day, or begin one; returns its day. As :func:`gather_all`."""
    return gather_all(held, kind, [line], channel=channel, a_day=a_day, day=day, at=at)


@transaction.atomic
def gather_all(
    held: Holding, kind: Message.Kind, lines: Sequence[Mapping[str, str]], *, channel: Message.Channel, a_day: int, day: date, at: datetime
) -> date:  # fmt: skip
    """Put lines into a person's message of the day, or begin one; returns its day.

    It counts among the ``a_day`` messages that a person gets in a day: where it would be one too many, or on a rest day, it is for the next
    working day. A message that was read is unread again; a letter on its way takes no more, and another is begun.
    """
    due = next_working_day(day)
    while True:
        theirs = Message.objects.select_for_update().filter(
            person=held.person_id, channel=channel, due_on=due
        )
        theirs = theirs.exclude(kind=Message.Kind.SECURITY)
        there = list(theirs.order_by("pk"))
        if begun := next((m for m in there if m.kind == kind and _takes_more(m)), None):
            begun.inputs = {"lines": [*lines_of(begun), *map(dict, lines)]}
            begun.read_at = None
            begun.save(update_fields=["inputs", "read_at"])
            return due
        if len(there) < a_day:
            Message.objects.create(
                person_id=held.person_id, post_id=held.post_id, channel=channel, kind=kind, inputs={"lines": [dict(line) for line in lines]},
                made_at=at, due_on=due, sent_at=at if channel == Message.Channel.IN_APP else None,
            )  # fmt: skip
            return due
        due = next_working_day(due + _ONE)


def lines_of(message: Message) -> list[dict[str, str]]:
    """What a message has gathered, in order."""
    lines: list[dict[str, str]] = message.inputs.get("lines", [])
    return lines


def _takes_more(message: Message) -> bool:
    """Whoever sends a letter marks it first with when to try again."""
    if message.channel == Message.Channel.IN_APP:
        return True
    return message.sent_at is None and message.try_at is None and message.given_up_at is None
