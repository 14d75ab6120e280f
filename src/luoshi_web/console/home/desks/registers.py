"""What of the registers waits for a post: each register says its own, beside the moves of registers that wait for a second person."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi_web.accounts.rights import may
from luoshi_web.console.home.cards import Tile
from luoshi_web.console.proposals import tiles as proposals
from luoshi_web.console.request import OfficeRequest
from luoshi_web.registers.matters.models import Desk

REGISTERS: tuple[Callable[[OfficeRequest], tuple[Tile, ...]], ...] = (proposals.tiles,)
"""The tiles of each register, in the order of the menu."""


def tiles(request: OfficeRequest) -> tuple[Tile, ...]:
    """What waits; nothing where nothing does."""
    found = [tile for of_register in REGISTERS for tile in of_register(request)]
    if may(request.actor, "desks.confirm"):
        waiting = Desk.objects.filter(confirmed_by=None).exclude(entered_by=request.actor.person_id).count()
        if waiting:
            found.append(Tile(_("moves of registers to confirm"), waiting, reverse("desks:list")))
    return tuple(found)
