"""The door for a WSGI server: ``gunicorn luoshi_web.wsgi``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi_web.settings.production")
application = get_wsgi_application()
