"""``manage.py lights``: the lights of today and of every day since they were last run. For the nightly timer."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from luoshi_web.audit.actor import MACHINE
from luoshi_web.audit.refusal import Refusal
from luoshi_web.commands import DataCommand
from luoshi_web.supervision.lights.run import run_until


class Command(DataCommand):
    """Runs days in order; a day that was run already and looks the same changes nothing."""

    help = "Compute the lights of a day, and of the days missed before it, in order."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--day", type=date.fromisoformat, help="YYYY-MM-DD; today where it is not given")
        parser.add_argument("--begin", type=date.fromisoformat, help="first day of the very first run")

    def handle(self, *args: Any, **options: Any) -> None:
        at = settings.OFFICE_NOW or timezone.now()
        day = options["day"] or timezone.localdate(at)
        if day > timezone.localdate(at):
            raise CommandError(f"{day} lies ahead")
        try:
            for ran in run_until(actor=MACHINE, day=day, at=at, begin=options["begin"]):
                self.stdout.write(
                    f"{ran.day}: {ran.items} items, {ran.changed} changed, {ran.made_good} made good"
                )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
