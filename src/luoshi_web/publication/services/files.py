"""The portal's files of all lines follow what is released: none is given that is older, so they are made anew soon after an act, and every night."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone
from django_tasks import task_backends
from django_tasks.base import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from luoshi_web.jobs.clock import now
from luoshi_web.jobs.steps import steps
from luoshi_web.jobs.tasks import job
from luoshi_web.portal.downloads.making import make
from luoshi_web.portal.downloads.shelf import shelf

_TOGETHER = timedelta(minutes=3)
"""What is released within this time is made once: of a large portal the files take minutes."""


def make_night() -> Mapping[str, int]:
    """A step of the night, and what the job does. Nothing where no folder is named or nothing was released since. Returns counts.

    :raises luoshi_web.portal.downloads.making.Meanwhile: where something is released while it runs; it is tried again.
    """
    folder = shelf()
    if folder is None:
        return {"files": 0}
    at = next(step.at for step in steps() if step.name == "downloads")
    files = make(folder, now=timezone.localtime(now()), daily=f"{at:%H:%M}")
    return {"files": len(files), "lines": files[0].rows if files else 0}


@job(waits=(60, 300, 1800))
def make_files() -> Mapping[str, int]:
    return make_night()


def ask_for_files() -> None:
    """After something was released or taken back, in the transaction that says so: one job, however much comes together."""
    if shelf() is None or not task_backends[make_files.backend].supports_defer:
        return
    if not DBTaskResult.objects.filter(task_path=make_files.module_path, status=Status.READY).exists():
        make_files.using(run_after=timezone.now() + _TOGETHER).enqueue()
