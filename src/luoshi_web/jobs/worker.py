"""A worker: takes jobs, does them, tells that it lives. Several may run on PostgreSQL; one more on SQLite does no harm."""

import logging
import os
import threading
import time
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any, cast

from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, close_old_connections, connection, transaction
from django.utils import timezone
from django_tasks.base import TaskContext
from django_tasks_db.models import DBTaskResult

from luoshi_web.jobs import queue
from luoshi_web.jobs.faults import named
from luoshi_web.jobs.models import Fault, Worker
from luoshi_web.jobs.night import ask_for_due
from luoshi_web.jobs.policy import pace
from luoshi_web.jobs.process import this_process
from luoshi_web.jobs.queue import Job
from luoshi_web.jobs.reaper import reap
from luoshi_web.jobs.tasks import policy_of

logger = logging.getLogger(__name__)
OVERTIME = 70
"""Exit status of a process that ended itself because a job took too long."""
_KEPT = timedelta(days=30)
_FAULTS_KEPT = timedelta(days=400)


class Lost(Exception):
    """The job was given to somebody else meanwhile: what a whole job did is taken back."""


class Work:
    """One worker's loop. ``own_process``: it may end its process when a job hangs."""

    def __init__(self, *, in_web: bool = False, own_process: bool = False) -> None:
        self.process = this_process()
        self.name = f"{self.process.host[:40]}-{self.process.pid}-{token_hex(4)}"
        self.pace = pace()
        self.in_web, self.own_process = in_web, own_process
        self.began: float | None = None

    def run(self, stop: threading.Event, *, until_empty: bool = False) -> int:
        """Work until told to stop, or until nothing waits. Returns how many jobs were taken.

        While the database is away, or not yet migrated, it waits: the loop ends only when it is told to.
        """
        beat = threading.Thread(target=self._beat, args=(stop_beat := threading.Event(),), daemon=True)
        taken, looked = 0, float("-inf")
        while not stop.is_set():
            close_old_connections()
            try:
                if beat.ident is None:
                    self.sign_on()
                    beat.start()
                if time.monotonic() - looked >= self.pace.tick:
                    self.look_around()
                    looked = time.monotonic()
                worked = self.work_once()
            except DatabaseError as error:
                logger.warning("the database does not answer, trying again: %s", error)
                connection.close()
                stop.wait(5)
                continue
            taken += worked
            if not worked:
                if until_empty:
                    break
                stop.wait(self.pace.poll)
        stop_beat.set()
        Worker.objects.filter(pk=self.name).update(ended_at=timezone.now())
        connection.close()
        return taken

    def sign_on(self) -> None:
        """Be in the table of workers."""
        at, process = timezone.now(), self.process
        facts: dict[str, Any] = {
            "host": process.host, "machine": process.machine, "pid": process.pid, "born": process.born,
            "in_web": self.in_web, "started_at": at, "seen_at": at,
        }  # fmt: skip
        Worker.objects.update_or_create(name=self.name, defaults=facts)

    def look_around(self) -> None:
        """Jobs of dead workers, steps of the night that are due, rows that nobody needs any more."""
        at = timezone.now()
        reap(at=at)
        ask_for_due()
        DBTaskResult.objects.successful().filter(finished_at__lt=at - _KEPT).delete()
        Worker.objects.filter(seen_at__lt=at - _KEPT).delete()
        Fault.objects.filter(day__lt=(at - _FAULTS_KEPT).date()).delete()

    def work_once(self) -> bool:
        """Take a job and do it. False where none waits."""
        job = queue.take(self.name)
        if job is None:
            return False
        self.began = time.monotonic()
        try:
            with named(str(job.pk)):
                self._do(job)
        finally:
            self.began = None
        return True

    def _do(self, job: Job) -> None:
        logger.info("job %s %s begins, try %d", job.pk, job.task_path, len(job.worker_ids))
        try:
            task, result = job.task, cast(Any, job.task_result)
            context: tuple[Any, ...] = (TaskContext(task_result=result),) if task.takes_context else ()
            if policy_of(job.task_path).whole:
                with transaction.atomic():
                    value = task.call(*context, *result.args, **result.kwargs)
                    if not queue.done(job, value, at=timezone.now()):
                        raise Lost(str(job.pk))
            else:
                value = task.call(*context, *result.args, **result.kwargs)
                if not queue.done(job, value, at=timezone.now()):
                    raise Lost(str(job.pk))
        except Lost:
            logger.warning("job %s was given to another worker meanwhile", job.pk)
        except SuspiciousOperation as error:
            logger.error("job %s is none: %s", job.pk, error)
            queue.failed(job, error, at=timezone.now())
        except (
            Exception
        ) as error:  # a job may fail in any way; its worker goes on, and the row says what happened
            logger.error("job %s %s failed", job.pk, job.task_path, exc_info=True)
            queue.failed(job, error, at=timezone.now())
        else:
            logger.info("job %s is done", job.pk)

    def _beat(self, stop: threading.Event) -> None:
        """In a thread of its own, so that a long job does not look like a dead worker."""
        while not stop.wait(self.pace.beat):
            began = self.began
            if self.own_process and began is not None and time.monotonic() - began > self.pace.limit:
                logger.critical("a job takes longer than %s s: this process ends", self.pace.limit)
                os._exit(OVERTIME)
            try:
                if not Worker.objects.filter(pk=self.name).update(seen_at=timezone.now()):
                    self.sign_on()
            except DatabaseError as error:
                logger.warning("no heartbeat: %s", error)
                connection.close()
        connection.close()


def living(*, at: datetime) -> list[Worker]:
    """The workers that can be at work now."""
    from luoshi_web.jobs.reaper import is_dead

    return [w for w in Worker.objects.filter(ended_at=None) if not is_dead(w, at=at, pace=pace())]
