"""Pages over all registers: how each stands, the month's limits, the exceptions that an auditor asks for first."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from luoshi_web.console.language import name_of
from luoshi_web.console.months import month_asked, weeks_of
from luoshi_web.console.overview.exceptions import COLUMNS, shown
from luoshi_web.console.overview.forms import CalendarForm, ExceptionsForm
from luoshi_web.console.overview.kept import listed_for
from luoshi_web.console.pages import page, paged
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.workbooks import lists
from luoshi_web.registers.engine.clocks import clocks
from luoshi_web.registers.matters.models import Clock, Matter, Waiver
from luoshi_web.registers.matters.standing import excepted, falling_due, standing

_A_MONTH = 2_000
"""Limits that one month shows: what lies beyond is said."""


@page("registers.list")
def listed(request: OfficeRequest) -> HttpResponse:
    """Each register that the post may list: what is open, over its day, due within a week, waiting for others, ended this year, excepted."""
    rows = [
        (kept, kept.register.label, standing(kept.seen(request.actor), on=request.today))
        for kept in listed_for(request.actor)
    ]
    return render(request, "overview/list.html", {"rows": rows})


@page("registers.list")
def calendar(request: OfficeRequest) -> HttpResponse:
    """A month of days, each with the limits that end on it. ``?register=`` narrows it to one."""
    first, last = month_asked(request)
    form = CalendarForm(
        request.GET, registers=_choices(request), initial={"month": request.GET.get("month", "")}
    )
    found = falling_due(_seen(request), first, last)
    clocks_due = list(found[: _A_MONTH + 1])
    by_day: dict[date, list[dict[str, Any]]] = {}
    for clock in clocks_due[:_A_MONTH]:
        by_day.setdefault(clock.due, []).append(_falling(clock))
    context = {
        "weeks": weeks_of(first, by_day), "count": len(clocks_due[:_A_MONTH]), "more": len(clocks_due) > _A_MONTH,
        "filter": {"form": form}, "first": first, "before": first - timedelta(days=1), "after": last + timedelta(days=1), "register": request.GET.get("register", ""),
    }  # fmt: skip
    return render(request, "overview/calendar.html", context)


def _falling(clock: Clock) -> dict[str, Any]:
    named = clocks()[clock.matter.register].get(clock.code)
    return {
        "clock": clock, "matter": clock.matter, "name": name_of(named) if named is not None else clock.code,
        "page": f"{clock.matter.register}:show", "unit": clock.of or clock.matter.office,
    }  # fmt: skip


@page("registers.list")
def exceptions(request: OfficeRequest) -> HttpResponse:
    """Every exception from a gate that the post may see: of what, why, who asked, who approved, from when to when. ``?as=xlsx``: as a workbook."""
    form = ExceptionsForm(request.GET, registers=_choices(request))
    found = _standing(excepted(_seen(request)), request.GET.get("stands", ""), request.today)
    if lists.asked(request):
        return lists.answer(request, COLUMNS, found)
    rows = paged(request, found)
    context = {"page": rows, "rows": [shown(each, request.today) for each in rows], "filter": {"form": form}}
    return render(request, "overview/exceptions.html", context)


def _standing(found: QuerySet[Waiver], stands: str, today: date) -> QuerySet[Waiver]:
    asked = {
        "asked": Q(approved_by=None),
        "holds": Q(since__lte=today, until__gte=today),
        "ended": Q(until__lt=today),
    }
    return found.filter(asked[stands]) if stands in asked else found


def _seen(request: OfficeRequest) -> Sequence[QuerySet[Matter]]:
    chosen = request.GET.get("register", "")
    return [kept.seen(request.actor) for kept in listed_for(request.actor) if chosen in ("", kept.register)]


def _choices(request: OfficeRequest) -> list[tuple[str, str]]:
    return [(str(kept.register), str(kept.register.label)) for kept in listed_for(request.actor)]
