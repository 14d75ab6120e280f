"""A portal over the invented districts' reports, brought in once a test run; its own settings, without the office's."""

import os
import re
import shutil
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.test import Client

from luoshi_web.portal.bring_in.run import Wanted, bring_in
from luoshi_web.settings import portal as portal_settings

ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "examples"
NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
QINGCHUAN = "/p/z4684d6-qingchuan/"
OURS = (
    "ROOT_URLCONF",
    "MIDDLEWARE",
    "CACHES",
    "CONTENT_SECURITY_POLICY",
    "APPEND_SLASH",
    "STATICFILES_DIRS",
    "LANGUAGE_CODE",
)


class Silent:
    def began(self, what, total): ...

    def went_on(self, count): ...


def reports(folder, *names):
    """A folder of its own with some of the examples."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copy(EXAMPLES / name, folder)
    return folder


def brought(*paths, now=NOW):
    return bring_in(Wanted([str(path) for path in paths], 1), Silent(), now=lambda: now)


@pytest.fixture(autouse=True)
def portal_alone(settings):
    """The portal's addresses and middleware; nobody is asked who he is."""
    for name in OURS:
        if hasattr(portal_settings, name):
            setattr(settings, name, getattr(portal_settings, name))
    settings.STATICFILES_DIRS = []
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker, tmp_path_factory):
    """Three years of 青川区 and two of 南屏市, for all tests of a module that only look."""
    folder = reports(
        tmp_path_factory.mktemp("reports"), *(f"qingchuan-{year}.txt" for year in (2024, 2025, 2026)),
        "nanping-2025.html", "nanping-2026.txt",
    )  # fmt: skip
    with django_db_blocker.unblock():
        brought(folder)
        yield folder
        emptied()


def emptied():
    """The portal's tables alone: a flush would take rights and what migrations brought from the tests behind."""
    tables = [
        model._meta.db_table for model in apps.get_app_config("portal").get_models(include_auto_created=True)
    ]
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), tables):
            cursor.execute(statement)
        cursor.execute("DELETE FROM portal_pairs")


@pytest.fixture
def client(filled, db):
    return Client()


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The address of the portal of ``make demo``, filled and served by its own command in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    held = {name: value for name, value in os.environ.items() if not name.startswith(("LUOSHI_", "DJANGO_"))}
    said = held | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "PYTHONUNBUFFERED": "1"}
    folder = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-m", "examples.portal.serve", "--data", str(folder), "--port", str(port)]
    run = subprocess.Popen(command, cwd=ROOT, env=said, stdout=subprocess.PIPE, text=True)
    told = ""
    while run.poll() is None and "desk" not in told:
        told += run.stdout.readline()
    yield re.search(r"http://\S+", told)[0]
    run.terminate()
    run.wait(30)
