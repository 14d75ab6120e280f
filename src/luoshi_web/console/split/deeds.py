"""What becomes of an assigned item: pages for those who hold it and for the supervision office."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from luoshi_web.console.items.tabs import item_for, show_tab
from luoshi_web.console.pages import demand, page
from luoshi_web.console.request import OfficeRequest, version_of
from luoshi_web.console.split.forms import Parts, ReassignForm, RefuseForm, ReturnForm, TakeBackForm
from luoshi_web.supervision.models import Limit
from luoshi_web.supervision.services import assign
from luoshi_web.supervision.services.assign import Part

BOTH = ("GET", "HEAD", "POST")


@page("item.list", methods=("POST",))
def sign(request: OfficeRequest, pk: int) -> HttpResponse:
    """The unit takes the item."""
    item = item_for(request, pk)
    demand(request.actor, "item.sign", item)
    assign.sign(actor=request.actor, item_id=pk, version=version_of(request), at=request.now)
    messages.success(request, gettext("Signed for."))
    return redirect("items:show", pk)


@page("item.list", methods=BOTH)
def send_back(request: OfficeRequest, pk: int) -> HttpResponse:
    """The unit says that the item is not its own."""
    item = item_for(request, pk)
    demand(request.actor, "item.return", item)
    form = ReturnForm(request.POST or None, initial={"version": item.version}, item=item)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        assign.send_back(
            actor=request.actor, item_id=pk, version=data["version"], reason=data["reason"], suggested=data["suggested"],
            at=request.now,
        )  # fmt: skip
        messages.success(request, gettext("Returned; the supervision office decides."))
        return redirect("items:show", pk)
    limit = item.limits.filter(kind=Limit.Kind.RETURN, state=Limit.State.RUNNING).first()
    return show_tab(request, item, "split/return.html", {"form": form, "limit": limit})


@page("item.list", methods=BOTH)
def decide(request: OfficeRequest, pk: int) -> HttpResponse:
    """The supervision office takes a returned item back and gives it to another unit, or leaves it where it is."""
    item = item_for(request, pk)
    demand(request.actor, "item.decide_return", item)
    made = item.returns.select_related("by", "post__office", "suggested__office").last()
    start = {"version": item.version, "lead": made.suggested_id if made else None}
    refusing = request.method == "POST" and "refuse" in request.POST
    taking = request.method == "POST" and not refusing
    take = TakeBackForm(request.POST if taking else None, initial=start, item=item, prefix="take")
    refuse = RefuseForm(request.POST if refusing else None, initial=start, prefix="refuse")
    common: dict[str, Any] = {"actor": request.actor, "item_id": pk, "at": request.now}
    if taking and take.is_valid():
        assign.take_back(**common, **take.cleaned_data)
        messages.success(request, gettext("Taken back and re-assigned."))
        return redirect("items:show", pk)
    if refusing and refuse.is_valid():
        assign.refuse_return(**common, **refuse.cleaned_data)
        messages.success(request, gettext("The return is refused; the unit signs for the item."))
        return redirect("items:show", pk)
    return show_tab(request, item, "split/decide.html", {"take": take, "refuse": refuse, "made": made})


@page("item.list", methods=BOTH)
def reassign(request: OfficeRequest, pk: int) -> HttpResponse:
    """Another unit leads from now on."""
    item = item_for(request, pk)
    demand(request.actor, "item.assign", item)
    form = ReassignForm(request.POST or None, initial={"version": item.version}, item=item)
    if request.method == "POST" and form.is_valid():
        assign.reassign(actor=request.actor, item_id=pk, at=request.now, **form.cleaned_data)
        messages.success(request, gettext("Re-assigned; the change stands with the item."))
        return redirect("items:show", pk)
    return show_tab(request, item, "split/reassign.html", {"form": form})


@page("item.list", methods=BOTH)
def further(request: OfficeRequest, pk: int) -> HttpResponse:
    """The receiver hands parts of the item to posts of its own, or of the units that help."""
    item = item_for(request, pk)
    demand(request.actor, "item.split_further", item)
    offices = [item.office_id, *(co.post.office_id for co in item.co_units.all())]
    kwargs: dict[str, Any] = {"offices": offices, "item": item}
    parts = Parts(request.POST or None, prefix="p", form_kwargs=kwargs)
    if request.method == "POST" and parts.is_valid():
        given = [form.cleaned_data for form in parts if form.cleaned_data.get("title")]
        assign.split_further(
            actor=request.actor, item_id=pk, version=version_of(request), at=request.now,
            parts=[Part(row["title"], row["lead"], row["due"], value=row.get("value")) for row in given],
        )  # fmt: skip
        messages.success(request, gettext("The parts are assigned, to be signed for."))
        return redirect("items:show", pk)
    children = item.children.select_related("lead__office").order_by("pk")
    return show_tab(request, item, "split/further.html", {"parts": parts, "children": children})
