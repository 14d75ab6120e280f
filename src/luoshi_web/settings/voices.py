"""The portal with the public's word (docs/voices.md): sessions and moderators of its own, still nothing of the office.

``LUOSHI_SECRET_KEY`` is needed, because it signs forms and sessions; ``LUOSHI_PORTAL_HTTP=1`` where no TLS stands before it.
"""

import os

from django.core.exceptions import ImproperlyConfigured

from luoshi_web.settings.portal import *  # noqa: F403
from luoshi_web.settings.portal import HERE, INSTALLED_APPS, LOCALE_PATHS, MIDDLEWARE

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
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not os.environ.get("LUOSHI_PORTAL_HTTP")
SESSION_COOKIE_AGE = 4 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
PORTAL_BLOCKS = ["luoshi_web.voices.released.thread_block"]
VOICES = {
    "subjects": "luoshi_web.voices.released.PortalSubjects",
    "hidden": "luoshi_web.voices.released.follow",
    "office_token": os.environ.get("LUOSHI_PORTAL_OFFICE_TOKEN", ""),
    "identity": os.environ.get("LUOSHI_PORTAL_IDENTITY", ""),
    "behind_proxy": bool(os.environ.get("LUOSHI_BEHIND_PROXY")),
}
