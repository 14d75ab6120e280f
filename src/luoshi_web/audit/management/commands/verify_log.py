"""``manage.py verify_log``: does the log of acts hold?"""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from luoshi_web.audit.chain import breaks
from luoshi_web.audit.selectors import head, links

MOST_SHOWN = 20


class Command(BaseCommand):
    """Exit 1 where it does not, with what and where."""

    help = (
        "Read the whole log of acts and tell whether a row was edited, removed or put in. With --head FILE (see log_head) also whether "
        "the log still leads to the head that was exported then."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--head", type=Path, metavar="FILE", help="a head exported earlier by log_head")

    def handle(self, *args: Any, **options: Any) -> None:
        kept = _kept(options["head"]) if options["head"] else None
        count, found = 0, 0
        digests: dict[int, str] = {}

        def counted() -> Any:
            nonlocal count
            for link in links():
                count += 1
                if kept and link["number"] == kept["number"]:
                    digests[kept["number"]] = link["digest"]
                yield link

        for fault in breaks(counted(), head()):
            found += 1
            if found <= MOST_SHOWN:
                self.stderr.write(f"{fault.fault}: {fault.sentence}")
        if kept and digests.get(kept["number"]) != kept["digest"]:
            found += 1
            self.stderr.write(f"head: act {kept['number']} is not the one that was exported on {kept['day']}")
        if found:
            raise CommandError(f"the log does not hold: {found} faults in {count} acts")
        self.stdout.write(f"the log holds: {count} acts")


def _kept(path: Path) -> dict[str, Any]:
    try:
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return {"day": str(kept["day"]), "number": int(kept["number"]), "digest": str(kept["digest"])}
    except OSError as fault:
        raise CommandError(f"{path}: {fault.strerror}") from fault
    except (ValueError, KeyError, TypeError) as fault:
        raise CommandError(f"{path}: no head as log_head exports it") from fault
