"""Requests that an attacker makes: forged from another site, with hostile parameters, for another host, to be led away."""

import re
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from luoshi_web.audit.models import Act
from luoshi_web.console.proxy import ProxyMiddleware, address_of
from tests.web.conftest import PASSWORD, TODAY
from tests.web.permissions.addresses import OPEN_PAGES, VALUES, places

ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "https:evil.example",
    "javascript:alert(1)",
    "http://testserver@evil.example/",
)


def signed_in(district, key="supervisor", **more):
    client = Client(**more)
    client.force_login(district.people[key], backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_no_act_is_done_for_another_site(district):
    """Each form carries a token of its session: without one, or with one of another session, nothing happens at any address."""
    client, other = signed_in(district, enforce_csrf_checks=True), signed_in(district, "head")
    token = other.get("/").context["csrf_token"]
    for place in places():
        if place.methods is not None and "POST" not in place.methods:
            continue
        where = place.address(VALUES)
        refused = {403, 405} if place.name.startswith("api:") else {403}  # the interface takes no POST at all
        assert client.post(where).status_code in refused, where
        assert client.post(where, {"csrfmiddlewaretoken": str(token)}).status_code in refused, where
    assert not Act.objects.exists()


@pytest.mark.parametrize("where", ELSEWHERE)
def test_nobody_is_led_to_another_site(district, make_item, where):
    client = signed_in(district)
    assert client.post("/language/setlang/", {"language": "en", "next": where})["Location"] == "/"
    refused = client.post("/urging/1/take/", {"back": where, "desk": 1})
    assert refused.status_code == 404
    answer = client.post("/people/locks/lift/", {"username": "x", "back": where}, headers={"referer": where})
    assert answer.status_code == 403
    admin = signed_in(district, "administrator")
    answer = admin.post("/people/locks/lift/", {"username": "x", "back": where}, headers={"referer": where})
    assert answer["Location"] == "/"
    item = make_item()
    page = signed_in(district, "officer").post(
        f"/progress/items/{item.pk}/report/?period=2026-02-28",
        {"state": "reported", "words": "过半", "back": where},
    )
    assert page["Location"] == f"/progress/items/{item.pk}/"
    login = Client().post(
        f"/accounts/login/?next={where}", {"login": "head", "password": PASSWORD, "next": where}
    )
    assert login["Location"] == "/"


def test_another_host_is_not_answered(district):
    for host in (
        "evil.example",
        "testserver.evil.example",
        "testserver:80@evil.example",
        "evil.example#testserver",
    ):
        assert signed_in(district).get("/", headers={"host": host}).status_code == 400
    page = signed_in(district).get("/", headers={"x-forwarded-host": "evil.example"})
    assert page.status_code == 200
    assert "evil.example" not in page.content.decode()


HOSTILE = (
    "9" * 26,
    "-1",
    "²",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "\x00",
    "0001-01-01",
    "9999-12-31",
    "𠮷" * 300,
)
NAMES = (
    "page", "year", "day", "replay", "period", "office", "kind", "state", "words", "whose", "leader", "due_from", "due_to", "time_light",
    "sort", "show", "within", "rung", "unanswered", "since", "until", "verb", "person", "ladder", "line", "vacant", "role", "second_factor",
    "began", "count", "unit", "lacking", "lead", "review", "section", "field", "lowers", "unread", "active", "given", "on", "secrecy", "split",
    "items", "appraisal", "issuer", "title", "next",
)  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_break_no_page(district, make_item, value):
    """Whatever stands in a query, the page answers, and what it shows of it is text."""
    item = make_item()
    supervisor, administrator = signed_in(district), signed_in(district, "administrator")
    for place in places():
        if place.methods is None or "GET" not in place.methods:
            continue
        where = place.address(VALUES | {"pk": item.pk})
        client = administrator if place.name.startswith("people:") else supervisor
        answer = client.get(where, dict.fromkeys(NAMES, value))
        assert answer.status_code < 500, where
        if value.startswith("<") and answer.get("Content-Type", "").startswith("text/html"):
            assert value not in answer.content.decode(), where


@pytest.mark.parametrize("key", ["99999999999999999999999999", "0"])
def test_keys_that_no_row_can_have_find_nothing(district, key):
    client, keys = signed_in(district), {"pk", "entry", "entry_pk", "report_pk"}
    for place in places():
        if place.methods is None or keys.isdisjoint(re.findall(r"<int:(\w+)>", place.route)):
            continue
        values = {name: key if name in keys else value for name, value in VALUES.items()}
        where = place.address(values)
        answer = client.get(where) if "GET" in place.methods else client.post(where)
        assert answer.status_code in {403, 404}, where


@pytest.mark.parametrize("version", ["²", "-1", "", "99999999999999999999999999", "1; DROP TABLE", "\x00"])
def test_a_version_that_is_none_matches_nothing(district, make_item, version):
    item = make_item(state="assigned")
    client = signed_in(district, "head")
    assert client.post(f"/split/items/{item.pk}/sign/", {"version": version}).status_code == 302
    assert type(item).objects.get(pk=item.pk).state == "assigned"
    assert not Act.objects.exists()


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("198.51.100.1,2001:db8::7", "2001:db8::"),
        ("198.51.100.1, nonsense", "127.0.0.1"),
        ("", "127.0.0.1"),
    ],
)
def test_nobody_chooses_the_address_that_they_are_counted_by(rf, forwarded, address):
    request = rf.get("/", headers={"x-forwarded-for": forwarded})
    ProxyMiddleware(lambda request: HttpResponse())(request)
    assert address_of(request) == address


