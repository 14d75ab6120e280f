"""What is due and what was missed, an item's limits with how each date came about, suspension, and the calculator."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from luoshi_web.accounts.rights import may
from luoshi_web.audit.refusal import Refusal
from luoshi_web.console.bulk.bar import bar_for
from luoshi_web.console.items.tabs import item_for, show_tab
from luoshi_web.console.limits.forms import DueForm, SuspendForm, TryForm
from luoshi_web.console.pages import demand, page, paged
from luoshi_web.console.request import OfficeRequest
from luoshi_web.supervision.bulk.of_items import with_versions
from luoshi_web.supervision.clocks.defaults import defaults
from luoshi_web.supervision.clocks.explain import in_words, name_of, steps
from luoshi_web.supervision.clocks.office import the_calendar
from luoshi_web.supervision.clocks.selectors import by_office, due_or_missed, items_due, limits_for
from luoshi_web.supervision.clocks.services import counted_of, resume, suspend
from luoshi_web.supervision.models import Item, Limit
from luoshi_web.supervision.selectors.changes import changes_waiting, extensions_waiting
from luoshi_web.supervision.selectors.items import for_list
from luoshi_web.supervision.services.change import first_promise_of, has_numbers, of_the_asking_office
from luoshi_web.supervision.services.extension import came_over_due
from luoshi_web.supervision.states import State
from luoshi_web.workdays.calendar import Day, Kind
from luoshi_web.workdays.count import DATE, Counted, count_limit


@dataclass(frozen=True, slots=True)
class Row:
    """A limit or an item as a table shows it. ``left`` is in days, negative where the day is over."""

    thing: Limit | Item
    left: int
    length: str = ""
    steps: tuple[str, ...] = ()

    @property
    def over(self) -> int:
        return -self.left


@page("item.list")
def due(request: OfficeRequest) -> HttpResponse:
    """What ends within some days and what is over, by office; and the requests that wait for this post."""
    form = DueForm(request.GET or None)
    said = form.cleaned_data if form.is_bound and form.is_valid() else {}
    within, office = said.get("within", 7), said.get("office")
    shows_items = request.GET.get("show") == "items"
    things: Any
    if shows_items:
        things = items_due(request.actor, on=request.today, days=within)
        things = things.filter(office=office) if office else things
    else:
        things = due_or_missed(limits_for(request.actor), on=request.today, days=within)
        things = things.filter(item__office=office) if office else things
        things = things.filter(kind=said["kind"]) if said.get("kind") else things
    offices = by_office(things, on=request.today)
    rows: Any = for_list(Item.objects.all()) if shows_items else Limit.objects.select_related("item__office")
    shown = paged(request, things, rows=rows)
    context = {
        "filter": {"form": form}, "page": shown, "rows": [_row(thing, request.today) for thing in shown], "shows_items": shows_items,
        "offices": offices, "missed": sum(row.missed for row in offices), "near": sum(row.near for row in offices), "within": within,
    } | _waiting(request)  # fmt: skip
    return render(request, "limits/due.html", context)


_WAITING = 50


def _waiting(request: OfficeRequest) -> dict[str, Any]:
    """The requests that wait for this post, with what can be done to many of them."""
    found: dict[str, Any] = {}
    for name, selector in {"extensions": extensions_waiting, "changes": changes_waiting}.items():
        every: Any = with_versions(selector(request.actor))
        rows = list(every[:_WAITING])
        count = every.count() if len(rows) == _WAITING else len(rows)
        bulk = bar_for(request, name, rows=rows, count=count, form=f"bulk-{name}")
        found |= {name: rows, f"bulk_{name}": bulk}
    return found


def _row(thing: Any, today: date) -> Row:
    length = _length(thing) if isinstance(thing, Limit) else ""
    return Row(thing, (thing.due - today).days, length)


def _length(limit: Limit) -> str:
    return str(limit.get_days_display()) if limit.days == DATE else in_words(limit.count, limit.days)


@page("item.list")
def of_item(request: OfficeRequest, pk: int) -> HttpResponse:
    """An item's limits, each with the sentence of its date; its requests for more time; everything that was changed."""
    item = item_for(request, pk)
    limits = item.limits.prefetch_related("suspensions__by").order_by("-began", "-id")
    rows = [
        Row(limit, (limit.due - request.today).days, _length(limit), _told(counted_of(limit)))
        for limit in limits
    ]
    extensions = list(
        item.extensions.select_related("asked_by", "screened_by", "decided_by").order_by("-asked_at")
    )
    changes = list(item.changes.select_related("asked_by", "approved_by").order_by("-asked_at"))
    waits = any(each.state in ("asked", "screened") for each in extensions)
    actor, active = request.actor, item.state == State.ACTIVE
    context = {
        "rows": rows, "extensions": extensions, "changes": changes,
        "first": _first(item) if has_numbers(item) else None,
        "may_ask": may(actor, "extension.ask", item) and active and not waits and item.due is not None
        and (request.today < item.due or came_over_due(item)),
        "may_change": may(actor, "change.ask", item) and active and has_numbers(item)
        and not any(each.state == "asked" and each.field == "target" for each in changes),
        "may_screen": may(actor, "extension.screen", item), "may_decide": may(actor, "extension.decide", item),
        "may_withdraw": may(actor, "extension.ask", item), "may_suspend": may(actor, "clock.suspend", item),
        "may_decide_change": may(actor, "change.decide", item),
        "withdrawable": {each.pk for each in changes if each.state == "asked" and of_the_asking_office(actor, each)} if may(actor, "change.ask", item) else (),
    }  # fmt: skip
    return show_tab(request, item, "limits/of_item.html", context)


