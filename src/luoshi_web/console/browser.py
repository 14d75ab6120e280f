"""A browser in which somebody has logged in before: it carries a signed mark, and its wrong passwords are counted for itself alone.

Without it whoever keeps on guessing a name would keep its person out as well (OWASP: slow down online guessing with device cookies). The mark opens
nothing: it says with which count a try is counted.
"""

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from luoshi_web.accounts.login_limits import stored_name

_SALT = "luoshi.known-browser"
_AGE = 90 * 24 * 3600
_MOST_PEOPLE = 8  # of one machine at a counter


def mark_of(request: HttpRequest, name: str) -> str:
    """The browser's mark of a person's name; empty where the person has not logged in here."""
    return _marks(request).get(name, "")


def is_known(request: HttpRequest, credentials: dict[str, Any] | None) -> bool:
    """For axes, which then neither locks nor counts: the browser's own count does."""
    name = (credentials or {}).get("username") or ""
    return bool(name) and bool(mark_of(request, stored_name(name)))


def counted_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str | None:
    """For axes: the name that a try is counted by."""
    name = (credentials or {}).get("username")
    return stored_name(name) if name else None


def remember(request: HttpRequest, answer: HttpResponseBase, name: str) -> None:
    """The person has logged in here, with everything that a login asks for."""
    marks = {name: secrets.token_hex(16)} | {k: v for k, v in _marks(request).items() if k != name}
    kept = dict(list(marks.items())[:_MOST_PEOPLE])
    answer.set_cookie(
        settings.KNOWN_BROWSER_COOKIE, signing.dumps(kept, salt=_SALT), max_age=_AGE, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def _marks(request: HttpRequest) -> dict[str, str]:
    said = request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE, "")
    try:
        marks: dict[str, str] = signing.loads(said, salt=_SALT, max_age=_AGE)
    except signing.BadSignature:
        return {}
    return marks
