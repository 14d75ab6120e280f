"""What of the registers waits for a post: each register says its own, beside the moves of registers that wait for a second person."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.console.findings import tiles as findings
from luoshi_web.console.home.cards import Tile
from luoshi_web.console.proposals import tiles as proposals
from luoshi_web.console.request import OfficeRequest
from luoshi_web.registers.matters.models import Desk
from luoshi_web.supervision.selectors.desk import counted


@dataclass(frozen=True, slots=True)
class OfRegister:
    """``asked``: what a register counts for a post, by code; ``tiles``: the tiles of what was counted."""

    name: str
    asked: Callable[[OfficeRequest], dict[str, QuerySet[Any]]]
    tiles: Callable[[Actor, Mapping[str, int]], tuple[Tile, ...]]


REGISTERS = (
    OfRegister("proposals", proposals.asked, proposals.tiles),
    OfRegister("findings", findings.asked, findings.tiles),
)
"""In the order of the menu."""


def tiles(request: OfficeRequest) -> tuple[Tile, ...]:
    """What waits; nothing where nothing does. All registers are counted in one query."""
    asked = {f"{each.name}.{code}": rows for each in REGISTERS for code, rows in each.asked(request).items()}
    counts = counted(**asked) if asked else {}
    found = [tile for each in REGISTERS for tile in each.tiles(request.actor, _of(each.name, counts))]
    if may(request.actor, "desks.confirm"):
        waiting = Desk.objects.filter(confirmed_by=None).exclude(entered_by=request.actor.person_id).count()
        if waiting:
            found.append(Tile(_("moves of registers to confirm"), waiting, reverse("desks:list")))
    return tuple(found)


def _of(name: str, counts: Mapping[str, int]) -> dict[str, int]:
    return {code.partition(".")[2]: count for code, count in counts.items() if code.startswith(f"{name}.")}
