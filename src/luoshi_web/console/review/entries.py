"""The page of review: the report's text on the left, one entry on the right. htmx fetches the right side alone."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from luoshi.vocabulary.indicators import indicators
from luoshi_web.accounts.rights import may
from luoshi_web.console.pages import page
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.review.changes import change_of
from luoshi_web.console.review.filters import EntryFilter, Narrowing
from luoshi_web.console.review.text import Marked, text_html
from luoshi_web.ledgerstore.certainty import SURE
from luoshi_web.ledgerstore.models import Copy, Entry, Report, Review
from luoshi_web.ledgerstore.reading import known_units
from luoshi_web.ledgerstore.selectors.entries import (
    around,
    by_section,
    first_open,
    open_of_section,
    progress,
    waiting,
)


@page("report.read")
def begin(request: OfficeRequest, pk: int) -> HttpResponse:
    """To the first open entry of the narrowed list; of a list that nobody narrowed to the least certain one, while there is a doubtful one."""
    report = get_object_or_404(Report, pk=pk)
    narrowing = Narrowing.of(request.GET)
    if not narrowing.values and waiting(report).doubtful:
        narrowing = Narrowing((("doubt", "doubtful"),))
    found = first_open(narrowing.among(report), by_doubt=narrowing.by_doubt)
    entry = found or first_open(Entry.objects.filter(report=report))
    if entry is None:
        return redirect("reports:show", pk)
    return redirect(address(entry, narrowing))


@page("report.read")
def show(request: OfficeRequest, pk: int, entry: int) -> HttpResponse:
    """One entry; with htmx the entry alone, else beside the whole text."""
    return panel(request, entry_of(pk, entry), "show")


def entry_of(report: int, pk: int) -> Entry:
    """An entry of a report, with what its panel names. 404 where it is another report's."""
    found = Entry.objects.select_related("report", "reviewed_by", "came_from", "merged_into")
    return get_object_or_404(found, pk=pk, report=report)


def address(entry: Entry, narrowing: Narrowing) -> str:
    """Where an entry is reviewed, in a narrowed list."""
    return reverse("reports:entry", args=[entry.report_id, entry.pk]) + narrowing.query


def panel(
    request: OfficeRequest, entry: Entry, mode: str, *, changed: dict[int, str] | None = None, **more: Any
) -> HttpResponse:
    """The page of an entry in one of its modes: ``show``, ``edit``, ``split``, ``merge``, ``drop``, ``add``.

    ``changed`` tells the text beside it which marks look different now: entry → review.
    """
    narrowing = Narrowing.of(request.GET)
    context = _panel_context(request, entry, narrowing) | {"mode": mode, "changed": changed or {}} | more
    if request.htmx and not request.htmx.history_restore_request:
        answer = render(request, "review/panel.html", context)
        answer["HX-Push-Url"] = address(entry, narrowing) if mode == "show" else request.get_full_path()
        return answer
    return render(request, "review/review.html", context | _text_context(request, entry, narrowing))


def _panel_context(request: OfficeRequest, entry: Entry, narrowing: Narrowing) -> dict[str, Any]:
    may_review = may(request.actor, "entry.review")
    revisions = list(entry.revisions.select_related("by").order_by("-number")[:10])
    return {
        "report": entry.report,
        "entry": entry,
        "may_review": may_review,
        "progress": progress(entry.report),
        "around": around(entry, narrowing.among(entry.report), by_doubt=narrowing.by_doubt),
        "waiting": waiting(entry.report),
        "sure_from": SURE,
        "section_open": open_of_section(entry.report, entry.section) if may_review else [],
        "revisions": revisions,
        "was": change_of(entry, revisions),
        "parts": entry.parts.order_by("order", "pk") if entry.review == Review.SPLIT else (),
        "query": narrowing.query,
    }


def _text_context(request: OfficeRequest, entry: Entry, narrowing: Narrowing) -> dict[str, Any]:
    report = entry.report
    kept_with = entry.copy_id if entry.review == Review.LOST else report.current_id or entry.copy_id
    copy = Copy.objects.only("text", "layout", "filename", "number").get(pk=kept_with)
    rows = Entry.objects.filter(report=report, copy=copy).order_by()
    marked = [Marked(*row) for row in rows.values_list("pk", "start", "end", "kind", "review")]
    base = reverse("reports:review", args=[report.pk])
    sections = by_section(report)
    return {
        "copy": copy,
        "text": text_html(
            copy.text, copy.layout, marked, address=base, query=narrowing.query, current=entry.pk
        ),
        "filter": EntryFilter(request.GET, queryset=Entry.objects.none(), sections=sections),
        "indicators": indicators().by_code.values(),
        "units": sorted(known_units()),
    }
