"""How a function becomes a job: ``@job()`` over it, ``name.enqueue(…)`` to ask for it, in the transaction that needs it.

The row of the queue is written with the deed that asks, so that both are there or neither. Arguments are JSON values.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.utils.module_loading import import_string
from django_tasks import task
from django_tasks.base import Task

from luoshi_web.jobs.policy import Policy

POLICIES: dict[str, Policy] = {}
"""Path of the function → how it is tried."""
_DEFAULT = Policy()


def job(
    *, tries: int = 5, waits: tuple[int, ...] = _DEFAULT.waits, whole: bool = False
) -> Callable[[Callable[..., Any]], Task[..., Any]]:
    """A job of the background, as :class:`Policy` describes it.

    A worker may die in the middle: unless ``whole``, the function must be one that may be begun again.
    """

    def wrap(function: Callable[..., Any]) -> Task[..., Any]:
        made: Task[..., Any] = task(function)
        POLICIES[made.module_path] = Policy(tries, waits, whole)
        return made

    return wrap


def policy_of(path: str) -> Policy:
    """How the job with this path is tried; its module is loaded if it is not yet. A path that leads nowhere is tried like any."""
    if path not in POLICIES:
        with suppress(ImportError):
            import_string(path)
    return POLICIES.get(path, _DEFAULT)
