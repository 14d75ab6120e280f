"""How programs are answered: to GET and HEAD alone, from pages of any site, conditionally; what goes wrong is told in a sentence, as JSON.

An answer is known as a page is (:mod:`luoshi_web.portal.kept`): a new release has another ETag, and a line taken back is gone from
caches within a minute.
"""

import json
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.errors import ValidationError

from luoshi_web.portal import kept
from luoshi_web.portal.frame import frame_of
from luoshi_web.portal.kept import LIVES
from luoshi_web.portal.models import Tombstone
from luoshi_web.portal.selectors import site_release

_JSON = "application/json; charset=utf-8"
View = Callable[..., Any]


class TakenBack(Exception):
    """What is asked for was public, and is no more."""

    def __init__(self, stone: Tombstone) -> None:
        super().__init__(stone.address)
        self.stone = stone


class _Other(Exception):
    """An answer that is not kept."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.response = response


def said(status: int, sentence: str, parameters: Iterable[str] = (), **more: str) -> HttpResponse:
    """A problem."""
    told = {"status": status, "problem": sentence, "parameters": sorted(set(parameters)), **more}
    response = HttpResponse(json.dumps(told, ensure_ascii=False), status=status, content_type=_JSON)
    response["Cache-Control"] = LIVES if status == 410 else "no-store"
    return response


def nowhere(_request: HttpRequest, _error: object = None) -> HttpResponse:
    """What was never released, what is nonsense and what was withdrawn for secrecy are one answer, byte for byte."""
    return said(404, _("Nothing is public under this address."))


def taken_back(_request: HttpRequest, error: Any) -> HttpResponse:
    stone: Tombstone = error.stone
    sentence = _("This was taken back: it was public until %(day)s.") % {"day": stone.taken_on.isoformat()}
    return said(410, sentence, taken_on=stone.taken_on.isoformat(), reason=stone.reason)


def not_understood(_request: HttpRequest, error: Any) -> HttpResponse:
    """Names the parameters; what stood in them is not said again."""
    names = [
        str(next((part for part in one["loc"][::-1] if isinstance(part, str)), "")) for one in error.errors
    ]
    listed = "、".join(sorted(set(filter(None, names))))
    sentence = _(
        "These parameters are missing, unknown, or have a value that they cannot have: %(names)s. /api/v1/openapi.json says what is asked for."
    )
    return said(422, sentence % {"names": listed}, filter(None, names))


def conditional(asked: type[Schema] | None = None) -> Callable[[View], View]:
    """An operation that is made only where the asker does not have it yet. ``asked`` declares all parameters that it takes."""
    names = tuple(asked.model_fields) if asked else ()

    def around(run: View) -> View:
        @wraps(run)
        def answered(request: HttpRequest, **parts: Any) -> HttpResponse:
            if unknown := set(request.GET) - set(names):
                return not_understood(
                    request, ValidationError([{"loc": ("query", name)} for name in unknown])
                )

            def made() -> bytes:
                response = run(request, **parts)
                if response.status_code != 200:
                    raise _Other(response)
                return bytes(response.content)

            # a plain number: by its address alone nothing would be known of unknown parameters and of who may ask
            release, prefix = int(site_release()), frame_of(request).prefix
            try:
                return cast(HttpResponse, kept.answered(request, prefix, release, made, _JSON, asked=names))
            except _Other as other:
                return other.response

        return answered

    return around


def open_to_all(view: View) -> View:
    """A program in a page of another site may ask too: nothing here depends on who asks."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers={"Allow": _METHODS})
        elif request.method not in {"GET", "HEAD"}:
            response = said(405, _("Nothing is changed here: only GET, HEAD and OPTIONS are answered."))
            response["Allow"] = _METHODS
        else:
            request.method = "GET"  # whoever serves leaves out the body for HEAD
            try:
                response = view(request, *args, **parts)
            except Http404:
                response = nowhere(request)
        return with_open_doors(response)

    opened.csrf_exempt = True  # type: ignore[attr-defined]
    return opened


_METHODS = "GET, HEAD, OPTIONS"


def with_open_doors(response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = _METHODS
    response["Access-Control-Allow-Headers"] = "If-None-Match"
    response["Access-Control-Expose-Headers"] = "ETag"
    response["Access-Control-Max-Age"] = "86400"
    return response
