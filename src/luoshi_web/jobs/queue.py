"""Taking a job, and settling it. Each is one short transaction; what a worker settles must still be its own.

A job is known to be a worker's by the moment at which it was taken: whoever takes it again sets another. So a worker that was
taken for dead, and was not, cannot settle what somebody else holds by now.
"""

from datetime import datetime
from traceback import format_exception
from typing import Any, TypeAlias

from django.db import transaction
from django_tasks.base import TaskResultStatus as Status
from django_tasks.utils import normalize_json
from django_tasks_db.models import DBTaskResult

from luoshi_web.audit.actor import MACHINE
from luoshi_web.audit.services import record
from luoshi_web.jobs.models import Worker
from luoshi_web.jobs.tasks import policy_of

BACKEND = "default"
Job: TypeAlias = DBTaskResult[Any, Any]
"""A row of the queue."""


def take(worker: str) -> Job | None:
    """The next job, now this worker's; None where nothing waits.

    On PostgreSQL rows that others are taking are passed over (SKIP LOCKED); SQLite's transactions follow one another.
    """
    waiting = DBTaskResult.objects.ready().filter(backend_name=BACKEND)
    if not waiting.exists():
        return None
    with transaction.atomic():
        job: Job | None = waiting.get_locked()
        if job is not None:
            job.claim(worker)
            Worker.objects.filter(pk=worker).update(job=job.pk)
    return job


def settle(job: Job, **columns: Any) -> bool:
    """Give a job another state, if it is still held as it was taken. Called in a transaction."""
    held = DBTaskResult.objects.filter(pk=job.pk, status=Status.RUNNING, started_at=job.started_at)
    if not held.update(**columns):
        return False
    Worker.objects.filter(pk=job.worker_ids[-1]).update(job=None)
    return True


def done(job: Job, value: Any, *, at: datetime) -> bool:
    """It is done; ``value`` is kept as JSON. False where it was no longer this worker's."""
    with transaction.atomic():
        return settle(
            job, status=Status.SUCCESSFUL, finished_at=at, return_value=normalize_json(value), traceback="",
            exception_class_path="",
        )  # fmt: skip


def failed(job: Job, error: BaseException, *, at: datetime) -> bool:
    """It failed: tried again after a wait, or given up after the last try, which the log tells. False where it was no longer ours."""
    policy, tries = policy_of(job.task_path), len(job.worker_ids)
    told = {
        "exception_class_path": f"{type(error).__module__}.{type(error).__qualname__}",
        "traceback": "".join(format_exception(error)),
    }
    with transaction.atomic():
        if tries < policy.tries:
            return settle(job, status=Status.READY, run_after=at + policy.wait(tries), **told)
        if not settle(job, status=Status.FAILED, finished_at=at, **told):
            return False
        details = {"job": str(job.pk), "path": job.task_path, "tries": tries, "error": str(error)[:500]}
        record(actor=MACHINE, verb="job.fail", details=details, at=at)
        return True
