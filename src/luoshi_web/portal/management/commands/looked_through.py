"""``python -m luoshi_web looked_through KEY/YEAR FILE``: somebody has looked for words that were taken back in another copy of the same year.

The words come on standard input, a line each, so that no shell keeps them; nothing there says that this copy does not hold them. Only where they
stand is kept.
"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, cast

from django.core.management.base import CommandError
from django.utils import timezone

from luoshi.errors import SourceError
from luoshi.ledger.build import read_source
from luoshi.sources import load_bytes
from luoshi_web.commands import DataCommand
from luoshi_web.portal.models import Tombstone
from luoshi_web.portal.search.grams import Folded, wanted
from luoshi_web.portal.services import Reason, looked_through


class Command(DataCommand):
    """Lets the next import release a year that it withholds."""

    help = "Say that a copy was looked through for words that were taken back; they are read from standard input, a line each."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("report", metavar="KEY/YEAR", help="as luoshi portal names it")
        parser.add_argument("file", type=Path, metavar="FILE", help="the copy that was looked through")

    def handle(self, *args: Any, **said: Any) -> None:
        key, _slash, year = said["report"].partition("/")
        stones = Tombstone.objects.filter(place_key=key, year=int(year) if year.isdecimal() else None)
        reason = stones.values_list("reason", flat=True).first()
        if reason is None:
            raise CommandError(f"{said['report']}: nothing of it was taken back")
        try:
            source = read_source(load_bytes(said["file"].read_bytes(), path=str(said["file"]))).source
        except OSError as fault:
            raise CommandError(f"{said['file']}: {fault.strerror}") from fault
        except SourceError as fault:
            raise CommandError(fault.sentence("en")) from fault
        found = []
        for number, words in enumerate(filter(str.strip, sys.stdin), 1):
            stretches = list(Folded(source.text).hits(wanted(words)))
            if not stretches:
                raise CommandError(
                    f"line {number} of the words does not stand in this copy; nothing was done"
                )
            found += stretches
        looked_through(
            place_key=key, year=int(year), sha256=source.sha256, characters=len(source.text), found=found, reason=cast(Reason, reason), at=timezone.now()
        )  # fmt: skip
        covered = f"covered in {len(found)} places" if found else "without the words"
        self.stdout.write(f"{said['report']}: the next import may release this copy, {covered}.")
