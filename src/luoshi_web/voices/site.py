"""Addresses of a portal in which people have a say."""

from django.urls import include, path

from luoshi_web.portal.urls import handler404
from luoshi_web.portal.urls import urlpatterns as portal_addresses
from luoshi_web.voices.urls import app_name
from luoshi_web.voices.urls import urlpatterns as our_addresses

__all__ = ["handler404", "urlpatterns"]
urlpatterns = [path("", include((our_addresses, app_name))), *portal_addresses]
