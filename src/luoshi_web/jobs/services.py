"""Acts of people on background work."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django_tasks.base import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.jobs.models import Run


@transaction.atomic
def try_again(*, actor: Actor, job: UUID, at: datetime) -> None:
    """A job that was given up is tried anew, with all its tries. Raises :class:`Refusal` (``job_not_failed``) where it was not."""
    given_up = DBTaskResult.objects.filter(pk=job, status=Status.FAILED)
    path = given_up.values_list("task_path", flat=True).first()
    if not given_up.update(status=Status.READY, run_after=at, worker_ids=[], finished_at=None):
        raise Refusal("job_not_failed")
    Run.objects.filter(job=job, state=Run.State.FAILED).update(state=Run.State.WAITING, failure="")
    record(actor=actor, verb="job.again", details={"job": str(job), "path": path}, at=at)
