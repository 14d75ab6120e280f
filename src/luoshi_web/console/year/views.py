"""Pages of the year in pictures."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from luoshi_web.accounts.rights import may
from luoshi_web.accounts.selectors import holder
from luoshi_web.console.months import month_asked, weeks_of
from luoshi_web.console.pages import page
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.year.charts import bars, curve
from luoshi_web.console.years import year_asked
from luoshi_web.supervision.selectors import desk as ask
from luoshi_web.supervision.selectors import year as found_of

WORDS: dict[str, StrOrPromise] = {
    "done": _("closed, done"), "green": _("on schedule"), "yellow": _("behind schedule"), "red": _("far behind schedule"),
    "unknown": _("no light yet"), "not_done": pgettext_lazy("items of a year", "ended otherwise"),
}  # fmt: skip
"""How an item stands, in the order of a bar."""
ON_A_WALL = 12
"""Bars that can be read from across a room."""


def pictures(request: OfficeRequest, items: Any, year: int, most: int | None = None) -> dict[str, Any]:
    """The two pictures with their tables. Four queries."""
    units = found_of.units(items, year=year)
    months = found_of.months(items, year=year)
    until = 12 if year < request.today.year else 0 if year > request.today.year else request.today.month
    shown = units if most is None else units[:most]
    return {
        "year": year, "units": units, "months": months, "words": WORDS, "until": until, "sums": [
            (code, words, found_of.sums(units)[code]) for code, words in WORDS.items()
        ],
        "bars": bars([(str(unit.office), unit.stands) for unit in shown], tuple(WORDS)) if shown else None,
        "curve": curve([(month.number, month.due, month.closed) for month in months], until=until) if units else None,
        "table": [(unit, [unit.stands[code] for code in WORDS]) for unit in units],
    }  # fmt: skip


@page("item.list")
def shown(request: OfficeRequest) -> HttpResponse:
    """Units and months of a year."""
    context = pictures(request, found_of.of_reader(request.actor), year_asked(request))
    leaders = found_of.leaders_on(request.today) if may(request.actor, "year.wall") else ()
    return render(request, "year/show.html", context | {"leaders": leaders})


@page("year.wall")
def wall(request: OfficeRequest) -> HttpResponse:
    """The same for a screen on a wall: large, without a menu, asked for anew every five minutes."""
    items = found_of.of_reader(request.actor)
    context = pictures(request, items, request.today.year, ON_A_WALL)
    week = ask.due_between(items, request.today, request.today + timedelta(days=6))
    due = list(week.select_related("office")[:8])
    return render(request, "year/wall.html", context | {"due": due})


@page("item.list")
def calendar(request: OfficeRequest) -> HttpResponse:
    """A month of days, each with what falls due on it."""
    first, last = month_asked(request)
    falling: dict[date, list[found_of.Falling]] = {}
    for each in found_of.falling_due(found_of.of_reader(request.actor), first, last):
        falling.setdefault(each.on, []).append(each)
    context = {
        "first": first, "weeks": weeks_of(first, falling), "before": first - timedelta(days=1), "after": last + timedelta(days=1),
        "count": sum(len(each) for each in falling.values()),
    }  # fmt: skip
    return render(request, "year/calendar.html", context)


@page("year.wall")
def leader(request: OfficeRequest, pk: int) -> HttpResponse:
    """One leader: the units in his charge, what is far behind there, what falls due within a month."""
    post = get_object_or_404(found_of.leaders_on(request.today), pk=pk)
    items = found_of.items_of_leader(found_of.of_reader(request.actor), post, day=request.today)
    soon = ask.due_between(items, request.today, request.today + timedelta(days=30))
    context = pictures(request, items, year_asked(request)) | {
        "post": post, "holder": holder(post, at=request.today), "behind": list(ask.behind(items)[:50]), "due": list(soon[:50]),
    }  # fmt: skip
    return render(request, "year/leader.html", context)
