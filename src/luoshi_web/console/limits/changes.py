"""Pages of changes: another target is asked for and decided; every approved change is in the open."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from luoshi_web.console.items.tabs import item_for
from luoshi_web.console.limits.columns import CHANGES
from luoshi_web.console.limits.forms import ActForm, AskChangeForm, ChangesForm, DecideForm
from luoshi_web.console.pages import demand, page, paged
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.workbooks import lists
from luoshi_web.supervision.models import Change, Item
from luoshi_web.supervision.selectors.changes import changes_by_office, changes_in_the_open
from luoshi_web.supervision.selectors.items import visible_to
from luoshi_web.supervision.services.change import ask_target_change, decide_change, withdraw_change

FORM = ("GET", "HEAD", "POST")


@page("item.list")
def in_the_open(request: OfficeRequest) -> HttpResponse:
    """Every approved change of a year's items, by office with counts and days slipped."""
    form = ChangesForm(request.GET or None)
    said: dict[str, Any] = form.cleaned_data if form.is_bound and form.is_valid() else {}
    year = said.get("year") or request.today.year
    changes = changes_in_the_open(request.actor, year=year)
    if said.get("office"):
        changes = changes.filter(item__office=said["office"])
    if said.get("field"):
        changes = changes.filter(field=said["field"])
    if said.get("lowers"):
        changes = changes.filter(lowers=True)
    rows = Change.objects.select_related("item__office", "asked_by", "approved_by")
    if lists.asked(request):
        return lists.answer(request, CHANGES, rows.filter(pk__in=changes.order_by().values("pk")))
    shown = paged(request, changes, rows=rows)
    keys = [change.item_id for change in shown]
    offices = changes_by_office(changes)
    context = {
        "filter": {"form": form}, "page": shown, "year": year, "offices": offices,
        "items": sum(row.items for row in offices), "moved": sum(row.moved for row in offices),
        "lowered": sum(row.lowered for row in offices), "days": sum(row.days for row in offices),
        "seen": set(visible_to(request.actor).filter(pk__in=keys).values_list("pk", flat=True)),
    }  # fmt: skip
    return render(request, "limits/changes.html", context)


@page(methods=FORM)
def ask(request: OfficeRequest, pk: int) -> HttpResponse:
    """Another target is asked for, with its reason."""
    item = item_for(request, pk)
    demand(request.actor, "change.ask", item)
    form = AskChangeForm(item, request.POST or None, initial={"version": item.version})
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("reason", "confirmed")}
        if form.done(ask_target_change, actor=request.actor, item_id=pk, at=request.now, **said, **form.ends):
            messages.success(request, _("The change is asked for; the leader in charge decides."))
            return redirect("limits:of_item", pk)
    return _form(request, item, form, _("Ask for another target"))


@page(methods=FORM)
def decide(request: OfficeRequest, pk: int) -> HttpResponse:
    """The leader in charge approves or refuses another target."""
    change, item = _change(request, pk, "change.decide")
    form = DecideForm(request.POST or None, initial={"version": item.version})
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data["answer"]
        if form.done(
            decide_change, actor=request.actor, change_id=pk, approved=form.agreed, answer=answer, at=request.now
        ):  # fmt: skip
            messages.success(
                request,
                _("The target is changed; the first one stays beside it.")
                if form.agreed
                else _("The change is refused, the target stands."),
            )
            return redirect("limits:of_item", item.pk)
    return _form(request, item, form, _("Decide on another target"), change)


@page(methods=("POST",))
def withdraw(request: OfficeRequest, pk: int) -> HttpResponse:
    """Whoever asked takes the request back."""
    _change_before, item = _change(request, pk, "change.ask")
    form = ActForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else None
    withdraw_change(actor=request.actor, change_id=pk, version=version, at=request.now)
    messages.success(request, _("The request is withdrawn."))
    return redirect("limits:of_item", item.pk)


def _change(request: OfficeRequest, pk: int, right: str) -> tuple[Change, Item]:
    """The request and its item, for those who have the right over it; 404 where they may not see the item."""
    change = get_object_or_404(Change.objects.select_related("asked_by"), pk=pk)
    item = item_for(request, change.item_id)
    demand(request.actor, right, item)
    return change, item


def _form(
    request: OfficeRequest, item: Item, form: ActForm, title: str, change: Change | None = None
) -> HttpResponse:
    return render(request, "limits/form.html", {"form": form, "item": item, "title": title, "change": change})
