"""The second factor where it could be got round: codes that are guessed, and sessions that began before there was one.

A wrong code counts as a wrong password does (axes: five of a name from an address lock it for half an hour, and the administrator sees it);
besides, a name gets so many codes an hour whatever the addresses, which only somebody who knows the password can use up.
"""

import time
from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context, ratelimit
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from luoshi_web.accounts.models import Person
from luoshi_web.accounts.own_login import use_step
from luoshi_web.console import tries

_ACTION = "second_factor"  # its rate stands with ACCOUNT_RATE_LIMITS


class LoginCodeForm(AuthenticateForm):
    """The code after the password."""

    def clean_code(self) -> str:
        """Raises :class:`ValidationError` for a wrong code, and for any while the name is locked."""
        return _counted(self, super().clean_code)


class AgainCodeForm(ReauthenticateForm):
    """The code before something that an open browser alone must not do."""

    def clean_code(self) -> str:
        """As :meth:`LoginCodeForm.clean_code`."""
        return _counted(self, super().clean_code)


def _counted(form: Any, clean: Callable[[], str]) -> str:
    request: Any = context.request
    person: Person = form.user
    said, key = {"username": person.username}, f"second-factor-{person.pk}"
    try:
        taken = tries.take(request, person.username)
    except tries.TooMany:
        raise ValidationError(_("Too many wrong codes.")) from None
    if not ratelimit.consume(request, action=_ACTION, key=key):
        raise ValidationError(_("Too many wrong codes."))
    try:
        code = clean()
        if form.authenticator.type == form.authenticator.Type.TOTP and not used_up(form.authenticator, code):
            raise get_adapter().validation_error("incorrect_code")
    except ValidationError:
        user_login_failed.send(sender=__name__, credentials=said, request=request)
        raise
    tries.right(taken)
    ratelimit.clear(request, action=_ACTION, key=key)
    return code


def used_up(authenticator: Authenticator, code: str) -> bool:
    """The code of an app counts from now on no more, in whatever process. False where it did not any more."""
    secret, now = decrypt(authenticator.data["secret"]), int(time.time()) // app_settings.TOTP_PERIOD
    said = normalize_user_code(code)
    step = next(
        (
            now + off
            for off in (0, -1, 1, -2, 2)  # the clock may have gone on since the code was looked at
            if format_hotp_value(hotp_value(secret, now + off)) == said
        ),
        None,
    )
    return step is not None and use_step(person=authenticator.user, step=step)


def shown_in(request: HttpRequest) -> bool:
    """Whether this session was opened, confirmed or set up with the second factor: a password alone opened it otherwise, perhaps a thief's."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)
