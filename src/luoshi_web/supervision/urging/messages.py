"""Acts and questions on what people were told."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, QuerySet, Subquery
from django.db.models.functions import Coalesce

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.services import record
from luoshi_web.supervision.models import Message


def inbox(person_id: int, *, at: date) -> QuerySet[Message]:
    """What a person has been told in the system until a day, the latest first."""
    return Message.objects.filter(person=person_id, channel=Message.Channel.IN_APP, due_on__lte=at)


def unread(person_id: int, *, at: date) -> int:
    """How many of them are unread."""
    return inbox(person_id, at=at).filter(read_at=None).count()


def unread_count(person_id: int, *, at: date) -> Coalesce:
    """… as an expression, so that every page can ask for it along with something else."""
    mine = inbox(person_id, at=at).filter(read_at=None).order_by().values("person")
    return Coalesce(Subquery(mine.annotate(count=Count("pk")).values("count")), 0)


@transaction.atomic
def mark_read(*, actor: Actor, messages: Iterable[int] | None = None, on: date, at: datetime) -> int:
    """The actor has read these messages of their own, or all. Returns how many were unread; one act for all of them."""
    found = inbox(actor.person_id, at=on).filter(read_at=None)
    if messages is not None:
        found = found.filter(pk__in=list(messages))
    numbers = sorted(found.select_for_update().values_list("pk", flat=True))
    if numbers:
        found.filter(pk__in=numbers).update(read_at=at)
        record(actor=actor, verb="message.read", details={"messages": numbers}, at=at)
    return len(numbers)
