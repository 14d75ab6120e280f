"""The portal is told of an act: at once, in the act's own transaction, where both lie in one database; else after it, as often as is needed.

No transaction spans two databases. The row that waits is written with the act, so that both are there or neither, and the portal is told in the order of
these rows: each has its number under the locks of its act.
"""

import logging
from datetime import datetime

from django.db import transaction
from django_tasks import task_backends

from luoshi_web.jobs.clock import now
from luoshi_web.jobs.tasks import job
from luoshi_web.portal.database import apart
from luoshi_web.publication.models import Handover, HandoverPage, Release
from luoshi_web.publication.selectors import waiting_for_portal
from luoshi_web.publication.services.deliver import Delivered, deliver
from luoshi_web.publication.services.files import ask_for_files
from luoshi_web.publication.to_portal.calls import Call, do

logger = logging.getLogger(__name__)


def hand_over(call: Call, *, place: str, release: Release | None = None) -> str:
    """Called in the transaction of the act. Of a report in one database: the key of its place.

    Raises what the portal says where it is told at once: :class:`Refusal`, :class:`NotReleased`.
    """
    if not apart():
        key = do(call)
        ask_for_files()
        return key
    first = not waiting_for_portal().exists()
    row = Handover.objects.create(
        call=call.name, said=dict(call.said), place=place, release=release, at=call.at
    )
    HandoverPage.objects.bulk_create(
        HandoverPage(handover=row, mark=mark, number=number, picture=picture)
        for mark, pages in call.files.items()
        for number, picture in enumerate(pages, 1)
    )
    if first and task_backends[deliver_waiting.backend].supports_defer:
        deliver_waiting.enqueue()
    transaction.on_commit(lambda: _deliver(call.at))
    return ""


def _deliver(at: datetime) -> None:
    """Right after the act. The act stands whatever becomes of this: the job, the night and the command deliver what is left."""
    try:
        deliver(at=at)
    except Exception:
        logger.exception("the portal was not told yet: it is tried again")


@job(waits=(10, 60, 300, 1800))
def deliver_waiting() -> Delivered:
    """What an act left behind whose process was killed, or that found the portal's database away."""
    return deliver(at=now())
