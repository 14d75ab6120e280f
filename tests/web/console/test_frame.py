"""What every page begins with."""

import pytest

from luoshi_web.accounts.models import Holding
from tests.web.conftest import PASSWORD, TODAY


def test_who_is_not_logged_in_logs_in_first(client, db):
    answer = client.get("/log/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/?next=/log/")


def test_login_leads_to_what_was_asked_for(client, district):
    page = client.get("/accounts/login/?next=/log/", headers={"accept-language": "zh-Hans"})
    assert "登录" in page.content.decode()
    answer = client.post("/accounts/login/?next=/log/", {"login": "auditor", "password": PASSWORD})
    assert answer["Location"] == "/log/"


def test_nobody_signs_up(client, db):
    assert client.get("/accounts/signup/").status_code == 404


def test_without_a_post_nothing_can_be_done(client, district):
    Holding.objects.filter(person=district.people["head"]).update(until=TODAY)
    answer = district.client("head").get("/", headers={"accept-language": "en"})
    assert answer.status_code == 403
    assert "You hold no post today" in answer.content.decode()


@pytest.mark.parametrize(
    ("key", "status"),
    [("auditor", 200), ("supervisor", 200), ("head", 403), ("officer", 403), ("leader", 403)],
)
def test_the_log_is_for_those_who_may_read_it(district, key, status):
    assert district.client(key).get("/log/").status_code == status


def test_a_page_says_its_policy_and_holds_no_inline_code(district):
    answer = district.client("supervisor").get("/")
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    words = answer.content.decode()
    assert "<style" not in words
    assert " style=" not in words
    assert " onclick=" not in words


def test_a_post_is_chosen_among_ones_own(district):
    Holding.objects.filter(post=district.posts["officer2"]).delete()
    Holding.objects.create(person=district.people["head"], post=district.posts["officer2"], since=TODAY)
    client = district.client("head")
    assert client.post("/post/", {"post": district.posts["officer2"].pk}).status_code == 302
    assert client.session["post"] == district.posts["officer2"].pk
    assert client.post("/post/", {"post": district.posts["leader"].pk}).status_code == 403


def test_the_language_is_chosen_and_kept(district):
    client = district.client("supervisor")
    client.post("/language/setlang/", {"language": "en", "next": "/"})
    assert "Today" in client.get("/").content.decode()
    client.post("/language/setlang/", {"language": "zh-hans", "next": "/"})
    assert "今日" in client.get("/").content.decode()
