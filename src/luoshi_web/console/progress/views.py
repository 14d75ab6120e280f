"""Pages of progress."""

from datetime import date, timedelta
from decimal import Decimal

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi_web.accounts.rights import may
from luoshi_web.audit.refusal import Refusal
from luoshi_web.console.bodies import EVIDENCE, takes
from luoshi_web.console.bulk.bar import bar_for
from luoshi_web.console.downloads import saved
from luoshi_web.console.items.tabs import item_for, show_tab
from luoshi_web.console.pages import demand, page, paged
from luoshi_web.console.progress.chart import Chart, draw
from luoshi_web.console.progress.forms import CorrectionForm, FilesForm, ReportForm
from luoshi_web.console.progress.periods import period_of
from luoshi_web.console.request import OfficeRequest, back
from luoshi_web.supervision.models import Attachment, Item, Update
from luoshi_web.supervision.progress.periods import asked_on, month_before, month_end
from luoshi_web.supervision.promise import more_is_more
from luoshi_web.supervision.selectors.progress import (
    files_of,
    history,
    latest_updates,
    milestones_of,
    owed,
    reported,
    updates_for,
)
from luoshi_web.supervision.services.evidence import attach_all, examine, read_evidence
from luoshi_web.supervision.services.progress import REPORTABLE, correct, report

PER_PAGE = 20


@page("item.list")
def owed_now(request: OfficeRequest) -> HttpResponse:
    """What the office still owes for a period, each with its form, and what it has reported."""
    if request.actor.role not in {"officer", "head"}:
        return redirect("items:list")
    period = period_of(request.GET, request.today)
    shown = paged(request, owed(request.actor, period), per_page=PER_PAGE)
    items = list(shown.object_list)
    prefetch_related_objects(items, "further")
    last = latest_updates([item.pk for item in items], before=period)
    forms = [(item, ReportForm(item=item, last=last.get(item.pk))) for item in items]
    return render(
        request,
        "progress/owed.html",
        {
            "period": period,
            "before": month_before(period),
            "after": after
            if (after := month_end(period + timedelta(days=1))) <= month_end(request.today)
            else None,
            "page": shown,
            "forms": forms,
            "bulk": bar_for(request, "owed", rows=items, count=shown.paginator.count),
            "reported": reported(request.actor, period)[:PER_PAGE],
        },
    )


@takes(EVIDENCE)
@page("item.list", methods=("GET", "HEAD", "POST"))
def report_one(request: OfficeRequest, pk: int) -> HttpResponse:
    """One item's report of a period, on a page of its own where the list's form was refused."""
    item = item_for(request, pk)
    demand(request.actor, "progress.report", item)
    period = period_of(request.GET, request.today)
    there = updates_for(period, [item.pk]).get(item.pk)
    if there is not None and request.method != "POST":
        context = {"item": item, "period": period, "there": there}
        return render(request, "progress/reported.html", context)
    last = latest_updates([item.pk], before=period).get(item.pk)
    form = ReportForm(request.POST or None, request.FILES or None, item=item, last=last)
    if request.method == "POST" and form.is_valid():
        try:
            files = examine(
                actor=request.actor, item=item, files=form.cleaned_data["evidence"], at=request.now
            )
            with form.asking():
                report(
                    actor=request.actor, item_id=item.pk, period=period, said=form.said(), files=files, at=request.now
                )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Reported for the period up to %(period)s.") % {"period": period})
            return HttpResponseRedirect(back(request, reverse("progress:item", args=[item.pk])))
    context = {"item": item, "period": period, "form": form, "back": back(request, reverse("progress:owed"))}
    return render(request, "progress/report.html", context)


@takes(EVIDENCE)
@page("item.list", methods=("GET", "HEAD", "POST"))
def correct_one(request: OfficeRequest, pk: int) -> HttpResponse:
    """A report in place of one that was wrong."""
    old = get_object_or_404(Update, pk=pk)
    item = item_for(request, old.item_id)
    demand(request.actor, "progress.report", item)
    form = CorrectionForm(request.POST or None, request.FILES or None, item=item, last=old)
    if request.method == "POST" and form.is_valid():
        try:
            files = examine(
                actor=request.actor, item=item, files=form.cleaned_data["evidence"], at=request.now
            )
            with form.asking():
                correct(
                    actor=request.actor,
                    update_id=old.pk,
                    said=form.said(),
                    reason=form.cleaned_data["reason"],
                    files=files,
                    at=request.now,
                )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Corrected. The earlier report stays to be read."))
            return redirect("progress:item", item.pk)
    context = {
        "item": item,
        "period": old.period,
        "form": form,
        "old": old,
        "back": reverse("progress:item", args=[item.pk]),
    }
    return render(request, "progress/report.html", context)


@page("item.list")
def of_item(request: OfficeRequest, pk: int) -> HttpResponse:
    """An item's reports, their chart, its files."""
    item = item_for(request, pk)
    reports = history(item)
    files = list(files_of(item))
    return show_tab(
        request,
        item,
        "progress/item.html",
        {
            "reports": reports,
            "files": files,
            "chart": chart_of(item, reports),
            "period": asked_on(request.today),
            "may_report": item.state in REPORTABLE and may(request.actor, "progress.report", item),
            "reported_now": any(update.period == asked_on(request.today) for update in reports),
            "files_form": FilesForm() if may(request.actor, "evidence.attach", item) else None,
        },
    )


def chart_of(item: Item, reports: list[Update]) -> Chart | None:
    """The picture of an item that has a due date and at least one number; for tasks of the share done."""
    if item.due is None:
        return None
    direction = item.entry.reading.get("direction") if item.entry is not None else None
    cap = not more_is_more(item.bound, item.indicator, direction)
    ends = (item.high, item.low) if cap else (item.low, item.high)
    target = next((end for end in ends if end is not None), None)
    current = sorted((update for update in reports if update.current), key=lambda update: update.period)
    if target is None:
        points = [(update.period, update.share) for update in current if update.share is not None]
    else:
        points = [(update.period, update.value) for update in current if update.value is not None]
    if not points:
        return None
    return draw(
        begins=date(item.year, 1, 1),
        due=item.due,
        target=Decimal(100) if target is None else target,
        unit="%" if target is None else item.unit,
        level=target is not None and (item.is_rate or cap),
        nodes=[(step.due, step.value) for step in milestones_of(item) if step.value is not None],
        reached=[(day, Decimal(value)) for day, value in points if value is not None],
    )


@takes(EVIDENCE)
@page("item.list", methods=("POST",))
def attach_files(request: OfficeRequest, pk: int) -> HttpResponse:
    """Files for an item, all of them or none."""
    item = item_for(request, pk)
    demand(request.actor, "evidence.attach", item)
    form = FilesForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("progress:item", item.pk)
    files = examine(actor=request.actor, item=item, files=form.cleaned_data["evidence"], at=request.now)
    remark = form.cleaned_data["remark"]
    attach_all(actor=request.actor, item_id=item.pk, files=files, remark=remark, at=request.now)
    messages.success(request, _("%(count)s files attached.") % {"count": len(files)})
    return redirect("progress:item", item.pk)


@page("item.list")
def download(request: OfficeRequest, pk: int) -> HttpResponse:
    """A file, to be saved: never shown inside the page, never guessed at by the browser."""
    attachment = get_object_or_404(Attachment.objects.select_related("evidence"), pk=pk)
    demand(request.actor, "evidence.read", item_for(request, attachment.item_id))
    content = read_evidence(actor=request.actor, file=attachment, at=request.now)
    return saved(content, attachment.name, attachment.evidence.media_type)
