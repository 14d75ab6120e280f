"""The door for a WSGI server to the portal alone: ``gunicorn luoshi_web.portal.wsgi``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi_web.settings.portal")
application = get_wsgi_application()
