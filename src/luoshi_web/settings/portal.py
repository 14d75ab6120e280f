"""The portal by itself: released copies in a database of their own, no account, no session, no cookie, nothing of the office.

``LUOSHI_PORTAL_DATA`` is the folder of its SQLite file; ``LUOSHI_PORTAL_DATABASE`` names a PostgreSQL, or another SQLite file, instead.
``LUOSHI_PORTAL_HOSTS`` are the names that it answers to, with blanks between them; ``LUOSHI_PORTAL_ADDRESS`` is its own.
"""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from luoshi_web.settings.environment import portal_database

HERE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("LUOSHI_PORTAL_DATA", "build/portal"))
SECRET_KEY = os.environ.get("LUOSHI_SECRET_KEY") or "no page of the portal signs anything with this"
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *os.environ.get("LUOSHI_PORTAL_HOSTS", "").split()]
INSTALLED_APPS = ["luoshi_web.portal", "django.contrib.staticfiles", "csp"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "luoshi_web.portal.frame.FrameMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "luoshi_web.portal.frame.KeptMiddleware",
]
ROOT_URLCONF = "luoshi_web.portal.urls"
TEMPLATES: list[dict[str, Any]] = [
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}
]
DATABASES = {
    "default": portal_database(os.environ.get("LUOSHI_PORTAL_DATABASE") or str(DATA / "portal.sqlite3"))
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    }
}
# Without this Django mails tracebacks to ADMINS alone, of whom there are none, and a fault leaves not one line.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stream"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},  # what is not there is asked for all day
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = sorted(HERE.glob("portal/locale"))
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
PORTAL_ADDRESS = os.environ.get(
    "LUOSHI_PORTAL_ADDRESS", ""
)  # https://portal.example: of canonical addresses, sitemaps and feeds
PORTAL_DOWNLOADS = os.environ.get("LUOSHI_PORTAL_DOWNLOADS") or DATA / "downloads"  # files of all lines
PORTAL_FONT = os.environ.get(
    "LUOSHI_PORTAL_FONT", ""
)  # of pictures for other sites, where none of the usual is there
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
APPEND_SLASH = False
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
