"""Single sign-on against a provider of the tests: who is known comes in, nobody is added, a name that changed hands opens nothing."""

import json
import os
import re
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import jwt
import pytest
from django.conf import settings as django_settings
from django.test import Client

ROOT = Path(__file__).parents[3]
KEY = "the provider's own key of the tests, which is long enough"
# code → (subject, preferred_username, what is wrong with the token)
WAYS = {
    "first": ("s1", "head", ""), "again": ("s1", "renamed-since", ""), "other subject": ("s2", "head", ""), "stranger": ("s3", "nobody", ""),
    "left": ("s4", "gone", ""), "no name": ("s5", "", ""), "other audience": ("s6", "head", "aud"), "other issuer": ("s7", "head", "iss"),
    "too old": ("s8", "head", "exp"), "forged": ("s1", "head", ""), "refused": ("s1", "head", "token"),
}  # fmt: skip


class _Provider(BaseHTTPRequestHandler):
    def _say(self, said, status=200):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    def do_GET(self):
        base = f"http://127.0.0.1:{self.server.server_port}"
        if self.path.endswith("/.well-known/openid-configuration"):
            self._say({
                "issuer": base, "authorization_endpoint": f"{base}/authorize", "token_endpoint": f"{base}/token",
                "userinfo_endpoint": f"{base}/userinfo", "jwks_uri": f"{base}/jwks",
            })  # fmt: skip
        else:
            subject, name, _ = WAYS[self.headers["Authorization"].removeprefix("Bearer ")]
            self._say({"sub": subject, "preferred_username": name})

    def do_POST(self):
        said = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        code = said["code"][0]
        subject, name, wrong = WAYS[code]
        if wrong == "token" or "code_verifier" not in said:
            self._say({"error": "invalid_grant"}, 400)
            return
        base = f"http://127.0.0.1:{self.server.server_port}"
        claims = {
            "iss": base,
            "aud": "luoshi",
            "sub": subject,
            "exp": time.time() + 60,
            "iat": time.time(),
            "preferred_username": name,
        }
        claims |= {
            "aud": {"aud": "another"},
            "iss": {"iss": "http://other"},
            "exp": {"exp": time.time() - 900},
        }.get(wrong, {})
        self._say(
            {"access_token": code, "token_type": "Bearer", "id_token": jwt.encode(claims, KEY, "HS256")}
        )

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What came of every way, one after another in one office."""
    folder = tmp_path_factory.mktemp("oidc")
    provider = ThreadingHTTPServer(("127.0.0.1", 0), _Provider)
    threading.Thread(target=provider.serve_forever, daemon=True).start()
    oidc = {
        "name": "统一身份认证",
        "issuer": f"http://127.0.0.1:{provider.server_port}",
        "client": "luoshi",
        "secret": "s",
    }
    environment = {name: value for name, value in os.environ.items() if name != "LUOSHI_DATABASE"} | {
        "DJANGO_SETTINGS_MODULE": "luoshi_web.settings.testing", "LUOSHI_DATA": str(folder), "LUOSHI_OIDC": json.dumps(oidc),
        "LUOSHI_TEST_WAYS": json.dumps(list(WAYS)), "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("office_with_oidc.py"))], cwd=folder, env=environment, capture_output=True, text=True,
        timeout=300,
    )  # fmt: skip
    provider.shutdown()
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_the_provider_is_asked_with_pkce(told):
    first = told["first"]
    assert (first["offered"], first["pkce"], first["client"]) == (True, "S256", "luoshi")
    assert "openid" in first["scope"].split()
    assert re.search(r"form-action 'self' http://127\.0\.0\.1:\d+(?:;|$)", first["csp"]), (
        "a browser would not follow the form"
    )


def test_whoever_is_known_comes_in(told):
    assert (told["first"]["in"], told["first"]["to"]) == ("head", "/")


def test_the_subject_stays_tied_to_the_person(told):
    assert told["again"]["in"] == "head"
    assert told["other subject"]["in"] is None


@pytest.mark.parametrize("way", [way for way in WAYS if way not in {"first", "again"}])
def test_nobody_else_comes_in(told, way):
    assert told[way]["in"] is None
    assert told[way]["status"] in {302, 200, 401}
    assert told[way]["to"] in {"", "/accounts/login/"}


def test_nobody_is_added(told):
    assert told["people"] == ["gone", "head"]


def test_it_is_an_act_and_a_given_password_is_good_for_nothing(told):
    assert [(verb, name) for verb, name, _details in told["acts"]] == [("person.change", "局长")]
    assert told["usable"] is False


def test_off_by_default(db):
    assert django_settings.OIDC is None
    assert "allauth.socialaccount" not in django_settings.INSTALLED_APPS
    assert "oidc" not in Client().get("/accounts/login/").content.decode()
    assert Client().get("/accounts/oidc/house/login/").status_code == 404
