"""The steps of the night: asked for by whichever worker looks first, done as jobs, told by their rows."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django_tasks.base import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from luoshi_web.audit.actor import MACHINE
from luoshi_web.jobs.clock import now
from luoshi_web.jobs.models import Run
from luoshi_web.jobs.steps import Step, due, function_of, steps
from luoshi_web.jobs.tasks import job

_KEPT = timedelta(days=400)


def ask_for_due() -> int:
    """Ask for every step that is due and not yet asked for. Returns how many. Two that look at the same time ask once."""
    at = timezone.localtime(now())
    close_failed(at=at)
    table = steps()
    recent = Run.objects.filter(day__gte=at.date() - timedelta(days=40))
    asked = {(run.step, run.day): run.state != Run.State.WAITING for run in recent}
    last = dict(Run.objects.values_list("step").annotate(Max("day")).order_by())
    return sum(_ask(step, day, at=at) for step, day in due(table, now=at, asked=asked, last=last))


def _ask(step: Step, day: date, *, at: datetime) -> bool:
    """The row and the job are one transaction; whose row is already there asks for nothing."""
    with transaction.atomic():
        run, mine = Run.objects.get_or_create(step=step.name, day=day, defaults={"asked_at": at})
        if mine:
            result = run_step.enqueue(step.name, day.isoformat())
            Run.objects.filter(pk=run.pk, job=None).update(
                job=getattr(result, "db_result", None) and result.id
            )
    return mine


def close_failed(*, at: datetime) -> None:
    """A step whose job was given up has failed: what comes after it waits no longer."""
    waiting = {run.job: run for run in Run.objects.filter(state=Run.State.WAITING).exclude(job=None)}
    given_up = DBTaskResult.objects.filter(pk__in=list(waiting), status=Status.FAILED)
    for row in given_up.only("pk", "traceback", "exception_class_path"):
        failure = row.traceback.strip().rpartition("\n")[2] or row.exception_class_path
        Run.objects.filter(pk=waiting[row.pk].pk).update(
            state=Run.State.FAILED, failure=failure[:2000], ended_at=at
        )


@job(waits=(60, 300, 900, 3600))
def run_step(name: str, day: str) -> Mapping[str, Any]:
    """Do one step of a day, given as ISO text."""
    step = next(step for step in steps() if step.name == name)
    counts: Mapping[str, Any] = do(step, date.fromisoformat(day), at=now()).counts
    return counts


def do(step: Step, day: date, *, at: datetime, ended: datetime | None = None) -> Run:
    """Run a step now and write what came of it. A step that failed raises; what it had done in its own transactions stays.

    ``ended`` is said where the clock does not tell: a night of an invented year.
    """
    run, _ = Run.objects.get_or_create(step=step.name, day=day, defaults={"asked_at": at})
    function = function_of(step)
    run.began_at, run.failure = at, ""
    if function is None:
        run.state, run.failure = Run.State.MISSING, step.call
    else:
        run.state, run.counts = Run.State.DONE, _counts(_call(function, day, at))
    run.ended_at = ended or now()
    run.save()
    Run.objects.filter(day__lt=day - _KEPT).delete()
    return run


def _call(function: Callable[..., Any], day: date, at: datetime) -> Any:
    """With the day, and with ``at`` and ``actor`` where the step asks for them."""
    given = {"day": day, "at": at, "actor": MACHINE}
    return function(**{name: given[name] for name in inspect.signature(function).parameters if name in given})


def _counts(said: Any) -> dict[str, Any]:
    """What a step says it did: a mapping, a dataclass, a list of such for several days, or nothing."""
    if isinstance(said, list):
        days = [_counts(one) for one in said]
        return {"days": len(days)} | {
            name: sum(day.get(name, 0) for day in days) for day in days for name in day
        }
    if is_dataclass(said) and not isinstance(said, type):
        said = asdict(said)
    return (
        {name: value for name, value in said.items() if isinstance(value, int)}
        if isinstance(said, Mapping)
        else {}
    )
