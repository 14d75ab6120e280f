"""How one cell of the permission table is walked: a real request by somebody of that role, what came of it, and what it wrote."""

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi_web.accounts.models import Person
from luoshi_web.audit.models import Act
from tests.web.conftest import District
from tests.web.permissions.addresses import place
from tests.web.permissions.made import Made
from tests.web.permissions.said import ACTS, asked

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

NOT_YOURS = "不在你的岗位权限内"
"""What a service says whose page had let the post in."""


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

    @property
    def kind(self) -> str:
        """The page's name, without what is fixed of its address."""
        return self.page.split(" ")[0]


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


@dataclass(frozen=True, slots=True)
class Answer:
    """``cell``: ``yes``, ``no``, ``hidden``, ``login``, or ``refused`` for an act that was refused for what it says. ``shown``: a page came, if
    one without the thing. ``verbs``: acts that were logged. ``written``: tables that were written to.
    """

    cell: str
    shown: bool
    verbs: tuple[str, ...]
    written: frozenset[str]
    words: str


def ask(row: Row, role: str, district: District, made: Made) -> Answer:
    """Ask for the page as somebody of the role, and say what came of it."""
    key = ROLES[role]
    client = client_of(district, key, made)
    made.asker = made.whose.get(key) or district.people.get(key) if key else None
    fixed = dict(pair.split("=") for pair in row.page.split(" ")[1:])
    where = place(row.kind).address(made.address | fixed)
    said = asked(row.kind, district, made) if row.method == "GET" else ACTS[row.kind][1](district, made)
    last = Act.objects.count()  # a form that is filled in as its page shows it was read before
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(where, said) if row.method == "GET" else client.post(where, said)
        words = content_of(answer)
    verbs = tuple(Act.objects.filter(number__gt=last).order_by("number").values_list("verb", flat=True))
    cell, told = outcome(answer)
    if cell == "yes" and row.method == "GET" and answer.status_code == 200 and made.sees not in words:
        cell = "hidden"
    wrote = written(queries.captured_queries)
    return Answer(cell, answer.status_code == 200, verbs, wrote, f"{answer.status_code} {told}\n{words}")


def client_of(district: District, key: str | None, made: Made) -> Client:
    """A browser of somebody; of one without a post; of nobody."""
    client = Client()
    if key is not None:
        person = made.whose.get(key) or district.people.get(key)
        if person is None:
            person, _ = Person.objects.get_or_create(username="newcomer", defaults={"name": "未任职"})
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def content_of(answer: Any) -> str:
    """What came, as text; of a file its name as well, of a packed one its parts with theirs."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{unquote(answer.get('Content-Disposition', ''))}\n{_unpacked(body).decode(errors='replace')}"


def _unpacked(body: bytes) -> bytes:
    """The parts of a packed file, each under its name, and what is packed in them."""
    if not body.startswith(b"PK\x03\x04"):
        return body
    with zipfile.ZipFile(BytesIO(body)) as packed:
        return b"\n".join(name.encode() + b"\n" + _unpacked(packed.read(name)) for name in packed.namelist())


def outcome(answer: Any) -> tuple[str, str]:
    """The cell, and what was said."""
    said = " ".join(
        f"{message.level_tag}: {message}" for message in get_messages(answer.wsgi_request)
    )  # what the next page would show
    if answer.status_code == 404:
        return "hidden", said
    if answer.status_code == 403:
        return "no", said
    if answer.status_code == 302 and answer["Location"].startswith("/accounts/login/"):
        return "login", said
    if NOT_YOURS in said or (answer.status_code == 409 and NOT_YOURS in answer.content.decode()):
        return "no", said
    if answer.status_code == 302 and "error:" not in said:
        return "yes", said
    return ("yes" if answer.status_code == 200 else "refused"), said


_WRITES = re.compile(r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)


def written(queries: list[dict[str, str]]) -> frozenset[str]:
    """The tables that statements wrote to, without sessions."""
    found = {match[1] for query in queries if (match := _WRITES.match(query["sql"]))}
    return frozenset(found - {"django_session"})
