"""How the background work stands: for people, and for whoever watches the installation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Min
from django.utils import timezone
from django_tasks.base import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from luoshi_web.jobs.models import Fault, Run, Worker
from luoshi_web.jobs.queue import Job
from luoshi_web.jobs.steps import steps
from luoshi_web.jobs.worker import living

LATE = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Standing:
    """``counts``: state of the queue → jobs. ``oldest``: since when the longest waiting one waits. ``troubles``: codes, worst first."""

    workers: list[Worker]
    counts: Mapping[str, int]
    oldest: datetime | None
    runs: list[Run]
    failed: list[Job]
    faults: list[Fault]
    troubles: list[str]


def standing(*, at: datetime, machine: datetime) -> Standing:
    """``at`` is the office's moment, ``machine`` the machine's, by which heartbeats go."""
    workers = living(at=machine)
    queue = DBTaskResult.objects.order_by()
    counts = dict(queue.values_list("status").annotate(Count("pk")))
    oldest = queue.filter(status=Status.READY, run_after__lte=machine).aggregate(Min("run_after"))[
        "run_after__min"
    ]
    failed = list(DBTaskResult.objects.failed().order_by("-finished_at")[:50])
    today = timezone.localdate(at)
    runs = list(Run.objects.filter(day__gte=today - timedelta(days=7)))
    faults = list(Fault.objects.filter(day__gte=today - timedelta(days=7))[:50])
    troubles = []
    if not workers:
        troubles.append("no_worker")
    if failed:
        troubles.append("failed")
    ended = {run.step for run in runs if run.day == today and run.state != Run.State.WAITING}
    late = timezone.localtime(at) - LATE
    if late.date() == today and any(step.name not in ended and late.time() >= step.at for step in steps()):
        troubles.append("night_late")
    if oldest is not None and oldest.year > 1 and machine - oldest > LATE:
        troubles.append("queue_late")
    if any(fault.day == today for fault in faults):
        troubles.append("faults")
    return Standing(workers, counts, oldest, runs, failed, faults, troubles)


def faults_of(day: date) -> list[Fault]:
    """The faults of a day, the most frequent first."""
    return list(Fault.objects.filter(day=day).order_by("-count", "pk"))
