"""Signing off, the other endings, reopening."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi_web.console.checks.acting import act_on
from luoshi_web.console.checks.forms import (
    AnswerForm,
    DecideForm,
    EndForm,
    ReopenForm,
    SignOffForm,
    taker_of,
)
from luoshi_web.console.checks.verification import shown_beside
from luoshi_web.console.items.tabs import item_for, show_tab
from luoshi_web.console.pages import demand, page
from luoshi_web.console.request import OfficeRequest
from luoshi_web.supervision.models import Ending, Item
from luoshi_web.supervision.selectors.items import visible_to
from luoshi_web.supervision.services.closing import (
    close_done,
    decide_ending,
    propose_ending,
    refuse_signing_off,
    reopen,
)


@page("item.list", methods=("GET", "POST"))
def sign_off(request: OfficeRequest, pk: int) -> HttpResponse:
    """A claim found fit is signed off: the item is closed as done."""
    item = item_for(request, pk)
    demand(request.actor, "item.close", item)
    form = SignOffForm(request.POST or None, initial={"version": item.version})

    def show(form: forms.Form) -> HttpResponse:
        context = {"form": form, "refuse": AnswerForm(initial={"version": item.version}, auto_id="no_%s")}
        return show_tab(request, item, "checks/sign_off.html", context | shown_beside(request, item))

    return act_on(
        request, form,
        lambda said: close_done(
            actor=request.actor, item_id=item.pk, version=said["version"], public_reason=said["public_reason"],
            at=request.now,
        ),
        said=_("Closed as done."), then=reverse("checks:item", args=[pk]), show=show,
    )  # fmt: skip


@page("item.list", methods=("POST",))
def send_back(request: OfficeRequest, pk: int) -> HttpResponse:
    """Whoever was to sign off does not."""
    item = item_for(request, pk)
    demand(request.actor, "item.close", item)
    form = AnswerForm(request.POST, auto_id="no_%s")

    def show(form: forms.Form) -> HttpResponse:
        context = {"form": SignOffForm(initial={"version": item.version}), "refuse": form}
        return show_tab(request, item, "checks/sign_off.html", context | shown_beside(request, item))

    return act_on(
        request, form,
        lambda said: refuse_signing_off(
            actor=request.actor, item_id=item.pk, version=said["version"], answer=said["answer"], at=request.now
        ),
        said=_("Sent back to be done."), then=reverse("checks:item", args=[pk]), show=show,
    )  # fmt: skip


@page("item.list", methods=("GET", "POST"))
def propose(request: OfficeRequest, pk: int) -> HttpResponse:
    """Another end is put before the leader in charge."""
    item = item_for(request, pk)
    demand(request.actor, "item.close", item)
    form = EndForm(request.POST or None, initial={"version": item.version})
    return act_on(
        request, form,
        lambda said: propose_ending(
            actor=request.actor, item_id=item.pk, version=said["version"], kind=said["kind"], reason=said["reason"],
            into_id=taker_of(request.actor, said["into"]), at=request.now,
        ),
        said=_("Put before the leader in charge."), then=reverse("checks:item", args=[pk]),
        show=lambda form: show_tab(request, item, "checks/end.html", {"form": form}),
    )  # fmt: skip


@page("check.read", methods=("GET", "POST"))
def decide(request: OfficeRequest, pk: int) -> HttpResponse:
    """The leader in charge decides on a proposed end."""
    endings = Ending.objects.select_related("asked_by", "into", "item")
    ending = get_object_or_404(endings, pk=pk)
    item: Item = item_for(request, ending.item_id)
    demand(request.actor, "closing.approve", item)
    form = DecideForm(request.POST or None, initial={"version": item.version})
    into_open = visible_to(request.actor).filter(pk=ending.into_id or 0).exists()
    return act_on(
        request, form,
        lambda said: decide_ending(
            actor=request.actor, ending_id=ending.pk, version=said["version"], approve=said["decision"] == "approve",
            answer=said["answer"], at=request.now,
        ),
        said=_("Your decision stands in the record."), then=reverse("checks:item", args=[item.pk]),
        show=lambda form: show_tab(request, item, "checks/decide.html", {"form": form, "ending": ending, "into_open": into_open}),
    )  # fmt: skip


@page("item.list", methods=("GET", "POST"))
def take_up_again(request: OfficeRequest, pk: int) -> HttpResponse:
    """An ended item is reopened."""
    item = item_for(request, pk)
    demand(request.actor, "item.reopen", item)
    form = ReopenForm(request.POST or None, initial={"version": item.version})
    return act_on(
        request, form,
        lambda said: reopen(
            actor=request.actor, item_id=item.pk, version=said["version"], reason=said["reason"],
            came_back=said["came_back"] == "yes", at=request.now,
        ),
        said=_("Under way again."), then=reverse("checks:item", args=[pk]),
        show=lambda form: show_tab(request, item, "checks/reopen.html", {"form": form}),
    )  # fmt: skip
