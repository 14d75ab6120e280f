"""Logging in: by name and password, then the second factor where a person has one. Nobody signs up by themselves."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.views import PasswordChangeView
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from luoshi_web.accounts.login_limits import stored_name
from luoshi_web.accounts.models import Person
from luoshi_web.accounts.security import has_second_factor
from luoshi_web.accounts.services import password_chosen
from luoshi_web.audit.actor import Actor
from luoshi_web.console import tries
from luoshi_web.console.browser import remember
from luoshi_web.console.request import OfficeRequest


class AccountAdapter(DefaultAccountAdapter):
    """allauth without its sign-up, with our count of tries; whoever has a second factor confirms with it, never with the password alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """By the stored name, however it is typed."""
        name = credentials["username"] = stored_name(credentials.get("username") or "")
        try:
            taken = tries.take(request, name)
        except tries.TooMany:
            raise self.validation_error("too_many_login_attempts") from None
        person = super().authenticate(request, **credentials)
        if person is not None:
            tries.right(taken)
        return person

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        """This browser is the person's own from now on."""
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        remember(request, answer, user.username)
        return answer

    def get_reauthentication_methods(self, user: Person) -> list[dict[str, str]]:
        """A stolen password confirms nothing where there is a second factor."""
        methods: list[dict[str, str]] = super().get_reauthentication_methods(user)
        if not user.is_authenticated or not has_second_factor(user):
            return methods
        return [method for method in methods if method["id"] != "reauthenticate"]


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
