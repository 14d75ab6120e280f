"""What of the registers waits for a post: each register says its own, beside the moves of registers that wait for a second person."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi_web.accounts.rights import may
from luoshi_web.console.cases import tiles as cases
from luoshi_web.console.collective import tiles as collective
from luoshi_web.console.decisions import tiles as decisions
from luoshi_web.console.documents import tiles as documents
from luoshi_web.console.findings import tiles as findings
from luoshi_web.console.funds import tiles as funds
from luoshi_web.console.home.cards import Tile
from luoshi_web.console.projects import tiles as projects
from luoshi_web.console.proposals import tiles as proposals
from luoshi_web.console.request import OfficeRequest
from luoshi_web.registers.matters.models import Desk
from luoshi_web.supervision.selectors.desk import counted

Ask = Callable[[OfficeRequest], dict[str, QuerySet[Any]]]
Show = Callable[[OfficeRequest, Mapping[str, int]], tuple[Tile, ...]]
REGISTERS: dict[str, tuple[Ask, Show]] = {
    "proposals": (proposals.asked, proposals.tiles),
    "projects": (projects.asked, projects.tiles),
    "findings": (findings.asked, findings.tiles),
    "funds": (funds.asked, funds.tiles),
    "collective": (collective.asked, collective.tiles),
    "decisions": (decisions.asked, decisions.tiles),
    "documents": (documents.asked, documents.tiles),
    "cases": (cases.asked, cases.tiles),
}
"""What each register counts and shows, in the order of the menu."""


def tiles(request: OfficeRequest) -> tuple[Tile, ...]:
    """What waits; nothing where nothing does. One query for all registers."""
    asked = {
        f"{register}.{code}": rows
        for register, (ask, _show) in REGISTERS.items()
        for code, rows in ask(request).items()
    }
    counts = counted(**asked) if asked else {}
    found: list[Tile] = []
    for register, (_ask, show) in REGISTERS.items():
        own = {
            code.partition(".")[2]: count for code, count in counts.items() if code.startswith(f"{register}.")
        }
        found += show(request, own)
    if may(request.actor, "desks.confirm"):
        waiting = Desk.objects.filter(confirmed_by=None).exclude(entered_by=request.actor.person_id).count()
        if waiting:
            found.append(Tile(_("moves of registers to confirm"), waiting, reverse("desks:list")))
    return tuple(found)
