"""Logging in: by name and password, then the second factor where a person has one. Nobody signs up by themselves."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.views import PasswordChangeView
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from luoshi_web.accounts.services import password_chosen
from luoshi_web.audit.actor import Actor
from luoshi_web.console.request import OfficeRequest


class AccountAdapter(DefaultAccountAdapter):
    """allauth without its sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class PasswordChange(PasswordChangeView):
    """Somebody chooses a password; after it nobody else knows it."""

    request: OfficeRequest
    success_url = "/"

    def form_valid(self, form: Any) -> HttpResponse:
        """Kept with its act of the log, or not at all. The old password again is no change."""
        if form.cleaned_data["password1"] == form.cleaned_data["oldpassword"]:
            form.add_error("password1", _("This is the password that you had."))
            wrong: HttpResponse = self.form_invalid(form)
            return wrong
        person = self.request.user
        actor = self.request.actor or Actor(person.pk, str(person), None, "", None, "", "", 0)
        with transaction.atomic():
            answer: HttpResponse = super().form_valid(form)
            password_chosen(actor=actor, person=person, at=self.request.now)
        return answer
