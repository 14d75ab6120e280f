"""The subject of an address: a place by whatever name it is asked, sent on to its one address; everything unknown is one 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from luoshi_web.portal.frame import frame_of
from luoshi_web.portal.models import Place
from luoshi_web.portal.selectors import place_asked, place_path, report_of


def moved(request: HttpRequest, path: str) -> HttpResponse:
    """301 to ``path`` (from the root of the pages), in the language and size of the request, relative so that it works below any prefix."""
    response = HttpResponse(status=301)
    response["Location"] = frame_of(request).root + path
    response["Cache-Control"] = "public, max-age=60, must-revalidate"
    return response


def of_place(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view of a place: it is given the :class:`Place`; another slug, an old code or a name leads to the one address."""

    @wraps(view)
    def asked(request: HttpRequest, place: str, **rest: Any) -> HttpResponseBase:
        found = place_asked(place)
        if found is None:
            raise Http404
        own = place_path(found).removeprefix("p/").rstrip("/")
        if place != own:
            query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
            return moved(request, frame_of(request).path.replace(f"p/{place}", f"p/{own}", 1) + query)
        return view(request, place=found, **rest)

    return asked


def of_report(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view of a place's year: it is given the :class:`Report`."""

    @of_place
    @wraps(view)
    def asked(request: HttpRequest, place: Place, year: int, **rest: Any) -> HttpResponseBase:
        report = report_of(place, year)
        if report is None:
            raise Http404
        return view(request, report=report, **rest)

    return asked


def without_slash(request: HttpRequest, path: str) -> HttpResponse:
    """An address without its last slash leads to the one with it; where that one is nothing, so is this."""
    return moved(request, f"{path}/")
