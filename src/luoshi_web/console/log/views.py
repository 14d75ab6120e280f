"""Pages of the log."""

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render

from luoshi_web.audit.models import Act
from luoshi_web.console.log.columns import ACTS
from luoshi_web.console.log.filters import ActFilter
from luoshi_web.console.pages import page, paged
from luoshi_web.console.reading import note_acts
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.workbooks import lists
from luoshi_web.supervision.selectors.log import named


@page("audit.read")
def acts(request: OfficeRequest) -> HttpResponse:
    """All acts, the latest first; what the reader may not see stands by its number."""
    narrowed = ActFilter(request.GET, queryset=Act.objects.order_by("-number"))
    if lists.asked(request):
        return lists.answer(request, replace(ACTS, shown=_named_for(request)), narrowed.qs)
    shown = paged(request, narrowed.qs, rows=Act.objects.all())
    rows = named(shown, request.actor)
    note_acts(act for act, name in rows if name == act.object_name)
    context = {"filter": narrowed, "page": shown, "rows": rows}
    return render(request, "log/acts.html", context)


def _named_for(request: OfficeRequest) -> Callable[[list[Act]], list[tuple[Act, str]]]:
    """Acts with the names that the reader may know; what is shown by its title counts as read."""

    def rows(acts: list[Act]) -> list[tuple[Act, str]]:
        found = named(acts, request.actor)
        note_acts(act for act, name in found if name == act.object_name)
        return found

    return rows
