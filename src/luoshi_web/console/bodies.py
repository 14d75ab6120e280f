"""How much somebody may send, known from what the request says of itself and refused before a byte of it is read.

Django reads a body to look for the token of its form, whoever sends it and wherever to: 400 MB posted to the page of login lay in /tmp. So
nobody who is not logged in sends more than a form of login has, and nobody who is sends more than the page that they send it to takes.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from luoshi_web.intake.files import LARGEST, MOST

KIB, MIB = 1 << 10, 1 << 20
LOGIN = 64 * KIB
"""Of whoever is not logged in, and of every page of one's own account."""
USUAL = 40 * MIB
"""Of a page that says nothing of it: a report as PDF, a list of posts."""
EVIDENCE = LARGEST * MOST + 4 * MIB
"""Of a page that takes evidence: ten files with what a form puts around them."""

View = Callable[..., HttpResponse]


def takes(most: int) -> Callable[[View], View]:
    """For a view: how many bytes a request to it may have."""

    def wrap(view: View) -> View:
        said: Any = view
        said.largest_body = most
        return view

    return wrap


class BodyMiddleware:
    """Behind the middleware that knows who asks, before anything that reads what was sent.

    A body without a length is none: neither the server nor Django reads one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        text = request.META.get("CONTENT_LENGTH") or "0"
        length = int(text) if text.isascii() and text.isdecimal() else None
        if length is None:
            return HttpResponse(status=400)
        if length > LOGIN and length > _most(request):
            answer = render(request, "413.html", status=413)
            answer["Connection"] = "close"
            return answer
        return self.get_response(request)


def _most(request: HttpRequest) -> int:
    """For this address and this person. Who asks costs two queries, and only large requests ask."""
    if request.path_info.startswith("/accounts/"):
        return LOGIN
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return LOGIN
    if not request.user.is_authenticated:
        return LOGIN
    return int(getattr(view, "largest_body", USUAL))
