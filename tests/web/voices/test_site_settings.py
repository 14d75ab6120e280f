"""The settings of a portal with the public's word, read in a process of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SHOWN = """
import json, django
from django.conf import settings
django.setup()
print(json.dumps([settings.SECURE_PROXY_SSL_HEADER, settings.VOICES["behind_proxy"], settings.SESSION_COOKIE_SECURE]))
"""
FAULT = """
import django
from django.core.handlers.exception import response_for_exception
from django.test import RequestFactory
django.setup()
from django.urls import set_urlconf
try:
    raise RuntimeError("an invented fault")
except RuntimeError as why:
    response_for_exception(RequestFactory().get("/mine/a-key-that-nobody-reads/"), why)
"""


def _run(code, folder, module="voices", **said):
    environment = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[3] / "src"), "LUOSHI_PORTAL_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": f"luoshi_web.settings.{module}", "LUOSHI_SECRET_KEY": "an invented key that is long enough to sign",
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-c", code], env=environment | said, capture_output=True, text=True
    )


@pytest.mark.parametrize(
    ("said", "proxy", "secure"),
    [
        ({}, False, True),
        ({"LUOSHI_BEHIND_PROXY": "false", "LUOSHI_PORTAL_HTTP": "0"}, False, True),
        ({"LUOSHI_BEHIND_PROXY": "1", "LUOSHI_PORTAL_HTTP": "true"}, True, False),
    ],
)
def test_yes_and_no_are_read_as_the_office_reads_them(tmp_path, said, proxy, secure):
    header = ["HTTP_X_FORWARDED_PROTO", "https"] if proxy else None
    assert json.loads(_run(SHOWN, tmp_path, **said).stdout) == [header, proxy, secure]


def test_a_word_that_is_neither_stops_with_its_name(tmp_path):
    refused = _run(SHOWN, tmp_path, LUOSHI_BEHIND_PROXY="perhaps")
    assert refused.returncode
    assert "behind_proxy" in refused.stderr


@pytest.mark.parametrize("module", ["voices", "portal"])
def test_a_fault_leaves_its_traceback(tmp_path, module):
    said = _run(FAULT, tmp_path, module)
    assert "an invented fault" in said.stderr
    assert ("a-key-that" in said.stderr) == (module == "portal")
