"""``manage.py jobs [--check]``: how the background work stands."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from luoshi_web.commands import DataCommand
from luoshi_web.jobs.clock import now
from luoshi_web.jobs.selectors import standing


class Command(DataCommand):
    """Workers, queue, the last week's steps, failures. With ``--check`` the exit status is 1 where something is wrong."""

    help = "Show workers, queue and nightly runs; --check exits with 1 where no worker lives, a job failed or a night is late."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="for a monitor: exit with 1 where something is wrong"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = standing(at=now(), machine=timezone.now())
        for worker in found.workers:
            place = "in the web's process" if worker.in_web else "process of its own"
            self.stdout.write(
                f"worker {worker.name}: {place}, seen {timezone.localtime(worker.seen_at):%F %T}"
            )
        for state, count in sorted(found.counts.items()):
            self.stdout.write(f"queue {state}: {count}")
        for run in found.runs:
            self.stdout.write(f"run {run.day} {run.step}: {run.state} {run.counts or run.failure or ''}")
        for job in found.failed:
            self.stdout.write(f"failed {job.pk} {job.task_path}: {job.exception_class_path}")
        for fault in found.faults:
            self.stdout.write(
                f"fault {fault.day} {fault.error} at {fault.place}: {fault.count}, last {fault.request}"
            )
        if options["check"] and found.troubles:
            raise CommandError(", ".join(found.troubles))
