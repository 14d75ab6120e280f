"""What of the register waits for a post, on its first page: numbers that lead into the list. What nothing waits in has no tile."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi_web.console.home.cards import Tile
from luoshi_web.console.registers.waiting import KEPT, REVIEWED, asked_of, desks_of, shown
from luoshi_web.console.request import OfficeRequest
from luoshi_web.registers.documents.rules.states import DRAFTED, State
from luoshi_web.registers.matters.models import Clock, Desk, Matter
from luoshi_web.registers.matters.selectors import reached


def asked(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    """What is to be counted, by code: the first page counts for all registers in one query."""
    return asked_of(request, Matter.Register.DOCUMENTS, unit=_of_unit, office=_of_office)


def tiles(request: OfficeRequest, counts: Mapping[str, int]) -> tuple[Tile, ...]:
    """What was counted, for whom it waits."""
    return tuple(
        Tile(words, counts[code], f"{reverse('documents:list')}?{narrowed}", light)
        for code, words, narrowed, light in shown(request.actor, counts, _words(), parts=(KEPT, REVIEWED))
    )


def _words() -> list[tuple[str, str, str, str]]:
    """Code of a count, what is counted, how its list is narrowed, its light."""
    return [
        ("drafts", _("drafts of normative documents"), "phase=open", ""),
        ("evaluate", _("normative documents to evaluate"), f"state={State.PUBLISHED}", ""),
        ("reviewed_wait", _("normative documents to review"), f"state={State.REVIEWING}", ""),
        ("kept_register", _("normative documents to register"), f"state={State.DELIBERATED}", ""),
        ("kept_publish", _("normative documents to publish"), f"state={State.REGISTERED}", ""),
        ("kept_over", _("normative documents with a limit that is over"), "phase=waiting", "red"),
        ("exceptions", _("exceptions for normative documents to approve"), "phase=open", ""),
    ]


def _of_unit(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    """Its drafts; and what is in force and may be evaluated, because the time before its end has opened."""
    mine = reached(Matter.Register.DOCUMENTS, request.actor).filter(office=request.actor.office_id)
    opened = Clock.objects.filter(code="evaluate", due__lte=request.today).order_by().values("matter")
    return {
        "drafts": mine.filter(state__in=DRAFTED),
        "evaluate": mine.filter(state=State.PUBLISHED, document__ends_on__gte=request.today, pk__in=opened),
    }


def _of_office(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    kept = reached(Matter.Register.DOCUMENTS, request.actor)
    keep, review = (
        desks_of(request, Matter.Register.DOCUMENTS, of, code=part)
        for part, of in ((KEPT, Desk.Part.KEEP), (REVIEWED, Desk.Part.REVIEW))
    )
    return keep | review | {
        "reviewed_wait": kept.filter(state=State.REVIEWING), "kept_register": kept.filter(state=State.DELIBERATED),
        "kept_publish": kept.filter(state=State.REGISTERED), "kept_over": kept.filter(due__lt=request.today, phase=Matter.Phase.WAITING),
    }  # fmt: skip
