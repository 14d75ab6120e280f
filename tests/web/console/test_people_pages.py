"""The administrator's pages: every act in the log, no password kept, lists whole or not at all."""

import re
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.contrib.auth.hashers import check_password, get_hasher
from django.test import Client
from django.utils import timezone

from luoshi_web.accounts.models import Charge, Holding, Office, OfficeName, Person, Post
from luoshi_web.accounts.security import hashed, new_password
from luoshi_web.accounts.selectors import holder, leader_in_charge
from luoshi_web.audit.models import Act
from tests.web.conftest import PASSWORD, TODAY

EN = {"accept-language": "en"}
PAGES = (
    "/people/", "/people/offices/new/", "/people/people/", "/people/people/new/", "/people/locks/", "/people/list/",
    "/people/list/template.csv",
)  # fmt: skip


@pytest.fixture
def admin(district):
    return district.client("administrator")


def verbs():
    return list(Act.objects.order_by("number").values_list("verb", flat=True))


@pytest.mark.parametrize("key", ["supervisor", "leader", "head", "officer", "auditor"])
def test_nobody_else_comes_in(district, key):
    client = district.client(key)
    addresses = [
        *PAGES,
        f"/people/offices/{district.offices['发改局'].pk}/",
        f"/people/posts/{district.posts['head'].pk}/",
        f"/people/people/{district.people['head'].pk}/",
    ]
    assert {client.get(address).status_code for address in addresses} == {403}
    acts = [
        f"/people/posts/{district.posts['head'].pk}/appoint/",
        f"/people/people/{district.people['head'].pk}/password/",
        "/people/locks/lift/",
    ]
    assert {client.post(address).status_code for address in acts} == {403}
    assert not Act.objects.exists()


def test_every_page_opens_in_few_queries(district, admin, django_assert_max_num_queries):
    for address in (
        *PAGES,
        f"/people/offices/{district.offices['发改局'].pk}/",
        f"/people/posts/{district.posts['leader'].pk}/",
        f"/people/people/{district.people['head'].pk}/",
    ):
        with django_assert_max_num_queries(15):
            assert admin.get(address).status_code == 200, address


def test_an_office_is_opened_with_the_names_that_papers_use(admin):
    asked = {
        "code": "wlj", "name": "区文化和旅游局", "short_name": "文旅局", "kind": "department", "names": "文旅委、区文旅局", "order": 9,
    }  # fmt: skip
    assert admin.post("/people/offices/new/", asked).status_code == 302
    office = Office.objects.get(code="wlj")
    assert set(office.names.values_list("name", flat=True)) == {"文旅委", "区文旅局"}
    assert verbs() == ["office.open"]
    page = admin.post("/people/offices/new/", asked | {"code": "other"}, follow=True, headers=EN)
    assert "is taken" in page.content.decode()


def test_an_office_changes_its_names_and_is_shut_only_when_empty(district, admin):
    office = district.offices["教体局"]
    asked = {"name": "区教育局", "short_name": "教育局", "kind": "department", "names": "教育局", "order": 4}
    admin.post(f"/people/offices/{office.pk}/", asked | {"active": "on"})
    office.refresh_from_db()
    assert (office.name, list(OfficeName.objects.filter(office=office).values_list("name", flat=True))) == (
        "区教育局", ["教育局"],
    )  # fmt: skip
    page = admin.post(f"/people/offices/{office.pk}/", asked, follow=True, headers=EN)
    assert "Somebody still holds a post" in page.content.decode()
    assert Office.objects.get(pk=office.pk).active
    assert verbs() == ["office.change"]


def test_a_post_is_opened_filled_and_left_vacant(district, admin):
    office = district.offices["教体局"]
    asked = {"title": "副局长", "role": "officer", "clearance": 1, "order": 5}
    admin.post(f"/people/offices/{office.pk}/posts/", asked)
    post = Post.objects.get(title="副局长")
    person = district.people["officer2"]
    assert f"/people/posts/{post.pk}/" in admin.get("/people/?vacant=on").content.decode()
    admin.post(f"/people/posts/{post.pk}/appoint/", {"person": person.pk, "since": "2026-03-10"})
    assert holder(post, at=TODAY) == person
    successor = district.people["officer"]
    admin.post(f"/people/posts/{post.pk}/appoint/", {"person": successor.pk, "since": "2026-04-01"})
    assert holder(post, at=date(2026, 4, 1)) == successor
    admin.post(f"/people/posts/{post.pk}/vacate/", {"until": "2026-05-01"})
    assert holder(post, at=date(2026, 5, 1)) is None
    assert verbs() == ["post.open", "post.appoint", "post.appoint", "post.vacate"]
    assert len(Holding.objects.filter(post=post)) == 2


