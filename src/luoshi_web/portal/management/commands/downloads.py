"""``python -m luoshi_web downloads``: all public lines as files below ``/data/``, for a timer: where nothing was released since, nothing is done."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from luoshi_web.commands import DataCommand
from luoshi_web.portal.downloads.making import Meanwhile, make
from luoshi_web.portal.downloads.shelf import shelf

_TRIES = 3


class Command(DataCommand):
    """Makes the files anew where something was released or taken back since."""

    help = "Make the files of all public lines (CSV, JSON lines, Parquet) anew where something was released or taken back since."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--daily",
            default="",
            metavar="HH:MM",
            help="the time of the timer: the page says that they are made anew then at the latest",
        )

    def handle(self, *args: Any, **said: Any) -> None:
        folder = shelf()
        if folder is None:
            raise CommandError("the settings name no folder for them (PORTAL_DOWNLOADS)")
        for _number in range(_TRIES):
            try:
                files = make(folder, now=timezone.localtime(), daily=said["daily"])
            except Meanwhile:
                continue
            if said["verbosity"]:
                places = {held.place for held in files} - {""}
                self.stdout.write(f"{files[0].rows:,} lines of {len(places):,} places in {folder}")
            return
        raise CommandError("something was released each time while they were made; they are as they were")
