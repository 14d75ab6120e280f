"""``manage.py nightly [--day 2026-03-31]``: the steps of a night by hand, in their order."""

from datetime import date
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from luoshi_web.audit.refusal import Refusal
from luoshi_web.commands import DataCommand
from luoshi_web.jobs.clock import now
from luoshi_web.jobs.models import Run
from luoshi_web.jobs.night import do
from luoshi_web.jobs.steps import steps


class Command(DataCommand):
    """One line a step. Doing it again changes nothing that is done: every step may be begun again."""

    help = "Run the night's steps of a day in order: lights, urging, letters. May be repeated."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--day", type=date.fromisoformat, help="YYYY-MM-DD; today where not given")
        parser.add_argument("--step", action="append", help="this step alone; may be given several times")

    def handle(self, *args: Any, **options: Any) -> None:
        at = now()
        day, wanted = options["day"] or timezone.localdate(at), options["step"]
        unknown = set(wanted or ()) - {step.name for step in steps()}
        if unknown:
            raise CommandError(f"no such step: {', '.join(sorted(unknown))}")
        for step in steps():
            if wanted and step.name not in wanted:
                continue
            try:
                run = do(step, day, at=at)
            except Refusal as refused:
                raise CommandError(f"{step.name}: {refused}") from refused
            if run.state == Run.State.MISSING:
                self.stderr.write(f"{step.name}: not part of this installation ({step.call})")
            else:
                counts = ", ".join(f"{name} {count}" for name, count in run.counts.items())
                self.stdout.write(f"{step.name}: {counts or 'done'}")
