"""A page in all its forms: both languages and both sizes, its table, data and picture, each in its file with links that lead to files."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import resolve
from django.utils import translation

from luoshi_web.portal import answers
from luoshi_web.portal.answers import Shown
from luoshi_web.portal.exporting.links import file_of, led_to_files, picked
from luoshi_web.portal.exporting.sizes import in_large_text
from luoshi_web.portal.frame import Frame
from luoshi_web.portal.models import Line, Report
from luoshi_web.portal.pages.beside import Beside, Kind, beside
from luoshi_web.portal.pages.line import line_shown, with_outcomes
from luoshi_web.portal.selectors import Series

_ENDINGS = ("csv", "json", "svg")
_VIEWS = re.compile(r'href="[^"?]*\?([^"]+)"')
_URLS = "luoshi_web.portal.urls"


class Pages:
    """Writes pages below ``folder``. ``feeds``: the site's own address is known, and feeds can name it."""

    def __init__(self, folder: Path, *, feeds: bool) -> None:
        self._folder, self._feeds = folder, feeds
        self._made: set[Path] = set()

    def page(self, path: str) -> int:
        """The page of an address, and the few other views of it that it leads to; how many pages there were."""
        views, todo = {""}, [""]
        while todo:
            query = todo.pop()
            led = self._write(path, query, _asked)
            new = {view for view in led if picked(view)} - views if path.startswith("i/") else set()
            views |= new
            todo += sorted(new)
        return len(views)

    def lines(self, report: Report, known: dict[Kind, Series]) -> int:
        """The pages of all lines of a report."""
        lines = list(with_outcomes().filter(report=report))
        near = beside(report, lines, known)
        for line in lines:
            line.report, line.place = report, report.place  # one of each for all, with what was asked of it
            self._write(f"l/{line.pk}/", "", partial(_line, line, near))
        return len(lines)

    def stone(self, path: str, tombstone: object) -> None:
        """What stands in the place of something that was taken back: the day and the reason."""
        for english in (False, True):
            request = request_of(path, "", english)
            with translation.override(_spoken(english)):
                page = answers.rendered(request, "portal/gone.html", {"tombstone": tombstone}).decode()
                self._both_sizes(request.frame, path, "", page)  # type: ignore[attr-defined]

    def _write(self, path: str, query: str, make: Callable[[HttpRequest], Shown]) -> set[str]:
        led: set[str] = set()
        for english in (False, True):
            request = request_of(path, query, english)
            frame: Frame = request.frame  # type: ignore[attr-defined]
            with translation.override(_spoken(english)):
                shown = make(request)
                page = (answers.form(request, shown, "") or b"").decode()
                self._both_sizes(frame, path, query, page)
                if path != "search/":
                    for ending in _ENDINGS:
                        body = answers.form(request, shown, ending)
                        if body is not None:
                            self._file(frame.prefix + file_of(f"{frame.stem}.{ending}", query), body)
            led |= {unescape(found) for found in _VIEWS.findall(page)}
        return led

    def _both_sizes(self, frame: Frame, path: str, query: str, page: str) -> None:
        large = in_large_text(page, frame)
        name = frame.prefix + file_of(path, query)
        self._file(name, led_to_files(page, large=False, feeds=self._feeds).encode())
        name = f"{frame.prefix}large/{file_of(path, query)}"
        self._file(name, led_to_files(large, large=True, feeds=self._feeds).encode())

    def picture(self, path: str, body: bytes) -> None:
        """A picture that a page shows, once a language: pages in large text show the same."""
        for prefix in ("", "en/"):
            self._file(prefix + path, body)

    def _file(self, name: str, body: bytes) -> None:
        path = self._folder / name
        if path.parent not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(path.parent)
        path.write_bytes(body)


def _line(line: Line, near: Beside, _request: HttpRequest) -> Shown:
    return line_shown(line, near)


def _spoken(english: bool) -> str:
    return "en" if english else "zh-hans"


def request_of(path: str, query: str, english: bool) -> HttpRequest:
    """What a reader's browser would ask, without the browser."""
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", f"/{path}", f"/{path}"
    request.GET = QueryDict(query)
    request.META |= {"QUERY_STRING": query, "SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    request.frame = Frame(path, english, exported=True)  # type: ignore[attr-defined]
    return request


def _asked(request: HttpRequest) -> Shown:
    """What the view of the address makes, before it is put into a form.

    :raises Http404: where there is no such page.
    """
    taken: list[Shown] = []

    def take(shown: Shown) -> HttpResponse:
        taken.append(shown)
        return HttpResponse()

    request.take = take  # type: ignore[attr-defined]
    found = resolve(request.path_info, urlconf=_URLS)
    found.func(request, *found.args, **found.kwargs)
    if not taken:
        raise Http404(request.path_info)
    return taken[0]


def plain(path: str) -> Iterator[bytes]:
    """What a program is answered at an address: a feed, a sitemap."""
    request = request_of(path, "", english=False)
    found = resolve(request.path_info, urlconf=_URLS)
    with translation.override(_spoken(english=False)):
        response = found.func(request, *found.args, **found.kwargs)
    yield from response.streaming_content if response.streaming else (response.content,)


def locations(sitemap: bytes, address: str) -> list[str]:
    """The paths that a sitemap index names."""
    found = re.findall(rb"<loc>([^<]+)</loc>", sitemap)
    return [urlsplit(one.decode()).path.removeprefix(urlsplit(address).path).lstrip("/") for one in found]
