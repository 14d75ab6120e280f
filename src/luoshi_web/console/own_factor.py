"""Pages of one's own second factor: allauth's, each act with its record of the log, and none on the word of a password where there is a factor."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

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


class SetUp(ActivateTOTPView):
    """Set up with its act of the log, or not at all."""

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            answer: HttpResponse = super().form_valid(form)
            mine = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
            used_up(mine, form.cleaned_data["code"])
            said = {"id": mine.pk, "type": str(mine.type), "reauthenticated": True}
            record_authentication(
                self.request, self.request.user, "mfa", **said
            )  # a code of it was just typed
            own_login.factor_set(actor=acting(self.request), person=self.request.user, at=self.request.now)
        return answer


class TakeAway(DeactivateTOTPView):
    """Taken away with its act of the log."""

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            answer: HttpResponse = super().form_valid(form)
            own_login.factor_removed(
                actor=acting(self.request), person=self.request.user, at=self.request.now
            )
        return answer


class Renew(GenerateRecoveryCodesView):
    """New codes with their act of the log."""

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            answer: HttpResponse = super().form_valid(form)
            own_login.codes_renewed(actor=acting(self.request), person=self.request.user, at=self.request.now)
        return answer


class Show(ViewRecoveryCodesView):
    """The codes, once it is written that they were shown."""

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with transaction.atomic():
            answer: HttpResponseBase = super().get(request, *args, **kwargs)
            own_login.codes_read(actor=acting(request), person=request.user, at=request.now)
        return answer


class Download(DownloadRecoveryCodesView):
    """… as a file."""

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with transaction.atomic():
            answer: HttpResponseBase = super().get(request, *args, **kwargs)
            own_login.codes_read(actor=acting(request), person=request.user, at=request.now)
        return answer
