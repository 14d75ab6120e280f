"""The second factor where it could be got round: codes that are guessed, and sessions that began before there was one.

A wrong code counts as a wrong password does (axes: five of a name from an address lock it for half an hour, and the administrator sees it);
besides, a name gets so many codes an hour whatever the addresses, which only somebody who knows the password can use up.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core import context, ratelimit
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.signals import authenticator_added
from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _

from luoshi_web.accounts.models import Person

_ACTION = "second_factor"  # its rate stands with ACCOUNT_RATE_LIMITS


class LoginCodeForm(AuthenticateForm):
    """The code after the password."""

    def clean_code(self) -> str:
        """Raises :class:`ValidationError` for a wrong code, and for any while the name is locked."""
        return _counted(self.user, super().clean_code)


class AgainCodeForm(ReauthenticateForm):
    """The code before something that an open browser alone must not do."""

    def clean_code(self) -> str:
        """As :meth:`LoginCodeForm.clean_code`."""
        return _counted(self.user, super().clean_code)


def _counted(person: Person, clean: Callable[[], str]) -> str:
    request: Any = context.request
    said, key = {"username": person.username}, f"second-factor-{person.pk}"
    if settings.AXES_ENABLED and not AxesProxyHandler.is_allowed(request, said):
        request.axes_locked_out, request.axes_credentials = True, said
        raise ValidationError(_("Too many wrong codes."))
    if not ratelimit.consume(request, action=_ACTION, key=key):
        raise ValidationError(_("Too many wrong codes."))
    try:
        code = clean()
    except ValidationError:
        user_login_failed.send(sender=__name__, credentials=said, request=request)
        raise
    ratelimit.clear(request, action=_ACTION, key=key)
    return code


def shown_in(request: HttpRequest) -> bool:
    """Whether this session was opened, confirmed or set up with the second factor: a password alone opened it otherwise, perhaps a thief's."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


@receiver(authenticator_added)
def _set_up_here(request: HttpRequest, user: Person, authenticator: Any, **_kwargs: Any) -> None:
    """Whoever sets it up has just typed a code of it."""
    if authenticator.type == authenticator.Type.TOTP:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=str(authenticator.type))
