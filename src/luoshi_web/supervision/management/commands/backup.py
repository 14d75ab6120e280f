"""``manage.py backup FILE``: the whole office as one file, while people go on working."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from luoshi_web.commands import DataCommand
from luoshi_web.jobs.clock import now
from luoshi_web.supervision.safekeeping.backup import back_up


class Command(DataCommand):
    """Exit 1 where a file of the office was already lost: the archive is there and holds all the rest."""

    help = "Write database, evidence, copies of reports and the district's days off to one archive, with digests and the log's head."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="where the archive shall lie; never written over")

    def handle(self, *args: Any, **options: Any) -> None:
        made = back_up(options["file"], at=now())
        self.stdout.write(f"{options['file']}: {made.acts} acts, {made.files} files")
        if made.lacking:
            raise CommandError(
                f"{len(made.lacking)} files were not what was stored and are not in it: {', '.join(made.lacking[:5])}"
            )
