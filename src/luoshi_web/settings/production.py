"""A real installation behind TLS. Nothing here has a default that would be unsafe; what is missing stops the start with a sentence."""

from django.core.exceptions import ImproperlyConfigured

from luoshi_web.settings.base import *  # noqa: F403
from luoshi_web.settings.base import MIDDLEWARE, SAID, SECRET_KEY, STORAGES

if not SECRET_KEY:
    raise ImproperlyConfigured("LUOSHI_SECRET_KEY is not set: at least 50 random characters, kept secret")
if not SAID.hosts:
    raise ImproperlyConfigured('LUOSHI_HOSTS is not set: the names of the site as JSON, ["office.example"]')
if any(host.startswith("*") or host in {"", "."} for host in SAID.hosts):
    raise ImproperlyConfigured("LUOSHI_HOSTS names every host there is: say which names the site answers to")

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-luoshi_session"
KNOWN_BROWSER_COOKIE = "__Host-luoshi_browser"
if SAID.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    MIDDLEWARE = [MIDDLEWARE[0], "luoshi_web.console.proxy.ProxyMiddleware", *MIDDLEWARE[1:]]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