def _first(item: Item) -> dict[str, Any]:
    """What was promised first, as the mark ``target`` shows it."""
    first = first_promise_of(item)
    return {"low": first.low, "high": first.high, "unit": item.unit, "bound": item.bound}


def _told(counted: Counted | None) -> tuple[str, ...]:
    return tuple(steps(counted)) if counted else ()


@page(methods=("GET", "HEAD", "POST"))
def suspend_limit(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say why a limit stands still from today on."""
    limit, item = _limit(request, pk)
    form = SuspendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            suspend(actor=request.actor, limit_id=pk, reason=form.cleaned_data["reason"], at=request.now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The limit stands still from today on."))
            return redirect("limits:of_item", item.pk)
    context = {"form": form, "item": item, "title": _("Suspend a limit"), "limit": limit}
    return render(request, "limits/form.html", context)


@page(methods=("POST",))
def resume_limit(request: OfficeRequest, pk: int) -> HttpResponse:
    """The limit runs again from today on."""
    _limit_before, item = _limit(request, pk)
    limit = resume(actor=request.actor, limit_id=pk, at=request.now)
    messages.success(request, _("The limit runs again; it ends on %(due)s.") % {"due": limit.due.isoformat()})
    return redirect("limits:of_item", item.pk)


def _limit(request: OfficeRequest, pk: int) -> tuple[Limit, Item]:
    """The limit and its item, for those who may suspend it; 404 where they may not see the item."""
    limit = get_object_or_404(Limit.objects.filter(item__isnull=False), pk=pk)
    item = item_for(request, int(limit.item_id or 0))
    demand(request.actor, "clock.suspend", item)
    return limit, item


@dataclass(frozen=True, slots=True)
class Square:
    """A day of the calculator's calendar. ``kind`` is a class of the style sheet, ``words`` what it is called."""

    on: date
    kind: str
    words: str


@page()
def try_out(request: OfficeRequest) -> HttpResponse:
    """A beginning, a length: the date, and how it comes about. For everybody who is logged in."""
    form = TryForm(
        request.GET if "began" in request.GET else None,
        initial={"began": request.today, "count": 15, "unit": Limit.Days.WORKING},
    )
    counted = None
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        counted = count_limit(said["began"], said["count"], said["unit"], the_calendar())
    context = {
        "form": form, "counted": counted, "steps": _told(counted), "months": _months(counted) if counted else (),
        "defaults": [(row, in_words(row.count, row.unit)) for row in defaults().values()], "edition": the_calendar().edition,
    }  # fmt: skip
    return render(request, "limits/try.html", context)


MOST_DRAWN = 190


def _months(counted: Counted) -> list[list[list[Square | None]]]:
    """The weeks, Monday first, of the months that the limit touches; none where it is longer than half a year."""
    if (counted.due - counted.began).days > MOST_DRAWN:
        return []
    calendar = the_calendar()
    first, last = counted.began.replace(day=1).toordinal(), counted.due.toordinal()
    months: list[list[list[Square | None]]] = []
    for ordinal in range(first, last + 1):
        on = date.fromordinal(ordinal)
        if on.day == 1:
            months.append([[None] * on.weekday()])
        elif on.weekday() == 0:
            months[-1].append([])
        months[-1][-1].append(_square(calendar.day(on), counted))
    return months


def _square(day: Day, counted: Counted) -> Square:
    if day.on == counted.began:
        return Square(day.on, "began", _("begins, not counted"))
    if day.on == counted.due:
        return Square(day.on, "due", _("ends"))
    name = name_of(day) if day.kind is not Kind.WORKDAY else ""
    if not counted.began < day.on < counted.due:
        return Square(day.on, "outside", name)
    if day.kind in (Kind.MAKE_UP, Kind.LOCAL_WORK):
        return Square(day.on, "made-up", name)
    return Square(day.on, "rest" if day.rests else "work", name)
