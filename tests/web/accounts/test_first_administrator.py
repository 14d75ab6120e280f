"""An empty installation gets its first administrator, once."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from luoshi_web.accounts.models import Office, Person, Post
from luoshi_web.audit.models import Act


def test_the_first_administrator_opens_the_pages(db):
    out = StringIO()
    call_command("first_administrator", "admin", "管用", "--office", "区信息中心", stdout=out)
    password = out.getvalue().split()[-1]
    post = Post.objects.get()
    assert (post.role, post.office.name, Person.objects.get().username) == (
        "administrator",
        "区信息中心",
        "admin",
    )
    assert [act.verb for act in Act.objects.all()] == [
        "office.open",
        "post.open",
        "person.add",
        "post.appoint",
    ]
    client = Client()
    client.post("/accounts/login/", {"login": "admin", "password": password})
    answer = client.get("/people/", follow=True)
    assert answer.redirect_chain[0][0].startswith(
        "/accounts/password/"
    )  # a password that was told has to be changed first


def test_a_second_one_is_refused(db):
    call_command("first_administrator", "admin", "管用", stdout=StringIO())
    with pytest.raises(CommandError, match="there is an administrator already"):
        call_command("first_administrator", "other", "别人", stdout=StringIO())
    assert Person.objects.count() == 1


def test_a_login_that_is_taken_leaves_nothing_behind(db):
    Person.objects.create_user(username="admin", name="别人")
    with pytest.raises(CommandError):
        call_command("first_administrator", "admin", "管用", stdout=StringIO())
    assert not Office.objects.exists()
    assert not Act.objects.exists()
