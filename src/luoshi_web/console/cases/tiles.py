"""What of cases waits for a post, on its first page: numbers that lead into the list. What nothing waits in has no tile."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi_web.console.home.cards import Tile
from luoshi_web.console.registers.waiting import asked_of, desks_of, shown
from luoshi_web.console.request import OfficeRequest
from luoshi_web.registers.cases.rules.court import Stage
from luoshi_web.registers.cases.rules.states import State
from luoshi_web.registers.matters.models import Desk, Matter
from luoshi_web.registers.matters.selectors import reached


def asked(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    """What is to be counted, by code: the first page counts for all registers in one query."""
    return asked_of(request, Matter.Register.CASES, unit=_of_unit, office=_of_keeper)


def tiles(request: OfficeRequest, counts: Mapping[str, int]) -> tuple[Tile, ...]:
    """What was counted, for whom it waits."""
    return tuple(
        Tile(words, counts[code], f"{reverse('cases:list')}?state={state}", light)
        for code, words, state, light in shown(request.actor, counts, _words())
    )


def _words() -> list[tuple[str, str, str, str]]:
    """Code of a count, what is counted, the state that its list is narrowed to, its light."""
    return [
        ("plead", _("court cases to plead in"), Stage.SUED, ""),
        ("perform", _("decisions on reconsideration to perform"), State.PERFORMING, ""),
        ("kept_accept", _("applications for reconsideration to look at"), State.RECEIVED, ""),
        ("kept_handle", _("accepted applications for reconsideration to hand to a handler"), State.ACCEPTED, ""),
        ("kept_serve", _("decisions on reconsideration to serve"), State.DECIDED, ""),
    ]  # fmt: skip


def _of_unit(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    mine = reached(Matter.Register.CASES, request.actor).filter(office=request.actor.office_id)
    return {"plead": mine.filter(state=Stage.SUED), "perform": mine.filter(state=State.PERFORMING)}


def _of_keeper(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    kept = reached(Matter.Register.CASES, request.actor)
    return {
        "kept_accept": kept.filter(state=State.RECEIVED), "kept_handle": kept.filter(state=State.ACCEPTED), "kept_serve": kept.filter(state=State.DECIDED),

    } | desks_of(request, Matter.Register.CASES, Desk.Part.KEEP)  # fmt: skip
