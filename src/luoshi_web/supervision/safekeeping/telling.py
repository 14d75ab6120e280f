"""The machine tells the holders of a role: in the system, and by letter who has an address."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from luoshi_web.accounts.models import Holding
from luoshi_web.accounts.selectors import holdings_on
from luoshi_web.supervision.models import Message
from luoshi_web.supervision.urging.gathered import channels_of, gather, lines_of
from luoshi_web.supervision.urging.letters import send_letters

_MANY = 1000
"""What keeps the office itself safe is not counted among the messages that a person gets in a day."""
_BACK = timedelta(days=60)


@transaction.atomic
def tell(role: str, kind: Message.Kind, line: Mapping[str, str], *, day: date, at: datetime) -> int:
    """Put a line into the message of the day of everybody who holds a post of the role. Returns how many people were told.

    May be begun again: who was told this very line before is not told twice.
    """
    held = holdings_on(day).filter(post__active=True, post__role=role).select_related("person", "post")
    people: dict[int, Holding] = {}
    for one in held.order_by("person", "pk"):
        people.setdefault(one.person_id, one)
    told = 0
    for one in people.values():
        before = Message.objects.filter(person=one.person_id, kind=kind, due_on__gte=day - _BACK)
        if any(dict(line) in lines_of(message) for message in before):
            continue
        for channel in channels_of(one.person):
            gather(one, kind, line, channel=channel, a_day=_MANY, day=day, at=at)
        told += 1
    if told:
        send_letters.enqueue()
    return told
