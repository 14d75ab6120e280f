"""Pages of the log."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render

from luoshi_web.audit.models import Act
from luoshi_web.console.log.columns import ACTS
from luoshi_web.console.log.filters import ActFilter
from luoshi_web.console.pages import page, paged
from luoshi_web.console.reading import shows
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.workbooks import lists
from luoshi_web.supervision.selectors.log import named


@page("audit.read")
def acts(request: OfficeRequest) -> HttpResponse:
    """All acts, the latest first; what the reader may not see stands by its number."""
    narrowed = ActFilter(request.GET, queryset=Act.objects.order_by("-number"))
    if lists.asked(request):
        rows = replace(ACTS, shown=lambda acts: named(acts, request.actor))
        return lists.answer(request, rows, narrowed.qs)
    shown = paged(request, narrowed.qs, rows=Act.objects.all())
    rows = named(shown, request.actor)
    shows(request, [act for act, name in rows if name == act.object_name])
    context = {"filter": narrowed, "page": shown, "rows": rows}
    return render(request, "log/acts.html", context)
