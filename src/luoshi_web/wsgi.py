"""The door for a WSGI server: ``gunicorn luoshi_web.wsgi``."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi_web.settings.production")
application = get_wsgi_application()

from luoshi_web.jobs.web import start_in_web  # noqa: E402  (needs the applications, which the line above has loaded)

start_in_web()

_ = get_resolver().url_patterns  # every page is loaded now: the first reader does not wait for it
# What is there by now stays for good. To look through all of it again and again held one page in forty up for a tenth of a second.
gc.collect()
gc.freeze()
