"""归口: which office does what part of which register, for the administrator who enters a move and the second person who confirms it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi_web.accounts.models import Office
from luoshi_web.accounts.rights import may
from luoshi_web.console.checks.acting import act_on
from luoshi_web.console.fields import day_field
from luoshi_web.console.pages import page
from luoshi_web.console.registers.forms import long_field
from luoshi_web.console.request import OfficeRequest
from luoshi_web.registers.matters.desks import confirm_desk, desks_on, propose_desk, refuse_desk
from luoshi_web.registers.matters.models import Desk, Matter


class DeskForm(forms.Form):
    """A move of a part of a register."""

    register = forms.ChoiceField(
        label=gettext_lazy("Register"), choices=[("", "—"), *Matter.Register.choices]
    )
    part = forms.ChoiceField(label=gettext_lazy("Part"), choices=[("", "—"), *Desk.Part.choices])
    office = forms.ModelChoiceField(label=gettext_lazy("Office"), queryset=Office.objects.filter(active=True), empty_label="—")  # fmt: skip
    since = day_field(label=gettext_lazy("From"))
    reason = long_field(label=gettext_lazy("Paper or reason"))


@page("desks.read")
def listed(request: OfficeRequest) -> HttpResponse:
    """Every register with the offices of its parts today, what is to come, what waits for a second person, and what was before."""
    return render(request, "desks/list.html", _shown(request))


def _shown(request: OfficeRequest) -> dict[str, Any]:
    held = list(desks_on(request.today).select_related("office"))
    rows = [
        (name, [(part, [desk for desk in held if (desk.register, desk.part) == (code, part)]) for part in Desk.Part.values])
        for code, name in Matter.Register.choices
    ]  # fmt: skip
    all_ = Desk.objects.select_related("office", "entered_by", "confirmed_by")
    decides = may(request.actor, "desks.confirm")
    waiting = [
        (desk, decides and desk.entered_by_id != request.actor.person_id)
        for desk in all_.filter(confirmed_by=None)
    ]
    return {
        "rows": rows, "parts": Desk.Part.labels, "waiting": waiting, "moves": all_.filter(confirmed_by__isnull=False).order_by("-since", "-pk")[:50],
    }  # fmt: skip


@page("desks.manage", methods=("GET", "HEAD", "POST"))
def new(request: OfficeRequest) -> HttpResponse:
    """The form of a move."""
    form = DeskForm(request.POST or None, initial={"since": request.today})
    return act_on(
        request, form, lambda said: propose_desk(actor=request.actor, at=request.now, **said),
        said=_("Proposed. It is done once a second person has confirmed it."), then=reverse("desks:list"),
        show=lambda form: render(request, "desks/new.html", {"form": form}),
    )  # fmt: skip


@page("desks.confirm", methods=("POST",))
def confirmed(request: OfficeRequest, pk: int) -> HttpResponse:
    """The second person confirms."""
    confirm_desk(actor=request.actor, desk_id=pk, at=request.now)
    messages.success(request, _("Confirmed and done."))
    return redirect("desks:list")


@page("desks.confirm", methods=("POST",))
def refused(request: OfficeRequest, pk: int) -> HttpResponse:
    """The second person does not confirm, and says why."""
    refuse_desk(actor=request.actor, desk_id=pk, reason=request.POST.get("reason", "")[:300], at=request.now)
    messages.success(request, _("Refused; nothing was done."))
    return redirect("desks:list")


app_name = "desks"
urlpatterns = [
    path("", listed, name="list"),
    path("new/", new, name="new"),
    path("<int:pk>/confirm/", confirmed, name="confirm"),
    path("<int:pk>/refuse/", refused, name="refuse"),
]
