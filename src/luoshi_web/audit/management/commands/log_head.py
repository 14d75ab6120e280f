"""``manage.py log_head [--day 2026-03-31]``: the head of a day, to be kept where nobody of the office can change it."""

import json
from datetime import date
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from luoshi_web.audit.selectors import head_of
from luoshi_web.commands import DataCommand


class Command(DataCommand):
    """One line of JSON on standard output."""

    help = "Print the last act's number and digest of a day as JSON: send it by mail, print it, put it into another system."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--day", type=date.fromisoformat, help="YYYY-MM-DD; today where not given")

    def handle(self, *args: Any, **options: Any) -> None:
        day = options["day"] or timezone.localdate()
        found = head_of(day, timezone.get_current_timezone())
        if found is None:
            raise CommandError(f"no act was recorded until the end of {day}")
        self.stdout.write(json.dumps({"day": day.isoformat(), "number": found[0], "digest": found[1]}))
