"""Every request has a name, which its answer bears: who reads "something went wrong" can say of which request, and the log knows it."""

import re
from collections.abc import Callable
from secrets import token_hex

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import loader

from luoshi_web.jobs.faults import named, request_name

HEADER = "X-Request-ID"
_NAME = re.compile(r"[0-9A-Za-z-]{8,64}")


class TraceMiddleware:
    """The first of all. Behind a proxy the name is the one that the proxy gave, else eight random bytes: nobody else chooses it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "") if settings.BEHIND_PROXY else ""
        name = given if _NAME.fullmatch(given) else token_hex(8)
        with named(name):
            answer = self.get_response(request)
        answer[HEADER] = name
        return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """The page of an answer 500. It asks nothing of the database, which may be what failed."""
    return HttpResponse(loader.render_to_string("500.html", {"name": request_name()}), status=500)
