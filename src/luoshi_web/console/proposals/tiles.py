"""What of the register waits for a post, on its first page: numbers that lead into the list. What nothing waits in has no tile."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi_web.audit.actor import Actor
from luoshi_web.console.home.cards import Tile
from luoshi_web.console.registers.waiting import asked_of, desks_of, shown
from luoshi_web.console.request import OfficeRequest
from luoshi_web.registers.matters.models import Clock, Desk, Matter
from luoshi_web.registers.matters.selectors import reached
from luoshi_web.registers.proposals.models import Share
from luoshi_web.registers.proposals.rules.states import State


def asked(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    """What is to be counted, by code: the first page counts for all registers in one query."""
    return asked_of(request, Matter.Register.PROPOSALS, unit=_of_unit, office=_of_keeper)


def tiles(request: OfficeRequest, counts: Mapping[str, int]) -> tuple[Tile, ...]:
    """What was counted, for whom it waits."""
    return tuple(
        Tile(words, counts[code], _list(**narrowed), light)
        for code, words, narrowed, light in shown(request.actor, counts, _words())
    )


def _words() -> list[tuple[str, str, dict[str, str], str]]:
    """Code of a count, what is counted, how its list is narrowed, its light."""
    over = _("proposals with a limit that is over")
    return [
        ("sign", _("proposals to sign for"), {"state": State.ASSIGNED}, ""),
        ("reply", _("proposals to reply to"), {"phase": "open"}, ""),
        ("opinions", _("opinions on proposals to give"), {"phase": "open"}, ""),
        ("over", over, {"phase": "open"}, "red"),
        ("kept_assign", _("proposals to assign"), {"state": State.FILED}, ""),
        ("kept_returned", _("returned proposals to decide on"), {"state": State.RETURNED}, ""),
        ("kept_rate", _("replies to be rated"), {"state": State.REPLIED}, ""),
        ("kept_remind", _("receipts to remind of"), {"state": State.REPLIED}, "red"),
        ("kept_over", over, {"phase": "open"}, "red"),
        ("exceptions", _("exceptions from proposals' conditions to approve"), {"phase": "open"}, ""),
    ]


def _reached(actor: Actor) -> QuerySet[Matter]:
    return reached(Matter.Register.PROPOSALS, actor).exclude(phase=Matter.Phase.ENDED)


def _of_unit(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    actor = request.actor
    mine = _reached(actor).filter(office=actor.office_id)
    asked = Share.objects.filter(office=actor.office_id, role=Share.Role.CO, opinion_on=None)
    return {
        "sign": mine.filter(state=State.ASSIGNED), "reply": mine.filter(state__in=[State.HANDLING, State.REDOING]),
        "over": mine.filter(due__lt=request.today),
        "opinions": asked.filter(proposal__matter__secrecy__lte=actor.clearance, proposal__matter__phase=Matter.Phase.OPEN),
    }  # fmt: skip


def _of_keeper(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    actor = request.actor
    kept = _reached(actor)
    owed = Clock.objects.filter(owed=True, code="rate", matter__register=Matter.Register.PROPOSALS)
    return {
        "kept_assign": kept.filter(state=State.FILED), "kept_returned": kept.filter(state=State.RETURNED), "kept_rate": kept.filter(state=State.REPLIED),
        "kept_over": kept.filter(due__lt=request.today), "kept_remind": owed.filter(matter__secrecy__lte=actor.clearance),

    } | desks_of(request, Matter.Register.PROPOSALS, Desk.Part.KEEP)  # fmt: skip


def _list(**narrowed: str) -> str:
    (name, value), *_others = narrowed.items()
    return f"{reverse('proposals:list')}?{name}={value}"
