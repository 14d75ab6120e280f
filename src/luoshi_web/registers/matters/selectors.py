"""Questions about matters that are asked in the same way of every register."""

from django.db.models import Q, QuerySet

from luoshi_web.audit.actor import Actor
from luoshi_web.registers.matters.desks import sees_whole
from luoshi_web.registers.matters.models import Matter


def reached(register: str, actor: Actor) -> QuerySet[Matter]:
    """The matters of a register that the actor is cleared for, whoever may read them."""
    return Matter.objects.filter(register=register, secrecy__lte=actor.clearance)


def with_mark(matters: QuerySet[Matter], register: str, mark: Q) -> QuerySet[Matter]:
    """Those of some matters of a register on which ``mark`` is set, each once however many of its rows set it."""
    marked = Matter.objects.filter(mark, register=register).order_by().values("pk")
    return matters.filter(pk__in=marked)


def begun(register: str, actor: Actor) -> bool:
    """Whether anything is entered in a register at all, as far as the actor's clearance reaches: an empty list says which of the two it is."""
    return reached(register, actor).exists()


def visible(register: str, actor: Actor, *, theirs: Q) -> QuerySet[Matter]:
    """The matters of a register that an actor may read, as its ``rights`` say of one, said of all in one query; ``theirs``: what a department has to do with."""
    found = reached(register, actor)
    if actor.role in {"supervision", "leader", "auditor"}:
        return found
    if actor.role in {"officer", "head"} and actor.office_id is not None:
        return found if sees_whole(register, actor) else found.filter(theirs)
    return found.none()
