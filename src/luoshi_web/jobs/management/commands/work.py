"""``manage.py work``: a worker as a process of its own. Start it several times on PostgreSQL; each takes what no other holds."""

import signal
import sys
import threading
from typing import Any

from django.core.management.base import CommandParser

from luoshi_web.commands import DataCommand
from luoshi_web.jobs.worker import Work


class Command(DataCommand):
    """Ends after the job in hand on SIGTERM or Ctrl+C; at once on the second."""

    help = "Do background jobs until stopped: letters, lights, urging. Needed on PostgreSQL; on SQLite the pages' process does it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--until-empty", action="store_true", help="end when nothing waits")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()

        def told(number: int, frame: object) -> None:
            if stop.is_set():
                sys.exit(128 + number)
            stop.set()

        signal.signal(signal.SIGTERM, told)
        signal.signal(signal.SIGINT, told)
        work = Work(own_process=True)
        self.stdout.write(f"worker {work.name}")
        self.stdout.flush()
        taken = work.run(stop, until_empty=options["until_empty"])
        self.stdout.write(f"{taken} jobs")
