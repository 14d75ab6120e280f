"""The door for a WSGI server: ``gunicorn luoshi_web.wsgi``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi_web.settings.production")
application = get_wsgi_application()

from luoshi_web.jobs.web import start_in_web  # noqa: E402  (needs the applications, which the line above has loaded)

start_in_web()