def test_a_post_changes_its_clearance_and_is_not_ended_while_held(district, admin):
    post = district.posts["head"]
    asked = {"title": "局长", "role": "head", "clearance": 0, "order": 4}
    admin.post(f"/people/posts/{post.pk}/", asked | {"active": "on"})
    post.refresh_from_db()
    assert post.clearance == 0
    assert (
        "still holds"
        in admin.post(f"/people/posts/{post.pk}/", asked, follow=True, headers=EN).content.decode()
    )
    assert '"clearance":[1,0]' in Act.objects.get().details


def test_what_is_wrong_is_said_and_changes_nothing(district, admin):
    post = district.posts["head"]
    page = admin.post(f"/people/posts/{post.pk}/appoint/", {"since": "neverday"}, follow=True, headers=EN)
    assert page.content.decode().count('role="alert"') == 2
    too_early = {"person": district.people["officer"].pk, "since": "2023-01-01"}
    page = admin.post(f"/people/posts/{post.pk}/appoint/", too_early, follow=True, headers=EN)
    assert "has had its holder since" in page.content.decode()
    assert not Act.objects.exists()


def test_a_leader_is_put_in_charge(district, admin):
    office, post = district.offices["发改局"], district.posts["leader2"]
    admin.post(f"/people/posts/{post.pk}/charge/", {"offices": [office.pk], "since": "2026-03-10"})
    assert leader_in_charge(office, at=TODAY) == post
    assert Charge.objects.get(office=office, until=TODAY).post == district.posts["leader"]
    assert admin.post(f"/people/posts/{district.posts['head'].pk}/charge/", {}).status_code == 404


def test_a_leader_in_charge_of_a_past_day_is_proposed(district, admin):
    office, post = district.offices["发改局"], district.posts["leader2"]
    answer = admin.post(
        f"/people/posts/{post.pk}/charge/", {"offices": [office.pk], "since": "2026-01-01"}, follow=True
    )
    assert answer.redirect_chain[-1][0] == "/people/proposals/"
    assert leader_in_charge(office, at=TODAY) == district.posts["leader"]
    (said,) = [said for _proposal, said, *_ in answer.context["rows"]]
    assert "发改局" in dict(said).values()
    assert "2026-01-01" in dict(said).values()


def test_somebody_new_logs_in_with_the_password_shown_once_and_has_to_change_it(admin):
    page = admin.post("/people/people/new/", {"username": "sun", "name": "孙某", "email": ""})
    (password,) = re.findall(r"<code>([a-z0-9-]{14})</code>", page.content.decode())
    assert "no-store" in page["Cache-Control"]
    person = Person.objects.get(username="sun")
    assert person.check_password(password)
    assert person.must_change_password
    assert password not in person.password
    assert password not in Act.objects.get().details
    Holding.objects.filter(post__title="审计员").delete()
    Holding.objects.create(person=person, post=Post.objects.get(title="审计员"), since=TODAY)
    client = Client()
    client.post("/accounts/login/", {"login": "sun", "password": password})
    assert client.get("/")["Location"] == "/accounts/password/"
    assert client.get("/log/")["Location"] == "/accounts/password/"
    again = {"oldpassword": password, "password1": password, "password2": password}
    assert "that you had" in client.post("/accounts/password/", again, headers=EN).content.decode()
    own = {"oldpassword": password, "password1": "an own phrase 9", "password2": "an own phrase 9"}
    assert client.post("/accounts/password/", own)["Location"] == "/"
    assert client.get("/").status_code == 200
    person.refresh_from_db()
    assert not person.must_change_password
    assert verbs() == ["person.add", "person.change"]


