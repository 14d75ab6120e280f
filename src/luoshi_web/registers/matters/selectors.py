"""Questions about matters that are asked in the same way of every register."""

from django.db.models import Q, QuerySet

from luoshi_web.audit.actor import Actor
from luoshi_web.registers.matters.desks import sees_whole
from luoshi_web.registers.matters.models import Matter


def begun(register: str, actor: Actor) -> bool:
    """Whether anything is entered in a register at all, as far as the actor's clearance reaches: an empty list says which of the two it is."""
    return Matter.objects.filter(register=register, secrecy__lte=actor.clearance).exists()


def visible(register: str, actor: Actor, *, theirs: Q) -> QuerySet[Matter]:
    """The matters of a register that an actor may read, as its ``rights`` say of one, said of all in one query; ``theirs``: what a department has to do with."""
    reached = Matter.objects.filter(register=register, secrecy__lte=actor.clearance)
    if actor.role in {"supervision", "leader", "auditor"}:
        return reached
    if actor.role in {"officer", "head"} and actor.office_id is not None:
        return reached if sees_whole(register, actor) else reached.filter(theirs)
    return reached.none()
