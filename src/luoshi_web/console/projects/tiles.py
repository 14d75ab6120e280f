"""What of the register waits for a post, on its first page: numbers that lead into the list. What nothing waits in has no tile."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi_web.console.home.cards import Tile
from luoshi_web.console.projects.filters import MARKS
from luoshi_web.console.registers.waiting import asked_of, desks_of, shown
from luoshi_web.console.request import OfficeRequest
from luoshi_web.registers.matters.models import Desk, Matter
from luoshi_web.registers.matters.selectors import reached, with_mark


def asked(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    """What is to be counted, by code: the first page counts for all registers in one query."""
    return asked_of(request, Matter.Register.PROJECTS, unit=_of_unit, office=_of_keeper)


def tiles(request: OfficeRequest, counts: Mapping[str, int]) -> tuple[Tile, ...]:
    """What was counted, for whom it waits."""
    return tuple(
        Tile(words, counts[code], f"{reverse('projects:list')}?{narrowed}", light)
        for code, words, narrowed, light in shown(request.actor, counts, _words())
    )


def _words() -> list[tuple[str, str, str, str]]:
    """Code of a count, what is counted, how its list is narrowed, its light."""
    late = _("projects with a limit that is over")
    return [
        ("late", late, "marked=late", "red"),
        ("kept_confirm", _("projects of which something is to be confirmed"), "marked=unconfirmed", ""),
        ("kept_late", late, "marked=late", "red"),
        ("exceptions", _("exceptions of projects to approve"), "marked=asked", ""),
    ]


def _of_unit(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    mine = reached(Matter.Register.PROJECTS, request.actor).filter(office=request.actor.office_id)
    return {"late": with_mark(mine, Matter.Register.PROJECTS, MARKS["late"])}


def _of_keeper(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    kept = reached(Matter.Register.PROJECTS, request.actor)
    waiting: dict[str, QuerySet[Any]] = {
        "kept_confirm": with_mark(kept, Matter.Register.PROJECTS, MARKS["unconfirmed"]),
        "kept_late": with_mark(kept, Matter.Register.PROJECTS, MARKS["late"]),
    }
    return waiting | desks_of(request, Matter.Register.PROJECTS, Desk.Part.KEEP)
