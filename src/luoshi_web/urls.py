"""All addresses: the office's pages, login and second factor, languages."""

from django.urls import URLPattern, URLResolver, include, path

handler500 = "luoshi_web.console.traced.server_error"
urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("luoshi_web.console.login_urls")),
    path("", include("luoshi_web.console.urls")),
]
