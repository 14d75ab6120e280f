"""Atom feeds: the newest reports, a place's reports and follow-up, the sentences of a search; and what was taken back (RFC 6721).

An id is a tag of what it names, wherever that stands. A day of change is one on which a reader would care: a report's, an item's release.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from luoshi_web.portal.answers import not_found
from luoshi_web.portal.followup.words import state_word
from luoshi_web.portal.frame import frame_of
from luoshi_web.portal.kept import answered
from luoshi_web.portal.models import Item, Place, Report, Site, Tombstone
from luoshi_web.portal.pages.addressed import of_place
from luoshi_web.portal.pages.machines import whole
from luoshi_web.portal.pages.search import PARAMETERS, address, asked_of, place_of_hit
from luoshi_web.portal.search.query import Hit, search
from luoshi_web.portal.selectors import place_path, release_of, site_release
from luoshi_web.portal.signs import kind_word

_FED = 40
_TYPE = "application/atom+xml; charset=utf-8"
_NEVER = "1970-01-01T00:00:00+00:00"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0">'
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Entry(NamedTuple):
    """``name`` stands behind ``tag:luoshi:``; ``path`` is from the root of the pages."""

    name: str
    title: str
    path: str
    changed: str
    summary: str


class Feed(NamedTuple):
    """``path`` is the page that it follows."""

    name: str
    title: str
    path: str
    changed: str
    entries: Iterable[Entry]
    stones: Iterable[Tombstone] = ()


def site_feed(request: HttpRequest) -> HttpResponseBase:
    """The newest reports."""

    def made() -> bytes:
        latest = Place.objects.filter(released_at__isnull=False).order_by("-released_at", "key")
        keys = list(
            latest.values_list("pk", flat=True)[:_FED]
        )  # sixty thousand reports are not sorted for forty
        reports = Report.objects.filter(place__in=keys).select_related("place").defer("text", "sections")
        newest = reports.order_by("-place__released_at", "-year", "place_id")[:_FED]
        return _written(request, Feed("site", _("Newest reports"), "", _of_site(), map(_of_report, newest)))

    return _kept(request, site_release(), made)


@of_place
def place_feed(request: HttpRequest, place: Place) -> HttpResponseBase:
    """The reports of a place, what its office released of their follow-up, and what was taken back."""

    def made() -> bytes:
        reports = place.reports.select_related("place").defer("text", "sections").order_by("-year")[:_FED]
        items = Item.objects.filter(place=place).select_related("place").order_by("-since", "key")[:_FED]
        entries = [*map(_of_report, reports), *map(_of_item, items)]
        stones = _stones().filter(place=place)[:_FED]
        path = place_path(place)
        return _written(
            request, Feed(place.key, place.full_name, path, _moment(place.released_at), entries, stones)
        )

    return _kept(request, release_of(place), made)


def search_feed(request: HttpRequest) -> HttpResponseBase:
    """The newest sentences with these very words. What was taken back lately is named whether it had them or not: so nothing is told of its words."""
    asked = replace(asked_of(request), after=None)
    if len(asked.text) < 2:
        raise Http404

    def made() -> bytes:
        found = search(asked, page=_FED)
        places = Place.objects.in_bulk({hit.key for hit in found.hits})
        given = Report.objects.filter(place__in=places, year__in={hit.year for hit in found.hits})
        days = {(place, year): day for place, year, day in given.values_list("place", "year", "date")}
        entries = [_of_hit(hit, places[hit.key], days[hit.key, hit.year]) for hit in found.hits]
        path = address(asked)
        title = _("Search: %(words)s") % {"words": asked.words}
        return _written(
            request, Feed(path.removeprefix("search/?"), title, path, _of_site(), entries, _stones()[:_FED])
        )

    return _kept(request, site_release(), made, PARAMETERS)


def _kept(
    request: HttpRequest, release: object, made: Callable[[], bytes], asked: Iterable[str] = ()
) -> HttpResponseBase:
    """A feed is kept as a page is; its addresses are whole, so that another host has another."""
    known = answered(
        request, frame_of(request).prefix, release, made, _TYPE, asked=tuple(asked), by_host=True
    )
    return not_found(request) if known is None else known


def _stones() -> QuerySet[Tombstone]:
    of_pages = Tombstone.objects.exclude(reason="secret").exclude(address__startswith="c/")
    return of_pages.order_by("-taken_on", "-address")


def _of_site() -> str:
    return _moment(Site.objects.filter(pk=1).values_list("released_at", flat=True).first())


def _moment(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else _NEVER


def _of_report(report: Report) -> Entry:
    summary = _("%(count)d headline targets") % {"count": report.counts.get("headline", 0)}
    return Entry(
        f"{report.place_id}:{report.year}", f"{report.place.full_name} {report.year}", f"{place_path(report.place)}{report.year}/",
        _moment(report.place.released_at), summary,
    )  # fmt: skip


def _of_item(item: Item) -> Entry:
    place = item.place
    return Entry(
        f"{place.pk}:items:{item.paper_number}", f"{place.full_name} {item.content['title']}", f"{place_path(place)}items/{item.paper_number}/",
        _moment(item.since), state_word(item.state),
    )  # fmt: skip


def _of_hit(hit: Hit, place: Place, day: str) -> Entry:
    """A line by its name, another sentence by its place: both stay while the copy does. Its day is the report's, else that of its release."""
    line = hit.line
    name = line.pk if line else f"{hit.key}:{hit.year}:{hit.start}"
    changed = f"{day}T00:00:00+08:00" if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else _moment(place.released_at)
    title = f"{place.full_name} {hit.year} · {kind_word(line.kind if line else '')}"
    return Entry(name, title, f"l/{line.pk}/" if line else place_of_hit(hit, place), changed, hit.sentence)


def _written(request: HttpRequest, feed: Feed) -> bytes:
    frame = frame_of(request)
    query = f"?{feed.path.partition('?')[2]}" if "?" in feed.path else ""
    own, page = whole(request, f"{frame.prefix}{frame.path}{query}"), whole(request, frame.prefix + feed.path)
    parts = [
        f"{_HEAD}<id>tag:luoshi:{_text(feed.name)}</id><title>{_text(feed.title)}</title><updated>{feed.changed}</updated>",
        f'<link rel="self" href={quoteattr(own)}/><link href={quoteattr(page)}/><author><name>Luoshi</name></author>',
    ]
    for entry in feed.entries:
        led = quoteattr(whole(request, frame.prefix + entry.path))
        parts.append(
            f"<entry><id>tag:luoshi:{_text(entry.name)}</id><title>{_text(entry.title)}</title><updated>{entry.changed}</updated>"
            f"<link href={led}/><summary>{_text(entry.summary)}</summary></entry>"
        )
    for stone in feed.stones:
        gone = (
            stone.address[2:].removesuffix("report/").rstrip("/").replace("/", ":")
        )  # a report's entry is KEY:YEAR
        parts.append(
            f'<at:deleted-entry ref="tag:luoshi:{_text(gone)}" when="{stone.taken_on.isoformat()}T00:00:00+08:00"/>'
        )
    return "".join([*parts, "</feed>\n"]).encode()


def _text(words: str) -> str:
    """As XML takes it: a sign that it cannot hold would end the feed for every reader."""
    return escape(_NO_XML.sub("", words))
