"""A site of the app alone, with a portal and a login that are invented; a Tuesday, 10 March 2026."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client

from luoshi_web import voices
from luoshi_web.voices.captcha.work import solve
from luoshi_web.voices.rights import RIGHTS, Actor, actor_for
from luoshi_web.voices.services import moderating, writing
from tests.web.conftest import NOW
from tests.web.voices import fakes

HERE = "tests.web.voices"
VOICES = {
    "subjects": f"{HERE}.fakes.FakePortal",
    "identity": f"{HERE}.fakes.FakeLogin",
    "hidden": f"{HERE}.fakes.purge",
    "work_bits": 4,
    "work_pieces": 4,
    "office_token": "an invented token of the office, long",
}


@pytest.fixture(autouse=True)
def _site(settings):
    settings.ROOT_URLCONF = f"{HERE}.site_urls"
    settings.VOICES = dict(VOICES)
    settings.AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
    settings.MIDDLEWARE = [
        f"django.{name}"
        for name in (
            "middleware.security.SecurityMiddleware",
            "contrib.sessions.middleware.SessionMiddleware",
            "middleware.locale.LocaleMiddleware",
            "middleware.common.CommonMiddleware",
            "middleware.csrf.CsrfViewMiddleware",
            "contrib.auth.middleware.AuthenticationMiddleware",
            "middleware.clickjacking.XFrameOptionsMiddleware",
        )
    ]
    settings.MIDDLEWARE.insert(1, "csp.middleware.CSPMiddleware")
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [Path(voices.__file__).parent / "templates"],
            "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
        }
    ]
    settings.FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
    fakes.PURGED.clear()


@pytest.fixture
def set_voices(settings):
    """``set_voices(decision_days=5)``."""

    def change(**said):
        settings.VOICES = {**settings.VOICES, **said}

    return change


@pytest.fixture
def moderator(db):
    """``moderator("li", "moderate")``: a user with these rights, all three where none is named."""

    def make(name, *rights):
        user = get_user_model().objects.create_user(username=name, password="an invented phrase")
        user.user_permissions.add(*Permission.objects.filter(codename__in=rights or RIGHTS))
        return get_user_model().objects.get(pk=user.pk)

    return make


@pytest.fixture
def desk(moderator):
    """Three people with all rights, as actors."""
    return [actor_for(moderator(name)) for name in ("li", "wang", "zhao")]


@pytest.fixture
def say(db):
    """``say("words", line="e1")``: a held comment and its key."""

    def send(text="路修到哪里了？", *, line="e1", public=True, at=NOW, **said):
        return writing.send(subject=fakes.LINES[line], text=text, public=public, at=at, **said)

    return send


@pytest.fixture
def shown(say):
    """A published comment."""

    def publish(text="路修到哪里了？", *, at=NOW, **said):
        comment, _ = say(text, at=at, **said)
        return moderating.publish(comment=comment, actor=Actor(90, "first", frozenset(RIGHTS)), at=at)

    return publish


class Reader:
    """Somebody with a browser who fills forms in as a browser with script does."""

    def __init__(self, token="reader", address="192.0.2.1"):
        self.client = Client(REMOTE_ADDR=address, headers={"X-Test-Reader": token} if token else None)

    def get(self, path, **said):
        return self.client.get(path, **said)

    def offer(self, path):
        return self.get(path).context["offer"]

    def solved(self, path):
        offer = self.offer(path)
        return {
            "challenge": offer.challenge,
            "work": solve(offer.nonce, pieces=offer.pieces, bits=offer.bits),
        }

    def fill(self, path, **said):
        return self.client.post(path, {**self.solved(path), **said})


@pytest.fixture
def reader(db):
    return Reader()
