"""A real installation: nothing unsafe by default, and what is missing is said."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def _manage(*arguments, **said):
    known = {name: value for name, value in os.environ.items() if not name.startswith(("LUOSHI_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, capture_output=True, text=True,
        env=known | {"DJANGO_SETTINGS_MODULE": "luoshi_web.settings.production"} | said,
    )  # fmt: skip


def test_the_deployment_check_finds_nothing(tmp_path):
    done = _manage(
        "check", "--deploy", "--fail-level", "INFO",
        LUOSHI_SECRET_KEY="k" * 20 + "0123456789abcdefghijklmnopqrstuvwxyzABCDEF", LUOSHI_HOSTS='["office.example"]', LUOSHI_DATA=str(tmp_path),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_without_a_key_it_does_not_start(tmp_path):
    done = _manage("check", LUOSHI_HOSTS='["office.example"]', LUOSHI_DATA=str(tmp_path))
    assert done.returncode == 1
    assert "LUOSHI_SECRET_KEY is not set" in done.stderr


def test_a_host_that_is_every_host_does_not_start(tmp_path):
    said = {"LUOSHI_SECRET_KEY": "k" * 50, "LUOSHI_HOSTS": '["*"]', "LUOSHI_DATA": str(tmp_path)}
    done = _manage("check", **said)
    assert done.returncode == 1
    assert "LUOSHI_HOSTS names every host there is" in done.stderr


def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_adds(tmp_path):
    said = {
        "LUOSHI_SECRET_KEY": "k" * 20 + "0123456789abcdefghijklmnopqrstuvwxyzABCDEF", "LUOSHI_HOSTS": '["office.example"]',
        "LUOSHI_DATA": str(tmp_path), "LUOSHI_BEHIND_PROXY": "true",
    }  # fmt: skip
    done = _manage("shell", "-c", "from django.conf import settings; print(settings.MIDDLEWARE[:2])", **said)
    first = "['luoshi_web.console.traced.TraceMiddleware', 'luoshi_web.console.proxy.ProxyMiddleware']"
    # before all that counts by address: only the request's name is given earlier
    assert first in done.stdout, done.stderr


def test_a_wrong_database_address_is_told(tmp_path):
    done = _manage("check", LUOSHI_DATABASE="mysql://x/y", LUOSHI_DATA=str(tmp_path))
    assert done.returncode == 1
    assert "LUOSHI_DATABASE: a postgresql:// address" in done.stderr
