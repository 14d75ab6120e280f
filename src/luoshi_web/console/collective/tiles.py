"""What of the register waits for a post, on its first page: numbers that lead into the list. What nothing waits in has no tile."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi_web.console.home.cards import Tile
from luoshi_web.console.registers.waiting import asked_of, desks_of, does, shown
from luoshi_web.console.request import OfficeRequest
from luoshi_web.registers.collective.models import MeetingRule, Threshold
from luoshi_web.registers.collective.rules.states import State
from luoshi_web.registers.matters.models import Desk, Matter
from luoshi_web.registers.matters.selectors import reached


def asked(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    """What is to be counted, by code: the first page counts for all registers in one query."""
    return asked_of(request, Matter.Register.COLLECTIVE, unit=_of_unit, office=_of_keeper)


def tiles(request: OfficeRequest, counts: Mapping[str, int]) -> tuple[Tile, ...]:
    """What was counted, for whom it waits."""
    listed = reverse("collective:list")
    found = [
        Tile(words, counts[code], f"{listed}?{narrowed}", light)
        for code, words, narrowed, light in shown(request.actor, counts, _words())
    ]
    rules = counts.get("rules_amounts", 0) + counts.get("rules_meetings", 0)
    if rules and does(request.actor, counts):
        found.append(Tile(_("thresholds and rules of meetings to confirm"), rules, reverse("collective:rules")))  # fmt: skip
    return tuple(found)


def _words() -> list[tuple[str, str, str, str]]:
    """Code of a count, what is counted, how its list is narrowed, its light."""
    return [
        ("returned", _("matters of a meeting sent back to you"), f"state={State.RETURNED}", ""),
        ("put_off", _("matters that a meeting put off"), f"state={State.PUT_OFF}", ""),
        ("report", _("matters of a meeting to carry out and report"), f"state={State.EXECUTING}", ""),
        ("report_over", _("matters of a meeting not reported by their day"), f"state={State.EXECUTING}", "red"),
        ("kept_look", _("matters of a meeting to look through"), f"state={State.PROPOSED}", ""),
        ("kept_list", _("matters to list for a meeting"), f"state={State.CHECKED}", ""),
        ("kept_ratify", _("matters done first, to be ratified"), f"state={State.URGENT}", "red"),
        ("kept_give", _("passed matters to give to a unit"), f"state={State.PASSED}", ""),
        ("kept_close", _("reported matters of a meeting to close"), f"state={State.DONE}", ""),
        ("kept_over", _("matters of a meeting whose minutes are late"), "marked=late", "red"),
        ("exceptions", _("exceptions of matters of a meeting to approve"), "marked=asked", ""),
    ]  # fmt: skip


def _of_unit(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    all_reached, office = reached(Matter.Register.COLLECTIVE, request.actor), request.actor.office_id
    mine = all_reached.filter(office=office)
    given = all_reached.filter(collective__executor=office, state=State.EXECUTING)
    late = Q(collective__due__lt=request.today)
    return {
        "returned": mine.filter(state=State.RETURNED), "put_off": mine.filter(state=State.PUT_OFF),
        "report": given.exclude(late), "report_over": given.filter(late),
    }  # fmt: skip


def _of_keeper(request: OfficeRequest) -> dict[str, QuerySet[Any]]:
    kept, today = reached(Matter.Register.COLLECTIVE, request.actor), request.today
    person = request.actor.person_id
    waiting = {"confirmed_by": None}
    return {
        "kept_look": kept.filter(state=State.PROPOSED), "kept_list": kept.filter(state=State.CHECKED), "kept_ratify": kept.filter(state=State.URGENT),
        "kept_give": kept.filter(state=State.PASSED), "kept_close": kept.filter(state=State.DONE),
        "kept_over": kept.filter(due__lt=today).exclude(phase=Matter.Phase.ENDED), "rules_amounts": Threshold.objects.filter(**waiting).exclude(entered_by=person),
        "rules_meetings": MeetingRule.objects.filter(**waiting).exclude(entered_by=person),
    } | desks_of(request, Matter.Register.COLLECTIVE, Desk.Part.KEEP)  # fmt: skip
