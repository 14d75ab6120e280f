"""Reading runs apart from requests: a file of 14 pages takes a second, a hostile one up to forty.

The job is put into the queue when the upload is committed, and does nothing where the copy has been read meanwhile, so that asking twice is
harmless. A copy whose job was lost stays "waiting to be read" and is read when somebody, or the schedule, asks again.
"""

from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task


@task()
def read_in_background(copy_id: int) -> str:
    """Read one copy; returns its state afterwards."""
    from luoshi_web.ledgerstore.services.read import read_copy

    return read_copy(copy_id=copy_id, at=_moment())


def read_later(copy_id: int) -> None:
    """Queue the reading of a copy once the present transaction is committed."""
    transaction.on_commit(partial(_enqueue, copy_id))


def _enqueue(copy_id: int) -> None:
    read_in_background.enqueue(copy_id)


def _moment() -> datetime:
    """A job begins when it begins: the machine's clock, or the moment that ``LUOSHI_NOW`` sets."""
    fixed: datetime | None = settings.OFFICE_NOW
    if fixed is None:
        return timezone.now()
    return fixed if timezone.is_aware(fixed) else timezone.make_aware(fixed)
