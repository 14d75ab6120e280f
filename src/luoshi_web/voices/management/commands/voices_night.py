"""``manage.py voices_night``: once a night, from the system's timer."""

from typing import Any

from luoshi_web.commands import DataCommand
from luoshi_web.voices.clock import now
from luoshi_web.voices.night import night


class Command(DataCommand):
    """Drops contacts, erases what waited for an appeal, forgets counts."""

    help = (
        "Drop contact data after 90 days, erase withheld words whose appeal is over, forget counts and salts."
    )

    def handle(self, *args: Any, **said: Any) -> None:
        self.stdout.write(", ".join(f"{name} {count}" for name, count in night(at=now()).items()))
