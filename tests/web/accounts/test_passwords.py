"""Rules for passwords, sessions that end, and records of logins that do not vanish."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from axes.models import AccessFailureLog, AccessLog
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from luoshi_web.accounts.models import PastPassword, Person
from luoshi_web.accounts.security import new_password
from luoshi_web.audit.models import Act
from tests.web.conftest import NOW, PASSWORD

GOOD = ("Jiu-Yue 3 ri", "an invented phrase", "春江花月夜2026Qc!", "k7wm-3xrp-9dhz")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("Ab3-efgh", "password_too_short"),
        ("Woaini@2026", "password_common_here"),
        ("Admin@2026", "password_common_here"),
        ("Woaini1314", "password_too_common"),
        ("Aa123456!!", "password_common_here"),
        ("Ab1-Ab1-Ab1-", "password_common_here"),
        ("abcdefghklmn", "password_kinds"),
        ("abcdef234567", "password_kinds"),
        ("84062917530", "password_entirely_numeric"),
        ("Supervisor-1", "password_too_similar"),
    ],
)
def test_what_is_easily_guessed_is_refused(district, password, code):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, district.people["supervisor"])
    assert code in {fault.code for fault in refused.value.error_list}


def test_each_rule_is_told_once():
    told = password_validators_help_texts()
    assert len(told) == 6
    assert sum("常见" in rule or "common" in rule or "many people" in rule for rule in told) == 1


@pytest.mark.parametrize("password", [*GOOD, pytest.param(new_password(), id="a new one")])
def test_what_is_hard_to_guess_is_taken(district, password):
    validate_password(password, district.people["head"])


def chosen(client, old, new):
    said = {"oldpassword": old, "password1": new, "password2": new}
    return client.post("/accounts/password/", said, headers={"accept-language": "en"})


def test_none_of_the_last_passwords_is_taken_again(district, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"change_password": False}
    client, old = district.client("head"), PASSWORD
    for n in range(7):
        new = f"a phrase of the tests, number {n}"
        assert chosen(client, old, new).status_code == 302
        old = new
    assert PastPassword.objects.count() == 5
    page = chosen(client, old, "a phrase of the tests, number 2")
    assert "None of your last 5 passwords" in page.content.decode()
    assert chosen(client, old, "a phrase of the tests, number 0").status_code == 302, "that is long ago"


def test_an_old_password_is_changed_before_anything_else(district, settings):
    settings.PASSWORD_DAYS = 90
    Person.objects.filter(username="head").update(password_since=NOW - timedelta(days=91))
    Person.objects.filter(username="officer").update(password_since=NOW - timedelta(days=89))
    assert district.client("officer").get("/").status_code == 200
    client = district.client("head")
    assert client.get("/")["Location"] == "/accounts/password/"
    chosen(client, PASSWORD, "another phrase of the tests")
    assert client.get("/").status_code == 200


def test_a_session_that_is_used_goes_on(district, settings):
    client = district.client("head")
    client.get("/")
    first = client.session["seen_at"]
    session = client.session
    session["seen_at"] = first - settings.IDLE_MINUTES * 60 + 30
    session.save()
    assert client.get("/").status_code == 200
    assert client.session["seen_at"] >= first


def old_records(days):
    at = timezone.now() - timedelta(days=days)
    for model, name in ((AccessLog, "head"), (AccessFailureLog, "thief")):
        made = model.objects.create(
            username=name, ip_address="192.0.2.1", user_agent="x", http_accept="x", path_info="/"
        )
        model.objects.filter(pk=made.pk).update(attempt_time=at)


def test_records_of_logins_leave_as_a_file_alone(db, tmp_path):
    old_records(200)
    old_records(100)
    file = tmp_path / "logins.jsonl"
    call_command("export_logins", str(file), "--drop", stdout=StringIO())
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert sorted(line["username"] for line in lines) == ["head", "thief"]
    assert (AccessLog.objects.count(), AccessFailureLog.objects.count()) == (1, 1)
    act = Act.objects.get(verb="login.drop")
    assert '"records":2' in act.details
    with pytest.raises(CommandError):
        call_command("export_logins", str(file), "--drop", stdout=StringIO())  # a file is not written over


def test_no_record_of_the_last_half_year_is_dropped(db, tmp_path):
    old_records(100)
    with pytest.raises(CommandError, match="183 days"):
        call_command("export_logins", str(tmp_path / "x"), "--drop", "--days", "90", stdout=StringIO())
    assert AccessLog.objects.exists()


def test_what_failed_is_kept(district, settings):
    settings.AXES_ENABLED = True
    Client().post("/accounts/login/", {"login": "head", "password": "wrong"})
    Client().post("/accounts/login/", {"login": "head", "password": PASSWORD})
    assert AccessFailureLog.objects.get().username == "head"
    assert AccessLog.objects.get().username == "head"
