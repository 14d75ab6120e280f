"""``manage.py export_logins``: who logged in, from where, when, and what failed; old records leave only as a file that holds them."""

import hashlib
import json
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from axes.models import AccessFailureLog, AccessLog
from django.core.management.base import CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from luoshi_web.audit.actor import MACHINE
from luoshi_web.audit.services import record
from luoshi_web.commands import DataCommand
from luoshi_web.jobs.clock import now

KEPT_DAYS = 183
"""Six months at least (Cybersecurity Law, article 21; GB/T 22239-2019)."""
_KINDS: dict[str, Any] = {"login": AccessLog, "failure": AccessFailureLog}


class Command(DataCommand):
    """The acts of the log itself are never dropped: ``export_log`` copies them."""

    help = (
        "Write the records of logins to FILE as JSON lines. With --drop those older than --days (183 at least) are removed afterwards, "
        "once the file has been read back; that is an act of the log, with the file's digest."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a file that is not there yet")
        parser.add_argument("--days", type=int, default=KEPT_DAYS, help=f"older than this ({KEPT_DAYS})")
        parser.add_argument("--drop", action="store_true", help="remove what was written")

    def handle(self, *args: Any, **options: Any) -> None:
        days, file = options["days"], options["file"]
        if options["drop"] and days < KEPT_DAYS:
            raise CommandError(f"records of logins are kept for {KEPT_DAYS} days at least")
        before = timezone.now() - timedelta(days=days) if options["drop"] else timezone.now()
        rows = list(_rows(before))
        try:
            with file.open("x", encoding="utf-8") as out:
                out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
                out.flush()
                os.fsync(out.fileno())
            written = file.read_bytes()
        except OSError as fault:
            raise CommandError(f"{file}: {fault.strerror}") from fault
        if [json.loads(line) for line in written.decode().splitlines()] != rows:
            raise CommandError(f"{file} does not hold what was written; nothing was removed")
        if options["drop"]:
            _drop(rows, hashlib.sha256(written).hexdigest())
        self.stdout.write(f"{len(rows)} records in {file}{', removed here' if options['drop'] else ''}")


def _rows(before: Any) -> Iterator[dict[str, Any]]:
    names = ("pk", "username", "ip_address", "user_agent", "attempt_time")
    for kind, model in _KINDS.items():
        for row in model.objects.filter(attempt_time__lt=before).order_by("pk").values(*names):
            yield {"kind": kind, **row, "attempt_time": row["attempt_time"].isoformat()}


@transaction.atomic
def _drop(rows: list[dict[str, Any]], digest: str) -> None:
    for kind, model in _KINDS.items():
        model.objects.filter(pk__in=[row["pk"] for row in rows if row["kind"] == kind]).delete()
    record(actor=MACHINE, verb="login.drop", details={"records": len(rows), "sha256": digest}, at=now())
