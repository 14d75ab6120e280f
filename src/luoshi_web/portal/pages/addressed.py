"""The subject of an address: a place by whatever name it is asked, sent on to its one address; everything unknown is one 404."""

from collections.abc import Callable, Mapping
from functools import wraps
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.encoding import escape_uri_path, iri_to_uri

from luoshi_web.portal.answers import gone
from luoshi_web.portal.frame import frame_of
from luoshi_web.portal.models import Place
from luoshi_web.portal.released import tombstone
from luoshi_web.portal.selectors import place_asked, place_path, report_of
from luoshi_web.portal.services import report_address
from luoshi_web.portal.succession import followers


def moved(
    request: HttpRequest,
    path: str,
    *,
    with_query: bool = False,
    query: Mapping[str, str] = MappingProxyType({}),
) -> HttpResponse:
    """301 to ``path`` (from the root of the pages), in the language and size of the request, relative so that it works below any prefix."""
    response = HttpResponse(status=301)
    asked = request.META.get("QUERY_STRING", "") if with_query else urlencode(query)
    response["Location"] = escape_uri_path(frame_of(request).root + path) + (
        f"?{iri_to_uri(asked)}" if asked else ""
    )
    response["Cache-Control"] = "public, max-age=60, must-revalidate"
    return response


def of_place(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view of a place: it is given the :class:`Place`; another slug, an old code or a name leads to the one address."""

    @wraps(view)
    def asked(request: HttpRequest, place: str, **rest: Any) -> HttpResponseBase:
        found = place_asked(place)
        if found is None:
            return _followed(request, place)
        own = place_path(found).removeprefix("p/").rstrip("/")
        if place != own:
            return moved(
                request, frame_of(request).path.replace(f"p/{place}", f"p/{own}", 1), with_query=True
            )
        return view(request, place=found, **rest)

    return asked


def _followed(request: HttpRequest, asked: str) -> HttpResponse:
    """A place that is not here leads to the one that follows it, or to the search, which names them all."""
    those = followers(asked.partition("-")[0])
    if not those:
        raise Http404
    return moved(
        request,
        place_path(those[0]) if len(those) == 1 else "search/",
        query={} if len(those) == 1 else {"q": asked},
    )


def of_report(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view of a place's year: it is given the :class:`Report`."""

    @of_place
    @wraps(view)
    def asked(request: HttpRequest, place: Place, year: int, **rest: Any) -> HttpResponseBase:
        report = report_of(place, year)
        if report is None:
            return not_here(request, report_address(place.pk, year))
        return view(request, report=report, **rest)

    return asked


def not_here(request: HttpRequest, address: str) -> HttpResponseBase:
    """What was taken back says when and why; everything else is one 404."""
    if stone := tombstone(address):
        return gone(request, stone)
    raise Http404


def without_slash(request: HttpRequest, path: str) -> HttpResponse:
    """An address without its last slash leads to the one with it; where that one is nothing, so is this."""
    return moved(request, f"{path}/", with_query=True)
