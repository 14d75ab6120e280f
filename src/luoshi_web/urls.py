"""All addresses: the office's pages, login and second factor, languages."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("luoshi_web.console.login_urls")),
    path("", include("luoshi_web.console.urls")),
]
