"""Second factor from set-up to login, in our frame and both languages."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from tests.web.conftest import PASSWORD


def code(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def inside(district):
    client = Client()
    client.post("/accounts/login/", {"login": "head", "password": PASSWORD})
    asked = client.get("/accounts/2fa/totp/activate/")["Location"]
    assert asked.startswith("/accounts/reauthenticate/"), "an open browser alone sets up nothing"
    assert client.post(asked, {"password": PASSWORD})["Location"] == "/accounts/2fa/totp/activate/"
    return client


def set_up(client):
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    return secret, client.post("/accounts/2fa/totp/activate/", {"code": code(secret)})


@pytest.mark.parametrize(
    ("language", "heading", "way"),
    [("zh-Hans", "设置双重验证", "验证器应用扫描"), ("en", "Set up the second factor", "Scan this picture")],
)
def test_it_is_set_up_in_our_frame(inside, language, heading, way):
    page = inside.get("/accounts/2fa/totp/activate/", headers={"accept-language": language})
    words = page.content.decode()
    assert f"<h1>{heading}</h1>" in words
    assert way in words
    assert 'src="data:image/svg+xml;' in words
    assert "img-src 'self' data:" in page["Content-Security-Policy"]
    assert " style=" not in words
    assert '<nav class="places"' in words


def test_a_wrong_code_sets_up_nothing(inside):
    inside.get("/accounts/2fa/totp/activate/")
    page = inside.post("/accounts/2fa/totp/activate/", {"code": "000000"})
    assert 'class="fault"' in page.content.decode()
    assert not Authenticator.objects.exists()


def test_login_then_asks_for_the_code(district, inside):
    _secret, done = set_up(inside)
    assert done.status_code == 302
    assert Authenticator.objects.filter(user=district.people["head"], type="totp").exists()
    client = Client()
    step = client.post("/accounts/login/", {"login": "head", "password": PASSWORD})
    assert step["Location"].startswith("/accounts/2fa/authenticate/")
    assert client.get("/")["Location"].startswith("/accounts/login/")
    page = client.get("/accounts/2fa/authenticate/", headers={"accept-language": "en"}).content.decode()
    assert "<h1>Second factor</h1>" in page
    assert 'class="fault"' in client.post("/accounts/2fa/authenticate/", {"code": "123"}).content.decode()
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert client.post("/accounts/2fa/authenticate/", {"code": codes[0]})["Location"] == "/"
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_every_page_of_it_stands_in_our_frame(inside, language):
    set_up(inside)
    for address in (
        "/accounts/2fa/",
        "/accounts/2fa/totp/deactivate/",
        "/accounts/2fa/recovery-codes/",
        "/accounts/2fa/recovery-codes/generate/",
        "/accounts/2fa/reauthenticate/",
        "/accounts/password/",
        "/accounts/logout/",
    ):
        page = inside.get(address, headers={"accept-language": language})
        assert page.status_code == 200, address
        words = page.content.decode()
        assert '<header class="top">' in words, address
        assert words.count("<h1>") == 1, address


def test_it_can_be_taken_away(district, inside):
    set_up(inside)
    inside.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(type="totp").exists()


def test_an_office_behind_one_address_logs_in_at_once_and_a_flood_is_told_to_wait(district, settings):
    statuses = {
        Client().post("/accounts/login/", {"login": "head", "password": PASSWORD}).status_code
        for _ in range(60)
    }
    assert statuses == {302}
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    Client().post("/accounts/login/", {"login": "head", "password": PASSWORD}, REMOTE_ADDR="192.0.2.7")
    page = Client().post(
        "/accounts/login/", {"login": "head", "password": PASSWORD}, REMOTE_ADDR="192.0.2.7", headers={"accept-language": "en"}
    )  # fmt: skip
    assert page.status_code == 429
    assert "Try again in a minute" in page.content.decode()
