"""What was done to somebody's login is told to them. The apps above say how: this one knows of no messages."""

from datetime import datetime

from django.dispatch import Signal

from luoshi_web.accounts.models import Person
from luoshi_web.audit.actor import Actor

login_touched = Signal()
"""Sent in the transaction of the act, with ``person``, ``code``, ``actor``, ``at``."""


def tell(person: Person, code: str, *, actor: Actor, at: datetime) -> None:
    """``code`` is a key of ``supervision.urging.security.SENTENCES``."""
    login_touched.send(sender=Person, person=person, code=code, actor=actor, at=at)
