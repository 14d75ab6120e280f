"""The app's addresses as a site of their own, in both languages."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(path("", include("luoshi_web.voices.urls")), prefix_default_language=False)
