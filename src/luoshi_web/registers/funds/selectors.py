"""Which of the public money somebody may see, and what is counted of it."""

from django.db.models import Q, QuerySet

from luoshi_web.audit.actor import Actor
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.selectors import visible


def visible_to(actor: Actor) -> QuerySet[Matter]:
    """What an actor may read."""
    return visible(Matter.Register.FUNDS, actor, theirs=Q(office=actor.office_id))
