"""Pages of one's own second factor: allauth's, each act with its record of the log, and none on the word of a password where there is a factor."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import (
    DownloadRecoveryCodesView,
    GenerateRecoveryCodesView,
    ViewRecoveryCodesView,
)
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from luoshi_web.accounts import own_login
from luoshi_web.accounts.models import Person
from luoshi_web.accounts.security import has_second_factor
from luoshi_web.audit.actor import Actor
from luoshi_web.console.second_factor import used_up

View = Callable[..., HttpResponseBase]
A = TypeVar("A")


def acting(request: Any) -> Actor:
    """Who is logged in, from a post or from none: a login is one's own without a post as well."""
    person: Person = request.user
    return request.actor or Actor(person.pk, str(person), None, "", None, "", "", 0)


def factor_asked(view: View) -> View:
    """Where the person has a second factor, it was shown in this session within the last minutes (``ACCOUNT_REAUTHENTICATION_TIMEOUT``).

    allauth takes the password for it too: a session that a stolen password opened before there was a factor would read the codes that get round it.
    """

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and has_second_factor(request.user):
            since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
            records = get_authentication_records(request, request.user)
            if not any(
                r.get("method") == "mfa" and r.get("reauthenticated") and r["at"] > since for r in records
            ):
                raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return shown


class _Recorded:
    """A page of allauth with its act of the log: both or neither. ``act`` is one of :mod:`luoshi_web.accounts.own_login`."""

    act: Callable[..., None]
    request: Any

    def _with_its_act(self, deed: Callable[[], A]) -> A:
        with transaction.atomic():
            answer = deed()
            type(self).act(actor=acting(self.request), person=self.request.user, at=self.request.now)
        return answer


class _OnForm(_Recorded):
    """The act is what a valid form does."""

    def form_valid(self, form: Any) -> HttpResponse:
        above: Any = super()
        answer: HttpResponse = self._with_its_act(lambda: above.form_valid(form))
        return answer


class _OnReading(_Recorded):
    """The act is that the page was shown."""

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        above: Any = super()
        answer: HttpResponseBase = self._with_its_act(lambda: above.get(request, *args, **kwargs))
        return answer


class SetUp(_OnForm, ActivateTOTPView):
    """Set up; the code that was just typed counts no more, and has confirmed the session."""

    act = staticmethod(own_login.factor_set)

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            answer = super().form_valid(form)
            mine = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
            used_up(mine, form.cleaned_data["code"])
            said = {"id": mine.pk, "type": str(mine.type), "reauthenticated": True}
            record_authentication(self.request, self.request.user, "mfa", **said)
        return answer


class TakeAway(_OnForm, DeactivateTOTPView):
    """Taken away."""

    act = staticmethod(own_login.factor_removed)


class Renew(_OnForm, GenerateRecoveryCodesView):
    """New codes."""

    act = staticmethod(own_login.codes_renewed)


class Show(_OnReading, ViewRecoveryCodesView):
    """The codes."""

    act = staticmethod(own_login.codes_read)


class Download(_OnReading, DownloadRecoveryCodesView):
    """… as a file."""

    act = staticmethod(own_login.codes_read)
