"""How one cell of the permission table is walked: a real request by somebody of that role, and what came of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from luoshi_web.accounts.models import Person
from tests.web.conftest import District
from tests.web.permissions.things import Maker

TABLE = Path(__file__).resolve().parents[1] / "tables" / "permissions.tsv"
ROLES = {
    "supervision": "supervisor2",
    "leader_in_charge": "leader",
    "leader_not_in_charge": "leader2",
    "head_of_lead": "head",
    "officer_of_lead": "officer",
    "head_of_co_unit": "head2",
    "head_of_other": "head3",
    "auditor": "auditor",
    "administrator": "administrator",
    "without_post": "",
    "not_logged_in": None,
}
"""Column → who stands in it. The item of a row is led by 发改局, helped with by 住建局, in the charge of the first leader."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: the right it is about, a page and method, the thing, and what each role gets."""

    right: str
    page: str
    method: str
    thing: str
    cells: dict[str, str]
    why: str

    @property
    def name(self) -> str:
        return f"{self.method} {self.page} {self.thing}"


def rows() -> list[Row]:
    """The table, checked for its form."""
    head, *lines = TABLE.read_text(encoding="utf-8").splitlines()
    assert head.split("\t") == ["right", "page", "method", "thing", *ROLES, "why"]
    found = []
    for line in lines:
        right, page, method, thing, *rest = line.split("\t")
        assert len(rest) == len(ROLES) + 1, line
        assert set(rest[:-1]) <= {"yes", "no", "hidden", "login"}, line
        found.append(Row(right, page, method, thing, dict(zip(ROLES, rest[:-1], strict=True)), rest[-1]))
    return found


def pages() -> dict[str, str]:
    """Every named page of the console → its route. Pages of logging in are everybody's and stand in no table."""
    found: dict[str, str] = {}

    def take(patterns: Any, space: str, before: str) -> None:
        for pattern in patterns:
            route = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                inner = f"{pattern.namespace}:" if pattern.namespace else ""
                take(pattern.url_patterns, space + inner, route)
            elif isinstance(pattern, URLPattern) and pattern.name:
                found[space + pattern.name] = route

    take(get_resolver().url_patterns, "", "")
    return {name: route for name, route in found.items() if not route.startswith(("accounts/", "language/"))}


def areas() -> set[str]:
    """The areas that are there: what stands before the colon of a page's name."""
    return {name.partition(":")[0] for name in pages()}


def asks(row: Row, role: str, district: District, maker: Maker) -> str:
    """Ask for the page as somebody of the role, and say what came of it."""
    made = maker.make(row.thing) | dict(pair.split("=") for pair in row.page.split(" ")[1:])
    address = reverse(row.page.split(" ")[0], kwargs=made)
    client = client_of(district, ROLES[role])
    answer = client.get(address) if row.method == "GET" else client.post(address, {})
    return outcome(answer)


def client_of(district: District, key: str | None) -> Client:
    """A browser of somebody; of one without a post; of nobody."""
    if key:
        return district.client(key)
    client = Client()
    if key == "":
        person, _ = Person.objects.get_or_create(username="newcomer", defaults={"name": "未任职"})
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def outcome(answer: HttpResponse) -> str:
    """``yes`` (let in, even where an empty form was refused), ``no``, ``hidden`` or ``login``."""
    if answer.status_code == 404:
        return "hidden"
    if answer.status_code == 403:
        return "no"
    if answer.status_code == 302 and answer["Location"].startswith("/accounts/login/"):
        return "login"
    said = [str(message) for message in get_messages(answer.wsgi_request)]  # type: ignore[attr-defined]
    if answer.status_code == 409:
        said.append(answer.content.decode())
    if any("不在你的岗位权限内" in words for words in said):
        return "no"
    return "yes" if answer.status_code in {200, 302, 400, 409} else f"status {answer.status_code}"
