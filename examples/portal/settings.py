"""The portal of ``make demo``, with the public's word: a database of its own below ``build/demo``, a fixed day, a login that is invented.

``LUOSHI_NOW`` is the moment that pages and forms go by; the office of the demo stands at the same one.
"""

import os
from datetime import datetime
from pathlib import Path

os.environ.setdefault("LUOSHI_SECRET_KEY", "an invented key of a demonstration; nobody is kept out by it")
os.environ.setdefault("LUOSHI_PORTAL_HTTP", "1")  # on this machine, without TLS
from luoshi_web.settings.voices import *  # noqa: F403
from luoshi_web.settings.voices import TEMPLATES, VOICES

OFFICE_NOW = datetime.fromisoformat(os.environ.get("LUOSHI_NOW", "2026-09-15T10:00:00+08:00"))
TEMPLATES = [TEMPLATES[0] | {"DIRS": [Path(__file__).with_name("templates")]}]
ROOT_URLCONF = "examples.portal.urls"
VOICES = VOICES | {"identity": "examples.portal.login.InventedLogin"}
