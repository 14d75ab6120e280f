"""Worklists (工作台账) on pages: brought in, what their columns and names mean put right beside a preview, taken over, handed out."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luoshi_web.audit.refusal import Refusal
from luoshi_web.console.downloads import saved
from luoshi_web.console.pages import page, paged
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.workbooks import lists
from luoshi_web.console.workbooks.columns import ROWS
from luoshi_web.console.workbooks.forms import NamesForm, SheetForm, WorklistForm
from luoshi_web.supervision.models import Item, Worklist
from luoshi_web.supervision.selectors.worklists import preview, sheets_of
from luoshi_web.supervision.services import worklists as acts
from luoshi_web.supervision.states import State
from luoshi_web.supervision.workbooks.grid import LARGEST

SHOWN = 100
"""Rows of a preview, and faults; the counts are of all."""


def seen_by(request: OfficeRequest) -> Any:
    """The lists that the post is cleared for."""
    return Worklist.objects.filter(secrecy__lte=request.actor.clearance)


@page("item.establish", methods=("GET", "HEAD", "POST"))
def listed(request: OfficeRequest) -> HttpResponse:
    """Lists that came in, and the form for another."""
    initial = {"year": request.today.year, "said_on": request.today}
    form = WorklistForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        file = said.pop("file")
        try:
            made = acts.bring_in(
                actor=request.actor, name=file.name, content=file.read(LARGEST + 1), about=acts.About(**said), at=request.now
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("workbooks:worklist", made.pk)
    shown = (
        seen_by(request)
        .defer("content")
        .select_related("by", "report")
        .annotate(count=Count("rows"))
        .order_by("-at", "-id")
    )
    context = {"form": form, "page": paged(request, shown, per_page=20)}
    return render(request, "workbooks/worklists.html", context, status=400 if form.errors else 200)


@page("item.establish", methods=("GET", "HEAD", "POST"))
def show(request: OfficeRequest, pk: int) -> HttpResponse:
    """One list: while it is looked at, its columns, names and what would become of it; afterwards what became of each row."""
    worklist = get_object_or_404(seen_by(request).select_related("by", "report"), pk=pk)
    if worklist.state != Worklist.State.SEEN:
        return _settled(request, worklist)
    sheets = sheets_of(worklist)
    asked = preview(worklist, on=request.today, sheets=sheets)
    forms = [
        SheetForm(request.POST or None, sheet=sheet, said=worklist.layouts[sheet.name], prefix=f"s{place}")
        for place, sheet in enumerate(sheets)
        if sheet.name in worklist.layouts
    ]
    names = NamesForm(request.POST or None, offices=list(asked.offices), leaders=list(asked.leaders))
    if request.method == "POST" and all(form.is_valid() for form in [*forms, names]):
        acts.put_right(
            actor=request.actor, worklist_id=pk, names=names.answers, layouts={form.sheet.name: form.layout for form in forms}
        )  # fmt: skip
        return redirect("workbooks:worklist", pk)
    context = {
        "list": worklist, "forms": forms, "names": names, "seen": asked, "rows": asked.rows[:SHOWN],
        "faults": [_fault(row.sheet, fault.cell, fault.code, fault.text) for row, fault in asked.faults[:SHOWN]],
        "ready": asked.rows and not asked.offices and not asked.leaders,
    }  # fmt: skip
    return render(request, "workbooks/worklist.html", context)


def _settled(request: OfficeRequest, worklist: Worklist) -> HttpResponse:
    rows = worklist.rows.select_related("item__office").order_by("pk")
    if lists.asked(request):
        return lists.answer(request, ROWS, rows)
    drafts = Item.objects.filter(worklist_rows__worklist=worklist, state=State.DRAFT, split__isnull=True)
    shown = paged(request, rows)
    told = [(row, [_fault(row.sheet, *fault) for fault in row.faults]) for row in shown]
    context = {"list": worklist, "page": shown, "rows": told, "drafts": drafts.count()}
    return render(request, "workbooks/taken.html", context)


def _fault(sheet: str, cell: str, code: str, text: str) -> tuple[str, str]:
    return f"{sheet}!{cell}", str(Refusal(code, text=text))


@page("item.establish")
def file(request: OfficeRequest, pk: int) -> HttpResponse:
    """The file as it came, to be saved."""
    worklist = get_object_or_404(seen_by(request), pk=pk)
    return saved(bytes(worklist.content), worklist.filename, "application/octet-stream")


@page("item.establish", methods=("POST",))
def take(request: OfficeRequest, pk: int) -> HttpResponse:
    """Every row is taken over."""
    get_object_or_404(seen_by(request).only("pk"), pk=pk)
    acts.take(actor=request.actor, worklist_id=pk, at=request.now)
    messages.success(request, _("The list is taken over; its rows are drafts until they are assigned."))
    return redirect("workbooks:worklist", pk)


@page("item.establish", methods=("POST",))
def drop(request: OfficeRequest, pk: int) -> HttpResponse:
    """The list is put aside."""
    get_object_or_404(seen_by(request).only("pk"), pk=pk)
    acts.drop(actor=request.actor, worklist_id=pk, at=request.now)
    messages.success(request, _("The list is put aside; nothing was taken from it."))
    return redirect("workbooks:worklists")


@page("item.assign", methods=("POST",))
def hand_out(request: OfficeRequest, pk: int) -> HttpResponse:
    """The drafts go to their offices; those that cannot yet stay, with the reason."""
    get_object_or_404(seen_by(request).only("pk"), pk=pk)
    done, left = acts.hand_out_all(actor=request.actor, worklist_id=pk, at=request.now)
    if done:
        said = ngettext("%(count)s item assigned.", "%(count)s items assigned.", done)
        messages.success(request, said % {"count": done})
    for item, sentence in left[:20]:
        messages.warning(request, f"{item.number} {item.title[:40]}: {sentence}")
    if len(left) > 20:
        messages.warning(request, _("%(count)s more were not assigned.") % {"count": len(left) - 20})
    return redirect("workbooks:worklist", pk)
