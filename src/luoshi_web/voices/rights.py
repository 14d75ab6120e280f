"""Who acts. Moderators are users of the portal's own database with one, two or three rights; they are given with ``manage.py moderator``."""

from dataclasses import dataclass
from typing import Any

from luoshi_web.voices.refusal import Refusal

MODERATE, APPEALS, TAKEDOWNS = "moderate", "decide_appeals", "decide_takedowns"
RIGHTS = (MODERATE, APPEALS, TAKEDOWNS)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts, as the record names them for ever."""

    id: int
    name: str
    rights: frozenset[str] = frozenset()

    def needs(self, right: str) -> None:
        """Raises :class:`Refusal` where the actor has no such right."""
        if right not in self.rights:
            raise Refusal("not_yours")


MACHINE = Actor(0, "")
PUBLIC = Actor(-1, "")
"""Readers and writers: the record does not tell who they are."""


def actor_for(user: Any) -> Actor:
    """The actor that a logged-in user is."""
    held = frozenset(right for right in RIGHTS if user.has_perm(f"voices.{right}"))
    return Actor(user.pk, user.get_username(), held)
