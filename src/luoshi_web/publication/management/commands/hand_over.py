"""``python -m luoshi_web hand_over``: what waits for the portal's own database is delivered now."""

from typing import Any

from django.core.management.base import CommandError
from django.db import DatabaseError

from luoshi_web.commands import DataCommand
from luoshi_web.jobs.clock import now
from luoshi_web.publication.selectors import waiting_for_portal
from luoshi_web.publication.services.deliver import deliver


class Command(DataCommand):
    """May be called at any time and by two at once: nothing is delivered twice. Exit 1 while something waits."""

    help = "Tell the portal's own database what it has not been told yet. Nothing to do where the portal lies in the office's."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = deliver(at=now())
        except DatabaseError as error:
            raise CommandError(
                f"the portal was not told: {error}. {waiting_for_portal().count()} acts wait"
            ) from error
        self.stdout.write(f"{done.delivered} acts delivered, {done.refused} refused by the portal")
