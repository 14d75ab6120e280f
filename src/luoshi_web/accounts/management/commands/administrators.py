"""``manage.py administrators``: who the three administrators are, and what is missing (三员分立)."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from luoshi_web.accounts.separation import separation
from luoshi_web.commands import DataCommand
from luoshi_web.jobs.clock import now


class Command(DataCommand):
    """With ``--check`` exit status 1 where they are not three people and the settings do not say why."""

    help = (
        "Print who is system, security and audit administrator today, who is missing, and who holds more than one of the posts. "
        "See docs/protection.md for how the acts are divided."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail where it does not hold")

    def handle(self, *args: Any, **options: Any) -> None:
        found = separation(at=timezone.localdate(now()))
        for role, names in found.holders.items():
            self.stdout.write(f"{role}: {', '.join(names) or 'nobody'}")
        for name, roles, allowed in found.doubled:
            self.stdout.write(f"{name} is {' and '.join(roles)}{' (as the settings say)' if allowed else ''}")
        if found.why:
            self.stdout.write(f"why: {found.why}")
        if "security" in found.missing:
            self.stdout.write(
                "until somebody is security administrator the system administrator has those acts too: "
                "manage.py first_administrator LOGIN NAME --role security"
            )
        if options["check"] and not found.agreed:
            raise CommandError("system, security and audit administrator are not three people")
