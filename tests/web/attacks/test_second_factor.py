"""Ways round the second factor: guessing codes, and sessions that a password alone opened."""

import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from axes.models import AccessAttempt
from django.core.cache import cache
from django.test import Client

from luoshi_web.accounts.services import lift_lock
from tests.web.conftest import NOW, PASSWORD, build_district

AUTHENTICATE, AGAIN = "/accounts/2fa/authenticate/", "/accounts/2fa/reauthenticate/"
EN = {"accept-language": "en"}


def code(secret):
    """The code of these thirty seconds; near their end of the next ones, so that a slow machine asks in time."""
    left = 30 - time.time() % 30
    if left < 6:
        time.sleep(left + 0.1)
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def wrong(secret):
    """Six digits that are not the code of these minutes."""
    near = {format_hotp_value(hotp_value(secret, int(time.time()) // 30 + n)) for n in range(-3, 4)}
    return next(
        said
        for said in ("000000", "000001", "000002", "000003", "000004", "000005", "000006", "000007")
        if said not in near
    )


@pytest.fixture(autouse=True)
def nobody_has_tried(db):
    cache.clear()


@pytest.fixture
def secret(district):
    found = generate_totp_secret()
    TOTP.activate(district.people["head"], found)
    return found


def at_the_code(**more):
    """A browser that knows the password and is asked for the code."""
    client = Client(**more)
    answer = client.post("/accounts/login/", {"login": "head", "password": PASSWORD})
    assert answer["Location"].startswith(AUTHENTICATE)
    return client


def test_codes_are_not_guessed(district, secret, settings):
    settings.AXES_ENABLED = True
    client = at_the_code()
    for _ in range(5):
        page = client.post(AUTHENTICATE, {"code": wrong(secret)}, headers=EN)
    assert page.status_code == 429
    assert "Five wrong passwords or codes" in page.content.decode()
    assert client.post(AUTHENTICATE, {"code": code(secret)}).status_code == 429, (
        "the right one comes too late"
    )
    assert client.get("/")["Location"].startswith("/accounts/login/")
    again = Client().post("/accounts/login/", {"login": "head", "password": PASSWORD})
    assert again.status_code == 429, "nor does beginning anew help"
    (attempt,) = AccessAttempt.objects.all()
    lift_lock(actor=district.actor("administrator"), username="head", ip_address=attempt.ip_address, at=NOW)
    assert at_the_code().post(AUTHENTICATE, {"code": code(secret)})["Location"] == "/"


def test_nor_from_many_addresses(secret, settings):
    settings.AXES_ENABLED = True
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"second_factor": "7/h/key"}
    for n in range(7):
        client = at_the_code(REMOTE_ADDR=f"192.0.2.{n}")
        assert 'class="fault"' in client.post(AUTHENTICATE, {"code": wrong(secret)}).content.decode()
    page = at_the_code(REMOTE_ADDR="192.0.2.99").post(AUTHENTICATE, {"code": code(secret)}, headers=EN)
    assert "Too many wrong codes." in page.content.decode()


def test_a_right_code_begins_the_count_anew(secret, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"second_factor": "2/h/key"}
    client = at_the_code()
    client.post(AUTHENTICATE, {"code": wrong(secret)})
    assert client.post(AUTHENTICATE, {"code": code(secret)})["Location"] == "/"
    client = at_the_code()
    client.post(AUTHENTICATE, {"code": wrong(secret)})
    page = client.post(AUTHENTICATE, {"code": wrong(secret)}, headers=EN)
    assert "Too many wrong codes." not in page.content.decode()


def test_a_session_of_the_password_alone_shows_the_factor_once_there_is_one(committed, settings):
    """A thief who logged in before it was set up is not let in after it; whoever set it up works on."""
    settings.SECOND_FACTOR_ROLES = frozenset({"head"})
    build_district()
    thief, owner = Client(), Client()
    for client in (thief, owner):
        client.post("/accounts/login/", {"login": "head", "password": PASSWORD})
        assert client.get("/")["Location"] == "/accounts/2fa/totp/activate/"
    owner.post("/accounts/reauthenticate/?next=/accounts/2fa/totp/activate/", {"password": PASSWORD})
    found = owner.get("/accounts/2fa/totp/activate/").context["form"].secret
    owner.post("/accounts/2fa/totp/activate/", {"code": code(found)})
    assert owner.get("/").status_code == 200
    answer = thief.get("/items/?year=2026")
    assert answer["Location"] == f"{AGAIN}?next=%2Fitems%2F%3Fyear%3D2026"
    assert 'class="fault"' in thief.post(AGAIN, {"code": wrong(found)}).content.decode()
    assert thief.get("/")["Location"].startswith(AGAIN)


def test_no_code_is_taken_from_the_settings(settings):
    """allauth can be given a code that always fits, for tests of others: no installation of ours says one."""
    assert not hasattr(settings, "MFA_TOTP_INSECURE_BYPASS_CODE")
