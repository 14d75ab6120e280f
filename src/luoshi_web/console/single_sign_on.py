"""Logging in by the house's own identity provider (OpenID Connect). Off where ``LUOSHI_OIDC`` names none.

The provider says who somebody is; what they may do comes from the posts they hold here. Nobody is added by logging in.
"""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from luoshi_web.accounts.models import Person
from luoshi_web.accounts.services import known_by_provider
from luoshi_web.audit.actor import MACHINE
from luoshi_web.jobs.clock import now


class SocialAdapter(DefaultSocialAccountAdapter):
    """allauth's, without sign-up: a person is found by the claim that holds the name to log in with."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Whom the provider's subject was tied to the first time, they stay: a name that was given to somebody else there opens nothing here."""
        if sociallogin.is_existing:
            if not sociallogin.user.is_active:
                self._refused(request)
            return
        name = _claim(sociallogin.account.extra_data, settings.OIDC.claim if settings.OIDC else "")
        person = Person.objects.filter(username=name, is_active=True).first() if name else None
        if person is None or person.socialaccount_set.exists():  # type: ignore[attr-defined]
            self._refused(request)
            return
        with transaction.atomic():
            sociallogin.connect(request, person)
            known_by_provider(
                actor=MACHINE, person=person, provider=settings.OIDC.name if settings.OIDC else "", at=now()
            )

    def on_authentication_error(self, request: HttpRequest, provider: Any, *args: Any, **kwargs: Any) -> None:
        """The provider refused, or could not be asked."""
        self._refused(request)

    def _refused(self, request: HttpRequest) -> None:
        messages.error(request, _("Nobody of this office is known under what the identity provider said. Log in by password, or ask the administrator."))  # fmt: skip
        raise ImmediateHttpResponse(redirect("account_login"))


def _claim(said: dict[str, Any], claim: str) -> str:
    for part in ("id_token", "userinfo"):
        value = (said.get(part) or {}).get(claim)
        if isinstance(value, str) and value:
            return value
    return ""
