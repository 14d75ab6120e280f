"""The public addresses. Language and size stand before them (:mod:`luoshi_web.portal.frame`)."""

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path, register_converter
from django.urls.converters import StringConverter

from luoshi_web.portal import answers
from luoshi_web.portal.pages.addressed import without_slash
from luoshi_web.portal.pages.home import home
from luoshi_web.portal.pages.line import line_page
from luoshi_web.portal.pages.place import place_page
from luoshi_web.portal.pages.report import report_page
from luoshi_web.portal.pages.year import year_page


class Ending(StringConverter):
    regex = "csv|json|svg"


class Year(StringConverter):
    regex = "[12][0-9]{3}"

    def to_python(self, value: str) -> int:  # type: ignore[override]
        return int(value)


class Named(StringConverter):
    """A part of an address that no ending is cut from."""

    regex = "[^/.]+"


register_converter(Ending, "ending")
register_converter(Year, "year")
register_converter(Named, "named")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answers.not_found(request)


handler404 = not_found
urlpatterns = [
    path("", home, name="home"),
    path("index.<ending:ending>", home),
    path("p/<named:place>/", place_page, name="place"),
    path("p/<named:place>.<ending:ending>", place_page),
    path("p/<named:place>/<year:year>/", year_page, name="year"),
    path("p/<named:place>/<year:year>.<ending:ending>", year_page),
    path("p/<named:place>/<year:year>/report/", report_page, name="report"),
    path("p/<named:place>/<year:year>/report.<ending:ending>", report_page),
    path("l/<named:line_id>/", line_page, name="line"),
    path("l/<named:line_id>.<ending:ending>", line_page),
    re_path(r"^(?P<path>(?:p|l|i|c|search|compare|method|data)(?:/[^./][^/.]*)*)$", without_slash),
]
