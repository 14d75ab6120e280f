"""Pages on which more time is asked for, screened and decided."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from luoshi_web.console.items.tabs import item_for
from luoshi_web.console.limits.forms import ActForm, AskExtensionForm, DecideForm, ScreenForm
from luoshi_web.console.pages import demand, page
from luoshi_web.console.request import OfficeRequest
from luoshi_web.supervision.models import Extension, Item
from luoshi_web.supervision.services.extension import (
    ask_extension,
    decide_extension,
    screen_extension,
    withdraw_extension,
)

FORM = ("GET", "HEAD", "POST")


@page(methods=FORM)
def ask(request: OfficeRequest, pk: int) -> HttpResponse:
    """The head of the lead office asks for more time."""
    item = item_for(request, pk)
    demand(request.actor, "extension.ask", item)
    form = AskExtensionForm(request.POST or None, initial={"version": item.version})
    if request.method == "POST" and form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("new_due", "reason", "progress")}
        if form.done(ask_extension, actor=request.actor, item_id=pk, at=request.now, **words):
            messages.success(request, _("The extension is asked for; the supervision office screens it."))
            return redirect("limits:of_item", pk)
    return _form(request, item, form, _("Ask for an extension"))


@page(methods=FORM)
def screen(request: OfficeRequest, pk: int) -> HttpResponse:
    """The supervision office gives its opinion of a request."""
    extension, item = _extension(request, pk, "extension.screen")
    form = ScreenForm(request.POST or None, initial={"version": item.version})
    if request.method == "POST" and form.is_valid():
        opinion = form.cleaned_data["opinion"]
        if form.done(screen_extension, actor=request.actor, extension_id=pk, opinion=opinion, at=request.now):
            messages.success(request, _("The request is screened and lies before the leader."))
            return redirect("limits:of_item", item.pk)
    return _form(request, item, form, _("Screen an extension"), extension)


@page(methods=FORM)
def decide(request: OfficeRequest, pk: int) -> HttpResponse:
    """The leader in charge grants or refuses a request."""
    extension, item = _extension(request, pk, "extension.decide")
    form = DecideForm(request.POST or None, initial={"version": item.version})
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data["answer"]
        if form.done(
            decide_extension, actor=request.actor, extension_id=pk, granted=form.agreed, answer=answer, at=request.now
        ):  # fmt: skip
            messages.success(
                request,
                _("The extension is granted, the date is moved.")
                if form.agreed
                else _("The extension is refused, the date stands."),
            )
            return redirect("limits:of_item", item.pk)
    return _form(request, item, form, _("Decide on an extension"), extension)


@page(methods=("POST",))
def withdraw(request: OfficeRequest, pk: int) -> HttpResponse:
    """The office takes its request back."""
    _extension_before, item = _extension(request, pk, "extension.ask")
    form = ActForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else None
    withdraw_extension(actor=request.actor, extension_id=pk, version=version, at=request.now)
    messages.success(request, _("The request is withdrawn."))
    return redirect("limits:of_item", item.pk)


def _extension(request: OfficeRequest, pk: int, right: str) -> tuple[Extension, Item]:
    """The request and its item, for those who have the right over it; 404 where they may not see the item."""
    extension = get_object_or_404(Extension.objects.select_related("asked_by", "screened_by"), pk=pk)
    item = item_for(request, extension.item_id)
    demand(request.actor, right, item)
    return extension, item


def _form(
    request: OfficeRequest, item: Item, form: ActForm, title: str, extension: Extension | None = None
) -> HttpResponse:
    context = {"form": form, "item": item, "title": title, "extension": extension}
    return render(request, "limits/form.html", context)
