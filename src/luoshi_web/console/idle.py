"""Sessions that nobody uses end: an open browser in an empty room is nobody's."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

SEEN = "seen_at"
_NOTED_EACH = 60  # seconds: a session is not written anew with every page


@receiver(user_logged_in)
def _begins(request: HttpRequest, **_said: Any) -> None:
    """A login is a use: the first page after it writes the session no more."""
    request.session[SEEN] = time.time()


class IdleMiddleware:
    """Ends a session that was not used for ``LUOSHI_IDLE_MINUTES``; the page then asks for a login and leads back. By the machine's own clock."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        if request.user.is_authenticated:
            now, seen = time.time(), request.session.get(SEEN)
            if seen is not None and now - seen > settings.IDLE_MINUTES * 60:
                logout(request)
                messages.warning(
                    request, _("You were logged out: the session was not used for %(minutes)s minutes.") % {"minutes": settings.IDLE_MINUTES}
                )  # fmt: skip
            elif seen is None or now - seen > _NOTED_EACH:
                request.session[SEEN] = now
        return self.get_response(request)
