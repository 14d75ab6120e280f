"""Pages of the log."""

from django.http import HttpResponse
from django.shortcuts import render

from luoshi_web.audit.models import Act
from luoshi_web.console.log.filters import ActFilter
from luoshi_web.console.pages import page, paged
from luoshi_web.console.request import OfficeRequest


@page("audit.read")
def acts(request: OfficeRequest) -> HttpResponse:
    """All acts, the latest first."""
    narrowed = ActFilter(request.GET, queryset=Act.objects.order_by("-number"))
    return render(request, "log/acts.html", {"filter": narrowed, "page": paged(request, narrowed.qs)})
