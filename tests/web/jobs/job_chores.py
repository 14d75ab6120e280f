"""Jobs for the tests of workers, and the script that asks for them in a database of its own: ``python -m tests.web.jobs.job_chores``."""

import os
import sys
import time
from pathlib import Path

MANY = 10_000


def setup() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi_web.settings.development")
    if not __import__("django.apps", fromlist=["apps"]).apps.ready:
        django.setup()


setup()

from django.conf import settings  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from luoshi_web.audit.actor import MACHINE  # noqa: E402
from luoshi_web.audit.services import record  # noqa: E402
from luoshi_web.jobs.tasks import job  # noqa: E402


def _note(words: str) -> None:
    """One line, written whole: several processes write into the file."""
    path = Path(os.environ.get("CHORES", str(settings.MEDIA_ROOT / "chores.txt")))
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{words} {os.getpid()}\n")


@job(tries=MANY, whole=True)
def whole(number: int, seconds: float) -> int:
    """Writes an act, then idles: a kill in between must take the act back."""
    _note(f"begin {number}")
    record(actor=MACHINE, verb="job.again", details={"number": number}, at=timezone.now())
    time.sleep(seconds)
    _note(f"end {number}")
    return number


@job(tries=MANY)
def plain(number: int, seconds: float) -> int:
    """May be begun again: its deed is the last thing it does."""
    _note(f"begin {number}")
    time.sleep(seconds)
    with transaction.atomic():
        record(actor=MACHINE, verb="job.again", details={"number": number}, at=timezone.now())
    _note(f"end {number}")
    return number


@job(tries=3, waits=(10, 60))
def fails(words: str) -> None:
    raise ValueError(words)


if __name__ == "__main__":
    kind, count, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    from tests.web.jobs import job_chores  # the jobs under the name that workers import

    for number in range(count):
        getattr(job_chores, kind).enqueue(number, seconds)
