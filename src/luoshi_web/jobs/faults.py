"""Faults of the program: each request has a name that stands on its answer and in every line of the log, and each kind of fault is a row.

A fault that nobody hears of lasts. The row holds where it was met and how often, never what somebody typed: no message of the exception, no
values, for those can be of a secret item. They stand in the log on standard error alone.
"""

import logging
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import PurePath
from types import TracebackType

from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

_request: ContextVar[str] = ContextVar("request", default="-")
_LONGEST = 8000
_OURS = frozenset({"luoshi", "luoshi_web"})


@contextmanager
def named(name: str) -> Iterator[None]:
    """What is logged within is of this request or job."""
    token = _request.set(name)
    try:
        yield
    finally:
        _request.reset(token)


def request_name() -> str:
    """The name of the request or job in hand; ``-`` outside of any."""
    return _request.get()


class WithRequest(logging.Filter):
    """Every line of the log says of which request it is."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Never leaves a line out."""
        record.request_name = request_name()
        return True


class FaultHandler(logging.Handler):
    """An error with a traceback is counted in the database, a row a day and kind. Refused requests (django.security) are no faults."""

    def emit(self, record: logging.LogRecord) -> None:
        """Where the database itself is the fault, standard error alone has it."""
        if not record.exc_info or record.exc_info[0] is None or record.name.startswith("django.security"):
            return
        if connection.in_atomic_block and connection.needs_rollback:
            return
        try:
            _count(record.exc_info[0], record.exc_info[2])
        except DatabaseError as error:
            print(f"the fault could not be counted: {error}", file=sys.stderr)


@transaction.atomic
def _count(kind: type[BaseException], trace: TracebackType | None) -> None:
    from luoshi_web.jobs.clock import now
    from luoshi_web.jobs.models import Fault

    at = now()
    first = {
        "first_at": at,
        "last_at": at,
        "request": request_name(),
        "trace": "".join(traceback.format_tb(trace))[-_LONGEST:],
    }
    row, _ = Fault.objects.get_or_create(
        day=timezone.localdate(at),
        error=f"{kind.__module__}.{kind.__qualname__}"[:120],
        place=_place(trace)[:200],
        defaults=first,
    )
    Fault.objects.filter(pk=row.pk).update(count=F("count") + 1, last_at=at, request=request_name())


def _place(trace: TracebackType | None) -> str:
    """The innermost line of our own code; of the others' where there is none."""
    frames = traceback.extract_tb(trace)
    ours = [frame for frame in frames if _OURS & set(PurePath(frame.filename).parts)]
    for frame in reversed(ours or frames):
        path = PurePath(frame.filename).parts[-3:]
        return f"{'/'.join(path)}:{frame.lineno} {frame.name}"
    return ""
