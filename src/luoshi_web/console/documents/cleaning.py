"""清理: the pages of clean-ups: all of them, one with its list, results for many at once, the decision of a second person, and its lists as workbooks."""

from collections import Counter
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi_web.accounts.rights import may
from luoshi_web.console.checks.acting import act_on
from luoshi_web.console.documents.columns import CLEANED
from luoshi_web.console.documents.views import PLACE
from luoshi_web.console.fields import day_field
from luoshi_web.console.pages import page
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.workbooks import lists
from luoshi_web.registers.documents.models import FINDINGS, CleanUp, CleanUpRow
from luoshi_web.registers.documents.services import cleaning


class OpenForm(forms.Form):
    """A clean-up."""

    title = forms.CharField(label=gettext_lazy("Name of the clean-up"), max_length=200)
    basis = forms.CharField(label=gettext_lazy("Paper that asks for it"), max_length=200)
    as_of = day_field(label=gettext_lazy("Looked at is what is in force on"))


class _OnPage(forms.Form):
    """One of several forms on a page: its fields have ids of their own."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options["auto_id"] = f"{type(self).__name__.lower()}-%s"
        super().__init__(*args, **options)


class ProposeForm(_OnPage):
    """A result for many."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    chosen = forms.TypedMultipleChoiceField(coerce=int, required=False, widget=forms.MultipleHiddenInput)
    finding = forms.ChoiceField(label=gettext_lazy("Result of the clean-up"), choices=[("", "—"), *FINDINGS])
    why = forms.CharField(label=gettext_lazy("Reason"), max_length=500, required=False)


class DecideForm(_OnPage):
    """The decision."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    paper = forms.CharField(label=gettext_lazy("Decision, its number"), max_length=200)
    on = day_field(label=gettext_lazy("Decided on"))


class PublishForm(_OnPage):
    """The day on which the lists are public."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    on = day_field(label=gettext_lazy("Published on"))


@page("documents.clean")
def listed(request: OfficeRequest) -> HttpResponse:
    """Every clean-up, the latest first."""
    return render(
        request, "documents/clean_ups.html", {"clean_ups": list(CleanUp.objects.all()), "place": PLACE}
    )


@page("documents.keep", methods=("GET", "HEAD", "POST"))
def new(request: OfficeRequest) -> HttpResponse:
    """The form of a clean-up."""
    made: list[CleanUp] = []
    form = OpenForm(request.POST or None, initial={"as_of": request.today})
    answer = act_on(
        request, form, lambda said: made.append(cleaning.open_clean_up(actor=request.actor, at=request.now, **said)),
        said=_("The list is made."), then=reverse("documents:clean_ups"),
        show=lambda form: render(request, "registers/form.html", {"form": form, "title": _("Begin a clean-up"), "place": PLACE}),
    )  # fmt: skip
    return redirect("documents:clean_up", made[0].pk) if made else answer


@page("documents.clean")
def show(request: OfficeRequest, pk: int) -> HttpResponse:
    """One clean-up with its list; as a workbook, of one result or of all."""
    clean_up = get_object_or_404(CleanUp.objects.select_related("opened_by", "decided_by"), pk=pk)
    if lists.asked(request):
        rows = _rows(clean_up)
        wanted = request.GET.get("finding", "")
        return lists.answer(request, CLEANED, rows.filter(finding=wanted) if wanted in dict(FINDINGS) else rows)  # fmt: skip
    return _shown(request, clean_up)


def _rows(clean_up: CleanUp) -> Any:
    found = CleanUpRow.objects.filter(clean_up=clean_up)
    return found.select_related("document__matter__office", "proposed_by").order_by("document")


def _shown(request: OfficeRequest, clean_up: CleanUp, **forms_: forms.Form) -> HttpResponse:
    rows = list(_rows(clean_up))
    counts = Counter(row.finding for row in rows)
    keeps = may(request.actor, "documents.keep")
    initial = {"version": clean_up.version, "on": request.today}
    context = {
        "clean_up": clean_up, "rows": rows, "place": PLACE, "keeps": keeps, "without": counts[""],
        "counts": [(code, words, counts[code]) for code, words in FINDINGS],
        "propose": ProposeForm(initial=initial), "decide": DecideForm(initial=initial), "publish": PublishForm(initial=initial), **forms_,
    }  # fmt: skip
    return render(request, "documents/clean_up.html", context)


def _form(kind: type[forms.Form], name: str, service: Any, words: Any) -> Any:
    """The act of one of the forms on the page of a clean-up."""

    @page("documents.keep", methods=("POST",))
    def do(request: OfficeRequest, pk: int) -> HttpResponse:
        clean_up = get_object_or_404(CleanUp, pk=pk)
        form = kind(request.POST)
        if isinstance(form, ProposeForm):
            keys = clean_up.rows.values_list("document", flat=True)
            form.fields["chosen"].choices = [(key, key) for key in keys]  # type: ignore[attr-defined]
        return act_on(
            request, form, lambda said: service(actor=request.actor, clean_up_id=pk, at=request.now, **said), said=words,
            then=reverse("documents:clean_up", args=[pk]), show=lambda form: _shown(request, clean_up, **{name: form}),
        )  # fmt: skip

    do.__name__ = name
    return do


propose = _form(ProposeForm, "propose", cleaning.propose, gettext_lazy("Recorded."))
decide = _form(DecideForm, "decide", cleaning.decide, gettext_lazy("Decided and done."))
publish = _form(PublishForm, "publish", cleaning.publish_results, gettext_lazy("Recorded."))
