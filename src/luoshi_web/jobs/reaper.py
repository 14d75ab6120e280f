"""Jobs whose worker died: put back, or given up after as many tries as their policy allows. Each is told in the log.

A worker is dead when its process is known to be gone, or when nothing was heard of it for ``Pace.silent`` seconds.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django_tasks.base import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from luoshi_web.audit.actor import MACHINE
from luoshi_web.audit.services import record
from luoshi_web.jobs.models import Worker
from luoshi_web.jobs.policy import Pace, pace
from luoshi_web.jobs.process import Process, known_gone
from luoshi_web.jobs.queue import BACKEND, Job, settle
from luoshi_web.jobs.tasks import policy_of


def is_dead(worker: Worker, *, at: datetime, pace: Pace) -> bool:
    """Whether nobody can be working under this name any more."""
    if worker.ended_at is not None or worker.seen_at < at - timedelta(seconds=pace.silent):
        return True
    return known_gone(Process(worker.host, worker.machine, worker.pid, worker.born))


def reap(*, at: datetime) -> int:
    """Look at every job that is held, and settle those that nobody works on. Returns how many. ``at`` is the machine's moment."""
    held = list(DBTaskResult.objects.filter(backend_name=BACKEND, status=Status.RUNNING))
    if not held:
        return 0
    workers = Worker.objects.in_bulk([job.worker_ids[-1] for job in held])
    return sum(_settle(job, at=at) for job in held if _is_lost(job, workers, at=at))


def _is_lost(job: Job, workers: Mapping[str, Worker], *, at: datetime) -> bool:
    """A living worker may have lost a job too: when the database was away at the moment of settling."""
    worker = workers.get(job.worker_ids[-1])
    return worker is None or worker.job != job.pk or is_dead(worker, at=at, pace=pace())


def _settle(job: Job, *, at: datetime) -> int:
    """Under lock, after a second look: the worker may just have settled it itself."""
    policy, tries = policy_of(job.task_path), len(job.worker_ids)
    with transaction.atomic():
        mine = DBTaskResult.objects.select_for_update(skip_locked=True).filter(
            pk=job.pk, status=Status.RUNNING, started_at=job.started_at
        )
        if not mine.exists() or not _is_lost(job, Worker.objects.in_bulk([job.worker_ids[-1]]), at=at):
            return 0
        again = tries < policy.tries
        if again:
            settle(job, status=Status.READY, run_after=at)
        else:
            settle(
                job, status=Status.FAILED, finished_at=at, traceback="",
                exception_class_path="luoshi_web.jobs.reaper.WorkerDied",
            )  # fmt: skip
        record(
            actor=MACHINE, verb="job.reap", at=at,
            details={
                "job": str(job.pk), "path": job.task_path, "worker": job.worker_ids[-1], "tries": tries,
                "outcome": "put_back" if again else "given_up",
            },
        )  # fmt: skip
        return 1


class WorkerDied(Exception):
    """Named in the row of a job that was given up because its workers died, every time."""
