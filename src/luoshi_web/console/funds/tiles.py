"""What of public money waits for a post, on its first page: numbers that lead into the lists. What nothing waits in has no tile."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi_web.console.funds.filters import STANDS
from luoshi_web.console.home.cards import Tile
from luoshi_web.console.registers.waiting import asked_of, desks_of, shown
from luoshi_web.console.request import OfficeRequest
from luoshi_web.registers.funds.models import DebtLimit, Repayment
from luoshi_web.registers.funds.rules.states import State, Type
from luoshi_web.registers.matters.models import Desk, Matter
from luoshi_web.registers.matters.selectors import reached


def asked(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    """What is to be counted, by code: the first page counts for all registers in one query."""
    return asked_of(request, Matter.Register.FUNDS, unit=_of_unit, office=_of_keeper)


def tiles(request: OfficeRequest, counts: Mapping[str, int]) -> tuple[Tile, ...]:
    """What was counted, for whom it waits."""
    return tuple(
        Tile(words, counts[code], f"{reverse(f'funds:{page}')}{narrowed}", light)
        for code, words, page, narrowed, light in shown(request.actor, counts, _words())
    )


def _words() -> list[tuple[str, str, str, str, str]]:
    """Code of a count, what is counted, its list and how that is narrowed, its light."""
    return [
        ("aim", _("special funds without a performance target"), "list", "?stands=aimless", ""),
        ("evaluate", _("special funds to evaluate"), "list", f"?state={State.SPENT}", ""),
        ("kept_settle", _("evaluated special funds to settle"), "list", f"?state={State.EVALUATED}", ""),
        ("kept_confirm", _("special funds with postings that nobody confirmed"), "list", "?stands=unconfirmed", ""),
        ("kept_limits", _("limits of debt to confirm"), "debt", "", ""),
        ("kept_over", _("repayments past their day"), "calendar", "?paid=over", "red"),
        ("exceptions", _("exceptions for public money to approve"), "list", "?stands=excepted", ""),
    ]  # fmt: skip


def _lines(request: OfficeRequest) -> QuerySet[Matter]:
    return reached(Matter.Register.FUNDS, request.actor).filter(fund__type=Type.SPECIAL)


def _of_unit(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    mine = _lines(request).filter(office=request.actor.office_id).exclude(phase=Matter.Phase.ENDED)
    return {"aim": mine.filter(STANDS["aimless"]), "evaluate": mine.filter(state=State.SPENT)}


def _of_keeper(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    kept, actor = _lines(request), request.actor
    over = Repayment.objects.filter(paid_on=None, due_on__lt=request.today)
    return {
        "kept_settle": kept.filter(state=State.EVALUATED), "kept_confirm": kept.filter(STANDS["unconfirmed"]),
        "kept_limits": DebtLimit.objects.filter(confirmed_by=None).exclude(entered_by=actor.person_id),
        "kept_over": over.filter(bond__fund__matter__secrecy__lte=actor.clearance),
    } | desks_of(request, Matter.Register.FUNDS, Desk.Part.KEEP)  # fmt: skip
