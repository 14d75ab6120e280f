"""What of the register waits for a post, on its first page: numbers that lead into the list. What nothing waits in has no tile."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi_web.console.home.cards import Tile
from luoshi_web.console.projects.filters import marked_so
from luoshi_web.console.registers.waiting import asked_of, desks_of, does
from luoshi_web.console.request import OfficeRequest
from luoshi_web.registers.matters.models import Desk, Matter


def asked(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    """What is to be counted, by code: the first page counts for all registers in one query."""
    return asked_of(request, Matter.Register.PROJECTS, unit=_of_unit, office=_of_keeper)


def tiles(request: OfficeRequest, counts: Mapping[str, int]) -> tuple[Tile, ...]:
    """What was counted, for whom it waits."""
    keeps = does(request.actor, counts)
    return tuple(
        Tile(words, counts[code], f"{reverse('projects:list')}?{narrowed}", light)
        for code, words, narrowed, light in _words()
        if counts.get(code) and (keeps or not code.startswith("kept_"))
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


def _reached(request: OfficeRequest) -> QuerySet[Matter]:
    return Matter.objects.filter(register=Matter.Register.PROJECTS, secrecy__lte=request.actor.clearance)


def _of_unit(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    return {"late": marked_so(_reached(request).filter(office=request.actor.office_id), "late")}


def _of_keeper(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    kept = _reached(request)
    waiting: dict[str, QuerySet[Any]] = {
        "kept_confirm": marked_so(kept, "unconfirmed"),
        "kept_late": marked_so(kept, "late"),
    }
    return waiting | desks_of(request, Matter.Register.PROJECTS, Desk.Part.KEEP)
