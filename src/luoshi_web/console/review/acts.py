"""Acts of review. Each leads to the next open entry, so that a report is reviewed without a hand leaving the keyboard."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luoshi_web.audit.refusal import Refusal
from luoshi_web.console.pages import page
from luoshi_web.console.request import OfficeRequest, back
from luoshi_web.console.review.entries import address, entry_of, panel
from luoshi_web.console.review.filters import Narrowing
from luoshi_web.console.review.forms import AddForm, CorrectionForm, DropForm, SplitForm
from luoshi_web.ledgerstore.models import Entry, Report
from luoshi_web.ledgerstore.parts import suggested
from luoshi_web.ledgerstore.selectors.entries import around, neighbours
from luoshi_web.ledgerstore.services import reshape, review

BOTH = ("GET", "POST")


def _version(request: OfficeRequest) -> int:
    """The entry's version as the page showed it; a form without one is no page's of ours."""
    said = request.POST.get("version", "")
    if not said.isdecimal():
        raise Refusal("changed_meanwhile")
    return int(said)


def _onwards(
    request: OfficeRequest, entry: Entry, changed: Iterable[Entry], *, stay: bool = False
) -> HttpResponse:
    """To the next open entry, or the one given; the marks of ``changed`` are shown anew."""
    narrowing = Narrowing.of(request.GET)
    target = entry
    if not stay:
        among = narrowing.among(entry.report)
        following = around(entry, among, by_doubt=narrowing.by_doubt).next_open
        target = entry_of(entry.report_id, following) if following else entry_of(entry.report_id, entry.pk)
    if request.htmx:
        marks = {one.pk: f"{one.kind} {one.review}" for one in changed}
        return panel(request, entry_of(entry.report_id, target.pk), "show", changed=marks)
    return redirect(address(target, narrowing))


@page("entry.review", methods=("POST",))
def accept(request: OfficeRequest, pk: int, entry: int) -> HttpResponse:
    """The machine read it right."""
    done = review.accept(
        actor=request.actor, entry_id=entry_of(pk, entry).pk, version=_version(request), at=request.now
    )
    return _onwards(request, done, [done])


@page("entry.review", methods=BOTH)
def edit(request: OfficeRequest, pk: int, entry: int) -> HttpResponse:
    """It says something else."""
    found = entry_of(pk, entry)
    form = CorrectionForm(request.POST if request.method == "POST" else None, entry=found)
    if request.method == "POST" and form.is_valid():
        done = review.correct(
            actor=request.actor, entry_id=found.pk, changes=form.changes(), reason=form.cleaned_data["reason"],
            version=_version(request), at=request.now,
        )  # fmt: skip
        return _onwards(request, done, [done])
    return panel(request, found, "edit", form=form)


@page("entry.review", methods=BOTH)
def split(request: OfficeRequest, pk: int, entry: int) -> HttpResponse:
    """It is several; on to the first of them."""
    found = entry_of(pk, entry)
    form = SplitForm(
        request.POST if request.method == "POST" else None,
        initial={"pieces": "\n".join(suggested(found.quote))},
    )
    if request.method == "POST" and form.is_valid():
        parts = reshape.split(
            actor=request.actor,
            entry_id=found.pk,
            pieces=form.lines(),
            version=_version(request),
            at=request.now,
        )
        return _onwards(request, parts[0], [entry_of(pk, entry)], stay=True)
    return panel(request, found, "split", form=form)


@page("entry.review", methods=BOTH)
def merge(request: OfficeRequest, pk: int, entry: int) -> HttpResponse:
    """It and others are one."""
    found = entry_of(pk, entry)
    if request.method == "POST":
        shown = [*shown_entries(request), (found.pk, _version(request))]
        done = reshape.merge(actor=request.actor, into=found.pk, shown=shown, at=request.now)
        return _onwards(request, done, Entry.objects.filter(pk__in=dict(shown)))
    return panel(request, found, "merge", neighbours=neighbours(found))


@page("entry.review", methods=BOTH)
def drop(request: OfficeRequest, pk: int, entry: int) -> HttpResponse:
    """It is none."""
    found = entry_of(pk, entry)
    form = DropForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done = review.drop(
            actor=request.actor,
            entry_id=found.pk,
            reason=form.said(),
            version=_version(request),
            at=request.now,
        )
        return _onwards(request, done, [done])
    return panel(request, found, "drop", form=form)


@page("entry.review", methods=("POST",))
def reopen(request: OfficeRequest, pk: int, entry: int) -> HttpResponse:
    """Take the last act back."""
    done = review.reopen(
        actor=request.actor, entry_id=entry_of(pk, entry).pk, version=_version(request), at=request.now
    )
    beside = Entry.objects.filter(report=pk, start__lt=done.end, end__gt=done.start)
    return _onwards(request, done, beside, stay=True)


def shown_entries(request: OfficeRequest) -> list[tuple[int, int]]:
    """The entries that a form names as ``id:version``."""
    found = []
    for said in request.POST.getlist("entry"):
        key, _colon, version = said.partition(":")
        if not (key.isdecimal() and version.isdecimal()):
            raise Refusal("changed_meanwhile")
        found.append((int(key), int(version)))
    return found


@page("entry.review", methods=("POST",))
def accept_many(request: OfficeRequest, pk: int) -> HttpResponse:
    """All chosen ones, or all open ones of a section, as the page showed them."""
    report = get_object_or_404(Report, pk=pk)
    shown = shown_entries(request)
    count = review.accept_many(actor=request.actor, report=report, shown=shown, at=request.now)
    said = ngettext("%(count)s entry accepted.", "%(count)s entries accepted.", count) % {"count": count}
    here = request.POST.get("here", "")
    if request.htmx and here.isdecimal():
        return _onwards(request, entry_of(pk, int(here)), Entry.objects.filter(pk__in=dict(shown)))
    messages.success(request, said)
    return redirect(back(request, otherwise=f"/reports/{pk}/"))


@page("entry.review", methods=BOTH)
def add(request: OfficeRequest, pk: int) -> HttpResponse:
    """A statement that the machine did not read: on to its review."""
    report = get_object_or_404(Report.objects.select_related("current"), pk=pk)
    form = AddForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = reshape.add_entry(actor=request.actor, report=report, at=request.now, **form.cleaned_data)
        messages.success(request, _("The entry was added; review what was read of it."))
        return redirect(address(made, Narrowing(())))
    return render(request, "review/add.html", {"report": report, "form": form})
