"""``manage.py recount_limits``: another edition of the calendar, other dates?"""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from luoshi_web.audit.actor import MACHINE
from luoshi_web.commands import DataCommand
from luoshi_web.supervision.clocks.office import the_calendar
from luoshi_web.supervision.clocks.services import recount
from luoshi_web.workdays.local import LocalDaysError


class Command(DataCommand):
    """Computes the running limits again that another edition computed, and tells which moved."""

    help = (
        "Compute again the running limits that an earlier edition of the calendar computed: after an update of the package holidays, or of "
        "the district's days.toml. Each limit that moves is an act in the log. With --dry-run only tell."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="tell what would move, change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            edition = the_calendar().edition
        except LocalDaysError as fault:
            raise CommandError(str(fault)) from fault
        moved, stayed = recount(actor=MACHINE, at=timezone.now(), dry=options["dry_run"])
        for change in moved:
            limit = change.limit
            name = limit.item.number if limit.item else f"limit {limit.pk}"
            self.stdout.write(
                f"{name} {limit.kind}: {change.before} -> {limit.due} (was {change.old_edition})"
            )
        verb = "would move" if options["dry_run"] else "moved"
        self.stdout.write(f"{edition}: {len(moved)} {verb}, {stayed} stayed")
