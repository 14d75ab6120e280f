"""``manage.py verify_files``: is every kept file what was stored?"""

from typing import Any

from django.core.management.base import CommandError

from luoshi_web.commands import DataCommand
from luoshi_web.supervision.safekeeping.files import look_through


class Command(DataCommand):
    """Exit 1 where one is not, with which."""

    help = "Read every file of evidence and every copy of a report and tell which are changed or gone. The night does it by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        count = found = 0
        for one in look_through():
            count += 1
            if one.state != "whole":
                found += 1
                self.stderr.write(f"{one.state}: {one.thing._meta.model_name} {one.thing.pk} {one.place}")
        if found:
            raise CommandError(f"{found} of {count} files are not what was stored")
        self.stdout.write(f"{count} files are what was stored")
