"""The public addresses. Language and size stand before them (:mod:`luoshi_web.portal.frame`)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path, re_path, register_converter
from django.urls.converters import StringConverter

from luoshi_web.portal import answers
from luoshi_web.portal.api import v1
from luoshi_web.portal.api.answering import nowhere, with_open_doors
from luoshi_web.portal.downloads.giving import download
from luoshi_web.portal.followup.keep import NAMES
from luoshi_web.portal.frame import frame_of
from luoshi_web.portal.pages.about import data_page, method_page
from luoshi_web.portal.pages.addressed import without_slash
from luoshi_web.portal.pages.card import card_page
from luoshi_web.portal.pages.compare import compare_page
from luoshi_web.portal.pages.copy import copy_page
from luoshi_web.portal.pages.feeds import place_feed, search_feed, site_feed
from luoshi_web.portal.pages.file import file_page, file_picture, small_picture
from luoshi_web.portal.pages.followup import at_page, history_page, item_page, unit_page
from luoshi_web.portal.pages.home import home
from luoshi_web.portal.pages.indicator import indicator_page, indicators_page, ladder_page, over_years_page
from luoshi_web.portal.pages.interface import interface_page
from luoshi_web.portal.pages.line import line_page
from luoshi_web.portal.pages.machines import robots, sitemap_index, sitemap_shard
from luoshi_web.portal.pages.orphan import orphans_page
from luoshi_web.portal.pages.place import place_page
from luoshi_web.portal.pages.problems import problems_page
from luoshi_web.portal.pages.report import report_page
from luoshi_web.portal.pages.search import search_page
from luoshi_web.portal.pages.sheet import sheet_page
from luoshi_web.portal.pages.silent import silent_page
from luoshi_web.portal.pages.wording import wording_page
from luoshi_web.portal.pages.year import year_page


class Ending(StringConverter):
    regex = "csv|json|svg|png"


class Year(StringConverter):
    regex = "[12][0-9]{3}"

    def to_python(self, value: str) -> int:  # type: ignore[override]
        return int(value)


class SheetName(StringConverter):
    regex = NAMES


class Named(StringConverter):
    """A part of an address that no ending is cut from. No database takes a NUL."""

    regex = "[^/.\x00]+"


register_converter(Ending, "ending")
register_converter(Year, "year")
register_converter(SheetName, "sheet")
register_converter(Named, "named")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """In the form of what was asked for: a page, or a sentence for a program."""
    if frame_of(request).path.startswith("api/v1/"):
        return with_open_doors(nowhere(request))
    return answers.not_found(request)


handler404 = not_found


def both(address: str, view: Callable[..., HttpResponseBase]) -> list[URLPattern]:
    """A page, and its table, data and picture behind an ending in the place of its last slash."""
    return [path(address, view), path(f"{address.rstrip('/')}.<ending:ending>", view)]


urlpatterns = [
    path("", home),
    path("index.<ending:ending>", home),
    *both("p/<named:place>/", place_page),
    *both("p/<named:place>/problems/", problems_page),
    *both("p/<named:place>/orphans/", orphans_page),
    *both("p/<named:place>/<year:year>/", year_page),
    *both("p/<named:place>/<year:year>/report/", report_page),
    *both("p/<named:place>/<year:year>/silent/", silent_page),
    *both("p/<named:place>/<year:year>/wording/", wording_page),
    *both("p/<named:place>/<year:year>/<sheet:sheet>/", sheet_page),
    *both("p/<named:place>/items/<named:number>/", item_page),
    *both("p/<named:place>/items/<named:number>/evidence/<named:mark>/", file_page),
    path("p/<named:place>/items/<named:number>/evidence/<named:mark>/<int:page>.jpg", file_picture),
    path("p/<named:place>/items/<named:number>/evidence/<named:mark>/<int:page>-small.jpg", small_picture),
    *both("p/<named:place>/u/<named:unit>/", unit_page),
    *both("l/<named:line_id>/", line_page),
    path("l/<named:line_id>/card/", card_page),
    *both("l/<named:line_id>/history/", history_page),
    path("l/<named:line_id>/at/<named:day>/", at_page),
    *both("i/", indicators_page),
    *both("i/<named:code>/", indicator_page),
    *both("i/<named:code>/<year:year>/", indicator_page),
    *both("i/<named:code>/p/<named:place>/", over_years_page),
    *both("i/<named:code>/<year:year>/ladder/<named:place>/", ladder_page),
    *both("c/<named:sha256>/", copy_page),
    *both("compare/", compare_page),
    *both("search/", search_page),
    *both("data/", data_page),
    re_path(r"^data/files/(?P<name>[0-9a-z]+(?:~[0-9]{4})?(?:\.[a-z]+){1,2})$", download),
    path("method/", method_page),
    path("api/", interface_page),
    path("api/v1/", (v1.addresses(), "ninja", "portal")),
    path("robots.txt", robots),
    path("sitemap.xml", sitemap_index),
    re_path(r"^sitemap/(?P<province>[0-9]{2})-(?P<year>[12][0-9]{3})\.xml$", sitemap_shard),
    path("feed.atom", site_feed),
    path("search.atom", search_feed),
    path("p/<named:place>.atom", place_feed),
    re_path(
        r"^(?P<path>(?:p|l|i|c|search|compare|method|data|api)(?:/[^./\x00][^/.\x00]*)*)$", without_slash
    ),
]
