"""``manage.py restore FILE [--replace]``: the office as a backup holds it. Stop the office before."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from luoshi_web.commands import DataCommand
from luoshi_web.jobs.clock import now
from luoshi_web.supervision.safekeeping.restore import restore


class Command(DataCommand):
    """Exit 1 with a sentence where anything of the archive is not what was backed up; then nothing was touched."""

    help = "Bring the office back from an archive of `backup`, checked before and after. Never over an office that is there, unless told to."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="an archive of `backup`")
        parser.add_argument(
            "--replace", action="store_true", help="put aside what is here, as a file in LUOSHI_DATA, and take the archive in its place"
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        done = restore(options["file"], replace=options["replace"], at=now())
        self.stdout.write(
            f"restored: {done.acts} acts, {done.files} files; the log holds, every file is what was stored"
        )
        if done.aside:
            self.stdout.write(f"what was here before: {done.aside}")
        if done.waits:
            self.stdout.write("this edition is newer than the backup: run migrate now")
