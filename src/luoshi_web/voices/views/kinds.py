"""The two kinds of public pages: those that are read, and those that are filled in."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix, set_script_prefix
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

from luoshi_web.voices.conf import conf
from luoshi_web.voices.refusal import BUSY, Refusal
from luoshi_web.voices.views.links import links

View = Callable[..., HttpResponse]
HOUR = "3600"


def page(request: HttpRequest, template: str, status: int = 200, **values: Any) -> HttpResponse:
    """A page in the frame of this installation."""
    subject = values.get("subject")
    around = {"voices_frame": conf().frame, "links": links(subject) if subject is not None else None}
    return render(request, f"voices/{template}.html", around | values, status=status)


@contextmanager
def addressed(request: HttpRequest) -> Iterator[None]:
    """Addresses keep what the portal has taken off the front of this one: language and large text (its ``frame``)."""
    prefix = getattr(getattr(request, "frame", None), "prefix", "")
    before = get_script_prefix()
    set_script_prefix(f"{before}{prefix}")
    try:
        yield
    finally:
        set_script_prefix(before)


def reading(view: View) -> View:
    """Read by everybody alike: no cookie, kept for a minute, told again only where it changed."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **values: Any) -> HttpResponse:
        with addressed(request):
            answer = view(request, *args, **values)
        patch_cache_control(answer, public=True, max_age=60, must_revalidate=True)
        if answer.status_code == 200:
            tag = quote_etag(hashlib.sha256(answer.content).hexdigest()[:24])
            answer["ETag"] = tag
            return cast(HttpResponse, get_conditional_response(request, etag=tag, response=answer))
        return answer

    return shown


def form_page(view: View) -> View:
    """Filled in by one person: nothing of it is kept anywhere, and its address is told to nobody."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **values: Any) -> HttpResponse:
        with addressed(request):
            answer = view(request, *args, **values)
        answer["Cache-Control"] = "no-store"
        answer["Referrer-Policy"] = "no-referrer" if "key" in values else "same-origin"
        answer["X-Robots-Tag"] = "noindex"
        return answer

    return shown


def status_of(why: Refusal) -> int:
    """429 where it says "later", else 422."""
    return 429 if why.code in BUSY else 422
