"""The sure rest of a report: a sample of it is looked at, then all is taken in one act."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext

from luoshi_web.console.pages import page
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.review.acts import shown_entries
from luoshi_web.ledgerstore.models import Report
from luoshi_web.ledgerstore.selectors.entries import sure_and_open, waiting
from luoshi_web.ledgerstore.services.together import accept_sure, drawn


@page("entry.review", methods=("GET", "HEAD", "POST"))
def show(request: OfficeRequest, pk: int) -> HttpResponse:
    """The sample with a word to be said of each, and the button that takes all."""
    report = get_object_or_404(Report, pk=pk)
    if request.method == "POST":
        count = accept_sure(
            actor=request.actor, report=report, shown=shown_entries(request), right=_said(request, "right"),
            wrong=_said(request, "wrong"), at=request.now,
        )  # fmt: skip
        said = ngettext("%(count)s entry accepted.", "%(count)s entries accepted.", count)
        messages.success(request, said % {"count": count})
        return redirect("reports:show", pk)
    entries = list(sure_and_open(report).defer("machine"))
    seed, sample = drawn(report, entries)
    context = {
        "report": report,
        "entries": entries,
        "sample": sample,
        "seed": seed,
        "waiting": waiting(report),
    }
    return render(request, "review/sure.html", context)


def _said(request: OfficeRequest, verdict: str) -> set[int]:
    """The entries of the sample of which this was said."""
    return {
        int(name.removeprefix("said-"))
        for name, value in request.POST.items()
        if value == verdict and name.removeprefix("said-").isdecimal() and name.startswith("said-")
    }
