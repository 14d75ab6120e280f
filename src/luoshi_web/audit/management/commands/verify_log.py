"""``manage.py verify_log``: does the log of acts hold?"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from luoshi_web.audit.chain import GENESIS, Kept, breaks, strangers
from luoshi_web.audit.selectors import head, links
from luoshi_web.commands import DataCommand

MOST_SHOWN = 20


class Command(DataCommand):
    """Exit 1 where it does not, with what and where."""

    help = (
        "Read the whole log of acts and tell whether a row was edited, removed or put in. With --head FILE … (see log_head, or the "
        "auditor's letters) also whether the log still leads to every head that was exported then."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--head", type=Path, metavar="FILE", action="extend", nargs="+", default=[],
            help="heads kept elsewhere, one or several files, one head a line",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        kept = [one for path in options["head"] for one in _kept(path)]
        wanted = {one.number for one in kept}
        digests: dict[int, str] = {}
        count, found = 0, 0

        def counted() -> Iterator[Mapping[str, Any]]:
            nonlocal count
            for link in links():
                count += 1
                if link["number"] in wanted:
                    digests[link["number"]] = link["digest"]
                yield link

        for fault in breaks(counted(), head() or (0, GENESIS)):
            found += 1
            if found <= MOST_SHOWN:
                self.stderr.write(f"{fault.fault}: {fault.sentence}")
        for sentence in strangers(kept, digests):
            found += 1
            self.stderr.write(f"head: {sentence}")
        if found:
            raise CommandError(f"the log does not hold: {found} faults in {count} acts")
        through = f", through {len(kept)} heads kept elsewhere" if kept else ""
        self.stdout.write(f"the log holds: {count} acts{through}")


def _kept(path: Path) -> list[Kept]:
    """The heads of a file, a line each; lines of a letter around them are passed over."""
    try:
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        found = [json.loads(line) for line in lines if line.startswith("{")]
        kept = [Kept(str(one["day"]), int(one["number"]), str(one["digest"])) for one in found]
    except OSError as fault:
        raise CommandError(f"{path}: {fault.strerror}") from fault
    except (ValueError, KeyError, TypeError) as fault:
        raise CommandError(f"{path}: no head as log_head exports it") from fault
    if not kept:
        raise CommandError(f"{path}: no head as log_head exports it")
    return kept
