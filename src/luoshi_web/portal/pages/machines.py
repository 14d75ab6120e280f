"""For programs that walk the site: robots, and sitemaps in shards of province and year. Whole addresses need ``PORTAL_ADDRESS``."""

from collections.abc import Iterator
from datetime import datetime
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from luoshi_web.portal.kept import LIVES
from luoshi_web.portal.models import Item, Line, Place, Report, Sheet
from luoshi_web.portal.selectors import place_path

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_SITEMAPS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_NOWHERE = "00"  # the shard of places without a province: the nation, invented districts
_MOST = 50_000  # addresses in one file, as the protocol has it
_TOGETHER = 2000


def whole(request: HttpRequest, path: str) -> str:
    """An address with its host: the one of the settings, else the one that was asked, which only ``ALLOWED_HOSTS`` can be."""
    return (
        (getattr(settings, "PORTAL_ADDRESS", "") or request.build_absolute_uri("/")).rstrip("/") + "/" + path
    )


def robots(request: HttpRequest) -> HttpResponse:
    """All may read; searches and comparisons have no end and stay out, and so does what programs are answered."""
    words = f"User-agent: *\nDisallow: /*search/\nDisallow: /*search.\nDisallow: /*compare/\nDisallow: /*api/v1/\n\nSitemap: {whole(request, 'sitemap.xml')}\n"
    return HttpResponse(words, content_type="text/plain; charset=utf-8", headers={"Cache-Control": LIVES})


def sitemap_index(request: HttpRequest) -> HttpResponseBase:
    """One row a shard that is not empty; no line is counted for it."""
    newest: dict[tuple[str, int], datetime | None] = {}
    for model in (Report, Item, Sheet):
        some = model._default_manager.order_by().values_list("place__province", "year")
        for province, year, at in some.annotate(at=Max("place__released_at")).iterator(chunk_size=_TOGETHER):
            known = newest.get((province, year))
            newest[province, year] = max(filter(None, (known, at)), default=None)

    def body() -> Iterator[str]:
        yield f"{_HEAD}<sitemapindex {_SITEMAPS}>\n"
        for (province, year), at in sorted(newest.items(), key=lambda one: one[0]):
            yield f"<sitemap><loc>{escape(whole(request, f'sitemap/{province or _NOWHERE}-{year}.xml'))}</loc>{_changed(at)}</sitemap>\n"
        yield "</sitemapindex>\n"

    return _xml(body())


def sitemap_shard(request: HttpRequest, province: str, year: str) -> HttpResponseBase:
    """The pages of a province's year: places, years, reports, lines, and what an office released of a year, with a report or without; walked by key, so that
    memory does not grow with them."""
    of = {"place__province": "" if province == _NOWHERE else province, "year": int(year)}
    reports = Report.objects.filter(**of)
    released = {
        key for kind in (Item, Sheet) for key in kind._default_manager.filter(**of).values_list("place_id", flat=True)
    }  # fmt: skip
    if not released and not reports.exists():
        raise Http404
    alone = Place.objects.filter(pk__in=released).exclude(pk__in=reports.values("place")).order_by("pk")

    def addresses() -> Iterator[tuple[str, datetime | None]]:
        for report in (
            reports.select_related("place")
            .only("year", "place")
            .order_by("pk")
            .iterator(chunk_size=_TOGETHER)
        ):
            place, own = report.place, f"{place_path(report.place)}{report.year}/"
            for path in (place_path(place), own, f"{own}report/", f"{own}silent/", f"{own}wording/"):
                yield path, place.released_at
            if place.pk in released:
                yield from _followed_up(place, report.year)
            yield from ((f"l/{name}/", place.released_at) for name in _line_names(report))
        for place in alone:
            yield from _followed_up(place, int(year))

    def body() -> Iterator[str]:
        yield f"{_HEAD}<urlset {_SITEMAPS}>\n"
        for number, (path, at) in enumerate(addresses()):
            if number == _MOST:
                break
            yield f"<url><loc>{escape(whole(request, path))}</loc>{_changed(at)}</url>\n"
        yield "</urlset>\n"

    return _xml(body())


def _followed_up(place: Place, year: int) -> Iterator[tuple[str, datetime | None]]:
    """What an office released of a year: its sheets, its items, and the units that answer for them, each in the newest of its years."""
    own = place_path(place)
    for sheet in Sheet.objects.filter(place=place, year=year).only("key"):
        yield f"{own}{sheet.path}", place.released_at
    units: dict[str, datetime] = {}
    for item in Item.objects.filter(place=place, year=year).order_by("key").iterator(chunk_size=_TOGETHER):
        yield f"{own}items/{item.paper_number}/", item.since
        if item.unit_key:
            units[item.unit_key] = max(units.get(item.unit_key, item.since), item.since)
    later = set(
        Item.objects.filter(place=place, year__gt=year, unit_key__in=units).values_list("unit_key", flat=True)
    )
    yield from ((f"{own}u/{unit}/", at) for unit, at in sorted(units.items()) if unit not in later)


def _line_names(report: Report) -> Iterator[str]:
    """By key, some at a time."""
    after = ""
    while names := list(
        Line.objects.filter(report=report, pk__gt=after)
        .order_by("pk")
        .values_list("pk", flat=True)[:_TOGETHER]
    ):
        yield from names
        after = names[-1]


def _changed(at: datetime | None) -> str:
    return f"<lastmod>{at.isoformat(timespec='seconds')}</lastmod>" if at else ""


def _xml(body: Iterator[str]) -> StreamingHttpResponse:
    response = StreamingHttpResponse(
        (part.encode() for part in body), content_type="application/xml; charset=utf-8"
    )
    response["Cache-Control"] = LIVES
    return response
