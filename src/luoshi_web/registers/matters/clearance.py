"""Secrecy of matters: a unit that gets one must have somebody who may read it, and the log names none to whom it is closed."""

from luoshi_web.accounts.models import Office, Post
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.registers.matters.models import Matter


def demand_cleared(matter: Matter, office: Office, *, heads_alone: bool = False) -> None:
    """Raise :class:`Refusal` (``unit_not_cleared``) where nobody who acts for the office could read the matter; ``heads_alone`` where its head signs."""
    roles = ["head"] if heads_alone else ["head", "officer"]
    acting = Post.objects.filter(office=office, active=True, role__in=roles)
    if matter.secrecy and not acting.filter(clearance__gte=matter.secrecy).exists():
        raise Refusal("unit_not_cleared", office=str(office))


def open_in_log(actor: Actor, keys: set[int]) -> set[int]:
    """Which matters an actor who reads the log may know by their titles."""
    return set(Matter.objects.filter(pk__in=keys, secrecy__lte=actor.clearance).values_list("pk", flat=True))
