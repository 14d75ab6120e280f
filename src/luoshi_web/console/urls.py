"""Addresses of the office's pages, an area a line."""

from django.urls import include, path

from luoshi_web.console.home import views as home

urlpatterns = [
    path("", home.today, name="home"),
    path("post/", home.choose_post, name="choose_post"),
    path("language/", include("django.conf.urls.i18n")),
    path("items/", include("luoshi_web.console.items.urls")),
    path("progress/", include("luoshi_web.console.progress.urls")),
    path("lights/", include("luoshi_web.console.lights.urls")),
    path("checks/", include("luoshi_web.console.checks.urls")),
    path("log/", include("luoshi_web.console.log.urls")),
    path("papers/", include("luoshi_web.console.papers.urls")),
    path("people/", include("luoshi_web.console.people.urls")),
]
