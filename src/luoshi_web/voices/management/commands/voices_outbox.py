"""``manage.py voices_outbox``: the seam to the office as files, for networks that do not meet."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from luoshi_web.commands import DataCommand
from luoshi_web.voices.clock import now
from luoshi_web.voices.services import outbox


class Command(DataCommand):
    """Writes what waits, or brings answers in."""

    help = (
        "Write what waits for the office as JSON (--export FILE), or bring its answers in (--answers FILE)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        way = parser.add_mutually_exclusive_group(required=True)
        way.add_argument("--export", type=Path)
        way.add_argument("--answers", type=Path)

    def handle(self, *args: Any, **said: Any) -> None:
        if said["export"]:
            waiting = outbox.waiting(at=now())
            said["export"].write_text(
                json.dumps(waiting, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
            )
            self.stdout.write(f"{len(waiting['comments'])} waiting, {len(waiting['recalled'])} recalled")
            return
        try:
            rows = json.loads(said["answers"].read_text(encoding="utf-8"))["rows"]
        except (OSError, ValueError, KeyError, TypeError) as why:
            raise CommandError(f"{said['answers']}: JSON with rows is needed") from why
        refused = outbox.bring(rows, at=now())
        for number, sentence in refused:
            self.stderr.write(f"{number}: {sentence}")
        self.stdout.write(f"{len(rows) - len(refused)} done, {len(refused)} refused")
