"""A developer's machine and `make demo`: SQLite below ``LUOSHI_DATA``, letters as files, no TLS."""

from luoshi_web.settings.base import *  # noqa: F403
from luoshi_web.settings.base import SAID, SECRET_KEY

for _folder in (SAID.data, SAID.data / "static"):
    _folder.mkdir(parents=True, exist_ok=True)
DEBUG = False
SECRET_KEY = SECRET_KEY or "for development alone: not a secret, not for any installation"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *SAID.hosts]
SESSION_COOKIE_NAME = "luoshi_dev_session"
WHITENOISE_USE_FINDERS = True
