"""Logging in: by name and password, then the second factor where a person has one. Nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """allauth without its sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