def test_a_lock_is_not_got_round_by_another_header(district, settings):
    settings.AXES_ENABLED = True
    for n in range(5):
        Client().post(
            "/accounts/login/",
            {"login": "head", "password": "wrong"},
            headers={"x-forwarded-for": f"198.51.100.{n}"},
        )
    page = Client().post(
        "/accounts/login/",
        {"login": "head", "password": PASSWORD},
        headers={"x-forwarded-for": "198.51.100.77"},
    )
    assert page.status_code == 429


def test_a_session_begins_anew_with_each_login(district):
    """A session that somebody was given before the login is not the one after it."""
    client = Client()
    client.get("/accounts/login/")
    session = client.session
    session["planted"] = "yes"
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    client.post("/accounts/login/", {"login": "head", "password": PASSWORD})
    assert client.session.session_key != planted
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert thief.get("/")["Location"].startswith("/accounts/login/")
    after = client.session.session_key
    client.post("/accounts/logout/")
    thief.cookies["sessionid"] = after
    assert thief.get("/")["Location"].startswith("/accounts/login/")


def test_a_post_left_behind_in_a_session_is_nobodys(district):
    """Who no longer holds the post that the session chose acts from one that they hold, or from none."""
    client = signed_in(district, "head")
    session = client.session
    session["post"] = district.posts["supervisor"].pk
    session.save()
    assert client.get("/split/").status_code == 403
    district.people["head"].holdings.update(until=TODAY)
    assert client.get("/").status_code == 403
    district.people["head"].holdings.update(since=TODAY + timedelta(days=1), until=None)
    assert client.get("/").status_code == 403


def test_whoever_may_log_in_no_more_is_out_at_once(district):
    client = signed_in(district, "head")
    assert client.get("/").status_code == 200
    type(district.people["head"]).objects.filter(username="head").update(is_active=False)
    assert client.get("/")["Location"].startswith("/accounts/login/")


def test_pages_that_are_everybodys_do_nothing_for_nobody(db):
    """Pages of one's own password and second factor ask for a login; those of logging in hold nothing; the interface asks for a key."""
    own = OPEN_PAGES - {"account_login", "set_language", "account_logout"}
    # its description, which is everybody's; and nothing
    of_programs = {"api:openapi-json": 200, "api:api-root": 404}
    for place in places():
        if place.name.startswith("api:"):
            assert Client().get(place.address(VALUES)).status_code == of_programs.get(place.name, 401), (
                place.name
            )
        elif place.name in own:
            assert Client().get(place.address({}))["Location"].startswith("/accounts/login/"), place.name
