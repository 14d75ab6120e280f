"""The door for a WSGI server: ``gunicorn luoshi_web.wsgi``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi_web.settings.production")
application = get_wsgi_application()

from luoshi_web.jobs.web import start_in_web  # noqa: E402  (needs the applications, which the line above has loaded)
from luoshi_web.ready import make_ready  # noqa: E402

start_in_web()

make_ready()
