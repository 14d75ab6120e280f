"""The reports, and one report with its sections, copies and entries."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from luoshi_web.console.bulk.bar import bar_for
from luoshi_web.console.pages import page, paged
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.review.columns import ENTRIES
from luoshi_web.console.review.filters import EntryFilter, Narrowing
from luoshi_web.console.review.forms import UploadForm
from luoshi_web.console.workbooks import lists
from luoshi_web.ledgerstore.models import Entry, Report
from luoshi_web.ledgerstore.selectors.entries import by_section, in_order, progress, waiting
from luoshi_web.ledgerstore.selectors.reports import copies_of, unsettled_copies, with_progress


@page("report.read")
def listed(request: OfficeRequest) -> HttpResponse:
    """All reports with how far their review is, and the files that are no report's yet."""
    context = {
        "page": paged(request, with_progress()),
        "copies": unsettled_copies()[:20],
        "form": UploadForm(),
    }
    return render(request, "review/reports.html", context)


@page("report.read")
def show(request: OfficeRequest, pk: int) -> HttpResponse:
    """One report: sections with their progress, copies, entries fifty a page."""
    report = get_object_or_404(Report, pk=pk)
    sections = by_section(report)
    narrowing = Narrowing.of(request.GET)
    entries = in_order(narrowing.among(report), by_doubt=narrowing.by_doubt).defer("machine")
    if lists.asked(request):
        return lists.answer(request, ENTRIES, entries)
    shown = paged(request, entries)
    context = {
        "report": report,
        "progress": progress(report),
        "waiting": waiting(report),
        "sections": sections,
        "copies": copies_of(report),
        "filter": EntryFilter(request.GET, queryset=Entry.objects.none(), sections=sections),
        "page": shown,
        "bulk": bar_for(request, "entries", rows=shown, count=shown.paginator.count, of=pk),
        "query": narrowing.query,
        "form": UploadForm(),
    }
    return render(request, "review/report.html", context)
