"""The portal of ``make demo``: its own addresses, those of the public's word, and an invented login."""

from django.urls import path

from examples.portal.login import log_in
from luoshi_web.voices.site import handler404
from luoshi_web.voices.site import urlpatterns as of_the_site

__all__ = ["handler404", "urlpatterns"]
urlpatterns = [path("login/", log_in), *of_the_site]
