"""A try at a password or a code: taken before it is looked at, given back where it was right."""

from typing import Any, NoReturn

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.utils import timezone

from luoshi_web.accounts.login_limits import Try, give_back, take_try
from luoshi_web.console.browser import mark_of


class TooMany(Exception):
    """No try is left now. The request is marked, so that axes answers with its page (429) whatever the form says."""


def take(request: Any, name: str) -> Try | None:
    """A try of a stored name. None where nothing is counted (``AXES_ENABLED``). Limits of logins run by the machine's own clock.

    Raises:
        TooMany: locked from this address, or slowed over all of them.
    """
    if not settings.AXES_ENABLED:
        return None
    said = {"username": name}
    if not AxesProxyHandler.is_allowed(request, said):
        _refuse(request, said, None)
    taken = take_try(name=name, browser=mark_of(request, name), at=timezone.now())
    if taken.until is not None:
        _refuse(request, said, taken)
    return taken


def right(taken: Try | None) -> None:
    """What was tried was right."""
    if taken is not None:
        give_back(taken)


def _refuse(request: Any, said: dict[str, str], refused: Try | None) -> NoReturn:
    request.axes_locked_out, request.axes_credentials = True, said
    request.login_refused_until = refused.until if refused else None
    raise TooMany
