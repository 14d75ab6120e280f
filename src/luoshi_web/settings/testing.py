"""The tests: SQLite in memory, or the server that ``LUOSHI_DATABASE`` names; tasks run where they are asked for."""

import tempfile
from pathlib import Path

from luoshi_web.settings.base import *  # noqa: F403
from luoshi_web.settings.base import DATABASES, INSTALLED_APPS

INSTALLED_APPS = [
    *INSTALLED_APPS,
    "luoshi_web.voices",
]  # the public's side, which the office's own installation has not

SECRET_KEY = "for the tests alone: not a secret, not for any installation"
ALLOWED_HOSTS = ["localhost", "testserver", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = Path(tempfile.gettempdir()) / "luoshi-tests/files"
STATIC_ROOT = Path(tempfile.gettempdir()) / "luoshi-tests/static"
STATIC_ROOT.mkdir(exist_ok=True, parents=True)
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
JOBS_IN_WEB = False
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True  # else each new client of a test lists all static files
AXES_ENABLED = False  # the tests of throttling turn it on
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA synchronous=OFF",  # what a test wrote to a file need not outlive the machine
    }
