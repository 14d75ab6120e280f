"""``manage.py export_log``: the acts as JSON lines, for the program of docs/audit.md and for archives."""

from typing import Any

from django.core.management.base import CommandParser

from luoshi_web.audit.chain import canonical
from luoshi_web.audit.selectors import links
from luoshi_web.commands import DataCommand


class Command(DataCommand):
    """One act a line, in order."""

    help = "Write the acts as JSON lines to standard output, each with its digest. --after N leaves out the first N."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--after", type=int, default=0, help="the number after which to begin")

    def handle(self, *args: Any, **options: Any) -> None:
        for link in links(after=options["after"]):
            self.stdout.write(canonical(link))
