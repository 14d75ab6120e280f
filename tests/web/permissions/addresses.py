"""Every address of the office, with how its view begins."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

OPEN_PAGES = frozenset(
    {
        "account_login", "account_logout", "account_reauthenticate", "account_change_password", "mfa_index", "mfa_authenticate",
        "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes", "set_language",
        "api:openapi-json", "api:api-root", "api:items", "api:item", "api:reports", "api:units", "api:year",
    }
)  # fmt: skip
"""Pages of logging in and of one's own password and second factor, and the choice of a language: everybody's, of nobody else. They alone do not
begin with ``console.pages.page`` and stand in no table. The interface for programs asks for a key instead: tests/web/console/test_api.py walks it."""

VALUES = {
    "pk": 1, "entry": 1, "entry_pk": 1, "report_pk": 1, "kind": "gap", "ending": "docx", "year": 2026, "job": "00000000-0000-0000-0000-000000000000", "mark": "0000000000", "number": 1, "line": "0-0", "register": "proposals", "code": "replied", "variant": "a", "report": "audit", "key": "transferred",
}  # fmt: skip
"""Something for every name that an address asks for."""


@dataclass(frozen=True, slots=True)
class Place:
    """An address of the urlconf. ``methods`` are those with which its view begins; None where it does not begin as a page of the office."""

    name: str
    route: str
    methods: frozenset[str] | None

    def address(self, values: dict[str, Any]) -> str:
        """With those of the values that it asks for."""
        return reverse(
            self.name, kwargs={name: values[name] for name in re.findall(r"<\w+:(\w+)>", self.route)}
        )


@cache
def places() -> tuple[Place, ...]:
    """Every address that the urlconf answers to, named or not, whatever it is nested in."""
    found: list[Place] = []

    def take(patterns: Any, space: str, before: str) -> None:
        for pattern in patterns:
            route = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                inner = f"{pattern.namespace}:" if pattern.namespace else ""
                take(pattern.url_patterns, space + inner, route)
            else:
                assert isinstance(pattern, URLPattern)
                methods = getattr(pattern.callback, "methods", None)
                found.append(Place(f"{space}{pattern.name or ''}", route, methods))

    take(get_resolver().url_patterns, "", "")
    return tuple(found)


def place(name: str) -> Place:
    """The address of a page's name."""
    return next(place for place in places() if place.name == name)
