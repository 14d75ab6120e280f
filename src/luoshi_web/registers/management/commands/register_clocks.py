"""``manage.py register_clocks``: the limits of all registers that are over by today. For the nightly timer."""

from datetime import date
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from luoshi_web.commands import DataCommand
from luoshi_web.jobs.clock import now
from luoshi_web.registers.matters.night import run_night


class Command(DataCommand):
    """One line. Run again it finds nothing; killed, it goes on where it was."""

    help = "End what was due in the registers before a day and was not done. May be repeated."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--day", type=date.fromisoformat, help="YYYY-MM-DD; today where not given")

    def handle(self, *args: Any, **options: Any) -> None:
        at = now()
        day = options["day"] or timezone.localdate(at)
        if day > timezone.localdate(at):
            raise CommandError(f"{day} lies ahead")
        counts = run_night(day, at=at)
        self.stdout.write(
            f"{day}: " + (", ".join(f"{kind} {n}" for kind, n in sorted(counts.items())) or "nothing")
        )