def test_the_name_of_another_login_is_refused(district, admin):
    page = admin.post("/people/people/new/", {"username": "head", "name": "某"}, follow=True, headers=EN)
    assert "is taken" in page.content.decode()
    assert not Act.objects.exists()


def test_a_new_password_ends_what_was_open(district, admin):
    person = district.people["head"]
    inside = district.client("head")
    assert inside.get("/").status_code == 200
    page = admin.post(f"/people/people/{person.pk}/password/")
    assert re.search(r"<code>[a-z0-9-]{14}</code>", page.content.decode())
    assert inside.get("/").status_code == 302
    assert not Client().login(username="head", password=PASSWORD)


def test_who_may_not_log_in_any_more_is_out(district, admin):
    person = district.people["head"]
    inside = district.client("head")
    admin.post(f"/people/people/{person.pk}/", {"name": "张三", "email": ""})
    assert inside.get("/").status_code == 302
    own = district.people["administrator"]
    page = admin.post(f"/people/people/{own.pk}/", {"name": "我", "email": ""}, follow=True, headers=EN)
    assert "not for your post" in page.content.decode()
    assert Person.objects.get(pk=own.pk).is_active
    assert verbs() == ["person.change"]


def test_a_lost_second_factor_is_taken(district, admin):
    person = district.people["head"]
    Authenticator.objects.create(user=person, type="totp", data={})
    admin.post(f"/people/people/{person.pk}/second-factor/")
    assert not Authenticator.objects.exists()
    page = admin.post(f"/people/people/{person.pk}/second-factor/", follow=True, headers=EN)
    assert "has no second factor" in page.content.decode()
    assert verbs() == ["factor.remove"]


def test_people_are_found_by_second_factor(district, admin):
    Authenticator.objects.create(user=district.people["head"], type="totp", data={})
    found = admin.get("/people/people/?second_factor=true").context["page"]
    assert [person.username for person in found] == ["head"]
    assert "head" not in {
        p.username for p in admin.get("/people/people/?second_factor=false").context["page"]
    }


def test_wrong_passwords_lock_a_name_until_the_lock_is_lifted(district, admin, settings):
    settings.AXES_ENABLED = True
    client = Client()
    for attempt in range(5):
        page = client.post("/accounts/login/", {"login": "head", "password": f"wrong {attempt}"}, headers=EN)
    assert "Too many attempts" in page.content.decode()
    page = client.post("/accounts/login/", {"login": "head", "password": PASSWORD}, headers=EN)
    assert page.status_code == 429
    assert "Too many attempts" in page.content.decode()
    (lock,) = admin.get("/people/locks/").context["locks"]
    assert (lock.username, lock.failures) == ("head", 5)
    assert lock.until > timezone.now()
    admin.post("/people/locks/lift/", {"username": "head", "ip_address": lock.ip_address})
    assert not AccessAttempt.objects.exists()
    assert verbs() == ["login.unlock"]
    assert client.post("/accounts/login/", {"login": "head", "password": PASSWORD})["Location"] == "/"


def test_lifting_what_is_not_locked_is_refused(district, admin):
    page = admin.post("/people/locks/lift/", {"username": "head"}, follow=True, headers=EN)
    assert "is not locked" in page.content.decode()


def test_a_role_that_needs_a_second_factor_sets_it_up_first(district, settings):
    settings.SECOND_FACTOR_ROLES = frozenset({"leader"})
    client = district.client("leader")
    assert client.get("/")["Location"] == "/accounts/2fa/totp/activate/"
    assert (
        client.post("/post/", {"post": district.posts["leader"].pk})["Location"]
        == "/accounts/2fa/totp/activate/"
    )
    assert district.client("head").get("/").status_code == 200
    Authenticator.objects.create(user=district.people["leader"], type="totp", data={})
    assert client.get("/")["Location"].startswith("/accounts/2fa/reauthenticate/"), "and shows it"


def test_a_given_password_is_hashed_anew_at_the_first_login(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    password = new_password()
    assert check_password(password, hashed(password))
    assert get_hasher().must_update(hashed(password))


def test_the_roles_of_the_settings_are_those_of_posts():
    from typing import get_args

    from luoshi_web.accounts.models import Role
    from luoshi_web.settings import environment

    assert set(get_args(environment.Role)) == set(Role.values)
