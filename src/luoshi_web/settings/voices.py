"""The portal with the public's word (docs/voices.md): sessions and moderators of its own, still nothing of the office.

``LUOSHI_SECRET_KEY`` is needed, because it signs forms and sessions; ``LUOSHI_PORTAL_HTTP=1`` where no TLS stands before it;
``LUOSHI_BEHIND_PROXY=1`` where a proxy ends TLS, sets X-Forwarded-Proto and adds to X-Forwarded-For.
"""

import logging
import os
import re

from django.core.exceptions import ImproperlyConfigured
from pydantic_settings import BaseSettings, SettingsConfigDict

from luoshi_web.settings.portal import *  # noqa: F403
from luoshi_web.settings.portal import HERE, INSTALLED_APPS, LOCALE_PATHS, LOGGING, MIDDLEWARE


class Said(BaseSettings):
    """Yes and no as the office's own settings read them: ``false`` and ``0`` are no, and a word that is neither stops the start."""

    model_config = SettingsConfigDict(env_prefix="LUOSHI_", extra="ignore", frozen=True)

    behind_proxy: bool = False
    portal_http: bool = False


class WithoutKeys(logging.Filter):
    """The key of a private link opens what somebody wrote: no line of the log holds one."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = re.sub(r"/mine/[^/\s]+", "/mine/-", record.getMessage()), ()
        return True


_said = Said()
LOGGING = LOGGING | {
    "filters": {"keys": {"()": WithoutKeys}},
    "handlers": {"stream": LOGGING["handlers"]["stream"] | {"filters": ["keys"]}},
}
SECRET_KEY = os.environ.get("LUOSHI_SECRET_KEY", "")
if len(SECRET_KEY) < 32:
    raise ImproperlyConfigured("LUOSHI_SECRET_KEY: at least 32 characters, they sign forms and sessions")
INSTALLED_APPS = [
    "luoshi_web.voices",
    *INSTALLED_APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
]
_after = MIDDLEWARE.index("luoshi_web.portal.frame.FrameMiddleware") + 1
MIDDLEWARE = [
    *MIDDLEWARE[:_after],
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "luoshi_web.voices.hidden_pages.HiddenMiddleware",
    *MIDDLEWARE[_after:],
]
ROOT_URLCONF = "luoshi_web.voices.site"
LOCALE_PATHS = [*LOCALE_PATHS, HERE / "voices/locale"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not _said.portal_http
if _said.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_AGE = 4 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "luoshi_web.voices.views.refused.without_token"
PORTAL_BLOCKS = ["luoshi_web.voices.released.thread_block"]
VOICES = {
    "subjects": "luoshi_web.voices.released.PortalSubjects",
    "hidden": "luoshi_web.voices.released.follow",
    "frame": "voices/in_portal.html",
    "office_token": os.environ.get("LUOSHI_PORTAL_OFFICE_TOKEN", ""),
    "identity": os.environ.get("LUOSHI_PORTAL_IDENTITY", ""),
    "behind_proxy": _said.behind_proxy,
}
