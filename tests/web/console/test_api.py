"""The interface for programs: a key reads what its post reads, changes nothing, and dies when it should."""

import json
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from luoshi_web.accounts.models import Holding, Person, Token
from luoshi_web.accounts.tokens import LONGEST, MOST, digest_of, make_token
from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.console.api.office import api
from luoshi_web.supervision.models import Update
from luoshi_web.supervision.states import State
from tests.web.conftest import NOW, TODAY


@pytest.fixture
def ask(district):
    """``ask("head", "/api/v1/items")``: the answer to somebody's key."""

    def asked(who, address, **changes):
        _token, text = make_token(actor=district.actor(who), name="报表", last_day=TODAY, at=NOW)
        return Client().get(address, headers={"authorization": f"Bearer {text}"} | changes)

    return asked


def titles(answer):
    assert answer.status_code == 200, answer.content
    return {item["title"] for item in answer.json()["items"]}


def test_each_post_reads_what_its_pages_show(district, make_item, ask):
    make_item(lead="head", title="甲路")
    make_item(lead="head2", title="乙桥")
    make_item(lead="head", title="密事", secrecy=3)
    make_item(lead="head", title="草稿", state=State.DRAFT)
    expected = {
        "supervisor": {"甲路", "乙桥", "密事"}, "leader": {"甲路", "乙桥", "密事"}, "auditor": {"甲路", "乙桥"},
        "head": {"甲路"}, "head2": {"乙桥"}, "head3": set(), "administrator": set(),
    }  # fmt: skip
    for who, shown in expected.items():
        assert titles(ask(who, "/api/v1/items")) == shown, who


def test_one_item_and_its_reports(district, make_item, ask):
    mine, other = make_item(lead="head", title="甲路"), make_item(lead="head2")
    Update.objects.create(
        item=mine,
        post=mine.lead,
        period=date(2026, 2, 28),
        state="reported",
        words="过半",
        by=district.people["head"],
        at=NOW,
    )
    assert ask("head", f"/api/v1/items/{mine.pk}").json()["unit"] == mine.office.code
    assert [report["words"] for report in ask("head", f"/api/v1/items/{mine.pk}/reports").json()] == ["过半"]
    for address in (f"/api/v1/items/{other.pk}", f"/api/v1/items/{other.pk}/reports"):
        assert ask("head", address).status_code == 404


def test_lists_are_narrowed_and_paged(district, make_item, ask):
    for place in range(103):
        make_item(title=f"第{place}项", due=date(2026, 6, 30) if place else date(2026, 4, 1))
    first = ask("supervisor", "/api/v1/items").json()
    assert (first["count"], first["pages"], len(first["items"])) == (103, 2, 100)
    assert len(ask("supervisor", "/api/v1/items?page=2").json()["items"]) == 3
    assert titles(ask("supervisor", "/api/v1/items?due_to=2026-05-01")) == {"第0项"}
    assert titles(ask("supervisor", "/api/v1/items?year=2025")) == set()
    assert ask("supervisor", "/api/v1/items?year=x").status_code == 422


def test_units_and_the_year(district, make_item, ask):
    make_item(lead="head", gap_light="red")
    make_item(lead="head2")
    assert len(ask("head", "/api/v1/units").json()) == 7
    found = ask("head", "/api/v1/years/2026").json()
    assert [(unit["name"], unit["stands"]["red"]) for unit in found] == [("区发展和改革局", 1)]


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer luoshi_x", "Basic eDp5", "Bearer \x00"])
def test_without_a_key_nothing_is_shown(district, make_item, header):
    make_item()
    for name, values in (
        ("items", {}),
        ("item", {"pk": 1}),
        ("reports", {"pk": 1}),
        ("units", {}),
        ("year", {"year": 2026}),
    ):
        answer = Client().get(reverse(f"api:{name}", kwargs=values), headers={"authorization": header})
        assert answer.status_code == 401, (name, header)


def test_a_session_opens_nothing(district, make_item):
    make_item()
    assert district.client("supervisor").get("/api/v1/items").status_code == 401


def test_nothing_can_be_changed(district, make_item, ask):
    item = make_item()
    _token, text = make_token(actor=district.actor("supervisor"), name="x", last_day=TODAY, at=NOW)
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        for address in ("/api/v1/items", f"/api/v1/items/{item.pk}", "/api/v1/units"):
            answer = Client().generic(method, address, headers={"authorization": f"Bearer {text}"})
            assert answer.status_code == 405, (method, address)
    assert {method for path in api.get_openapi_schema()["paths"].values() for method in path} == {"get"}


def test_only_the_digest_is_kept(district):
    token, text = make_token(actor=district.actor("head"), name="x", last_day=TODAY, at=NOW)
    assert token.digest == digest_of(text)
    kept = json.dumps([*Token.objects.values(), *Act.objects.values("details", "object_name")], default=str)
    assert text not in kept
    assert text.removeprefix("luoshi_") not in kept


def _ends(district, person, token):
    return {
        "revoked": lambda: district.client("head").post(f"/tokens/{token.pk}/revoke/"),
        "over": lambda: Token.objects.update(last_day=TODAY - timedelta(days=1)),
        "left the post": lambda: Holding.objects.filter(person=person).update(until=TODAY),
        "may not log in": lambda: Person.objects.filter(pk=person.pk).update(is_active=False),
        "password given": lambda: Person.objects.filter(pk=person.pk).update(must_change_password=True),
    }


@pytest.mark.parametrize("why", ["revoked", "over", "left the post", "may not log in", "password given"])
def test_a_key_dies(district, make_item, why):
    make_item()
    person = district.people["head"]
    token, text = make_token(actor=district.actor("head"), name="x", last_day=TODAY, at=NOW)
    bearer = {"authorization": f"Bearer {text}"}
    assert Client().get("/api/v1/items", headers=bearer).status_code == 200
    _ends(district, person, token)[why]()
    assert Client().get("/api/v1/items", headers=bearer).status_code == 401


@pytest.mark.parametrize("last_day", [TODAY - timedelta(days=1), TODAY + timedelta(days=LONGEST + 1)])
def test_how_long_a_key_may_last(district, last_day):
    with pytest.raises(Refusal) as refused:
        make_token(actor=district.actor("head"), name="x", last_day=last_day, at=NOW)
    assert refused.value.code == "token_day"


def test_how_many_keys_one_may_have(district):
    for _place in range(MOST):
        make_token(actor=district.actor("head"), name="x", last_day=TODAY, at=NOW)
    with pytest.raises(Refusal) as refused:
        make_token(actor=district.actor("head"), name="x", last_day=TODAY, at=NOW)
    assert refused.value.code == "token_many"


def test_the_page_shows_a_key_once(district):
    client = district.client("head")
    page = client.post("/tokens/", {"name": "月报", "last_day": "2026-12-31"}).content.decode()
    shown = page.partition('<code class="key">')[2].partition("</code>")[0]
    assert Token.objects.get().digest == digest_of(shown)
    assert shown not in client.get("/tokens/").content.decode()


def test_it_is_described():
    answer = Client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert set(answer.json()["paths"]) == {
        "/api/v1/items", "/api/v1/items/{pk}", "/api/v1/items/{pk}/reports", "/api/v1/units", "/api/v1/years/{year}",
    }  # fmt: skip
