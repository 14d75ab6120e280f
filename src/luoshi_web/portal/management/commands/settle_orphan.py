"""``python -m luoshi_web settle_orphan ID --line OTHER`` or ``--reason WORDS``: a line that left the copy that is used is another line of its report, or is closed."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from luoshi_web.commands import DataCommand
from luoshi_web.portal.services import NotReleased, settle_orphan


class Command(DataCommand):
    """Takes a line off the public list of lines that left."""

    help = "Settle a line that left: attach it to a line of the same report, or close it with a reason that everybody reads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", metavar="ID", help="the line that left, as its address has it")
        how = parser.add_mutually_exclusive_group(required=True)
        how.add_argument("--line", default="", metavar="OTHER", help="the line that it is now")
        how.add_argument("--reason", default="", metavar="WORDS", help="why it is closed")

    def handle(self, *args: Any, **said: Any) -> None:
        try:
            settle_orphan(line_id=said["id"], line=said["line"], reason=said["reason"], at=timezone.now())
        except NotReleased as missing:
            raise CommandError(
                f"{missing}: no line that left and waits, or no line of its report"
            ) from missing
        except ValueError as fault:
            raise CommandError(str(fault)) from fault
