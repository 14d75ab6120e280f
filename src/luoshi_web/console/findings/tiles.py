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
from luoshi_web.registers.findings.models import FindingExtension
from luoshi_web.registers.findings.rules.states import WORKED, State
from luoshi_web.registers.findings.selectors import lit, over_on
from luoshi_web.registers.matters.models import Desk, Matter
from luoshi_web.registers.matters.selectors import reached


def asked(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    """What is to be counted, by code: the first page counts for all registers in one query."""
    found = asked_of(request, Matter.Register.FINDINGS, unit=_of_unit, office=_of_keeper)
    return found | _of_leader(request.actor) if request.actor.role == "leader" else found


def tiles(request: OfficeRequest, counts: Mapping[str, int]) -> tuple[Tile, ...]:
    """What was counted, for whom it waits."""
    return tuple(
        Tile(words, counts[code], f"{reverse('findings:list')}?{narrowed}", light)
        for code, words, narrowed, light in shown(request.actor, counts, _words())
    )


def _words() -> list[tuple[str, str, str, str]]:
    """Code of a count, what is counted, how its list is narrowed, its light."""
    over = _("findings whose day is over")
    return [
        ("plan", _("findings to plan for"), f"state={State.ASSIGNED}", ""),
        ("again", _("findings found again, to plan anew"), f"state={State.REOPENED}", "red"),
        ("work", _("findings to put right"), f"state={State.RECTIFYING}", ""),
        ("near", _("findings whose day is near"), "light=yellow", "yellow"),
        ("over", over, "stands=over", "red"),
        ("kept_assign", _("findings to assign"), f"state={State.REGISTERED}", ""),
        ("kept_accept", _("plans of findings to accept"), f"state={State.PLANNED}", ""),
        ("kept_verify", _("findings to verify"), f"state={State.APPLIED}", ""),
        ("kept_sign", _("findings to sign off"), f"state={State.VERIFIED}", ""),
        ("kept_notice", _("findings to announce"), f"state={State.SIGNED_OFF}", ""),
        ("kept_close", _("findings whose notice is over, to close"), f"state={State.NOTICED}", ""),
        ("kept_over", over, "stands=over", "red"),
        ("time", _("requests for more time for findings"), "stands=time", ""),
        ("cannot", _("findings asked to be given up"), "stands=cannot", ""),
        ("exceptions", _("exceptions from findings' conditions to approve"), "stands=excepted", ""),
    ]


def _reached(actor: Actor) -> QuerySet[Matter]:
    return reached(Matter.Register.FINDINGS, actor).exclude(phase=Matter.Phase.ENDED)


def _of_unit(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    mine = _reached(request.actor).filter(office=request.actor.office_id)
    return {
        "plan": mine.filter(state=State.ASSIGNED), "again": mine.filter(state=State.REOPENED), "work": mine.filter(state__in=WORKED),
        "near": lit(mine, request.today, "yellow"), "over": mine.filter(over_on(request.today)),
    }  # fmt: skip


def _of_keeper(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    kept, today = _reached(request.actor), request.today
    return {
        "kept_assign": kept.filter(state=State.REGISTERED), "kept_accept": kept.filter(state=State.PLANNED),
        "kept_verify": kept.filter(state=State.APPLIED), "kept_sign": kept.filter(state=State.VERIFIED),
        "kept_notice": kept.filter(state=State.SIGNED_OFF), "kept_close": kept.filter(state=State.NOTICED, finding__notice_to__lt=today),
        "kept_over": kept.filter(over_on(today)),
    } | desks_of(request, Matter.Register.FINDINGS, Desk.Part.KEEP)  # fmt: skip


def _of_leader(actor: Actor) -> dict[str, QuerySet[Any]]:
    """What another person asked for of the leader in charge; the head of the government decides of every unit."""
    mine = _reached(actor) if actor.chief else _reached(actor).filter(office__in=actor.offices)
    asked = FindingExtension.objects.filter(finding__in=mine.values("pk"), approved_by=None)
    return {
        "time": asked.exclude(asked_by=actor.person_id),
        "cannot": mine.filter(finding__cannot_asked_by__isnull=False, finding__cannot_approved_by=None).exclude(finding__cannot_asked_by=actor.person_id),
    }  # fmt: skip
