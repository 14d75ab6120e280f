"""Questions about matters that are asked in the same way of every register."""

from luoshi_web.audit.actor import Actor
from luoshi_web.registers.matters.models import Matter


def begun(register: str, actor: Actor) -> bool:
    """Whether anything is entered in a register at all, as far as the actor's clearance reaches: an empty list says which of the two it is."""
    return Matter.objects.filter(register=register, secrecy__lte=actor.clearance).exists()
