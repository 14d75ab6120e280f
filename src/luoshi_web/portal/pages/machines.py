"""For programs that walk the site: robots, sitemaps in shards of province and year, feeds. Whole addresses need ``PORTAL_ADDRESS``."""

from collections.abc import Iterator
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _

from luoshi_web.portal.frame import frame_of
from luoshi_web.portal.models import Item, Line, Place, Report, Sheet, Site, Tombstone
from luoshi_web.portal.pages.addressed import of_place
from luoshi_web.portal.selectors import place_path

_LIVES = "public, max-age=60, must-revalidate"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_SITEMAPS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_NOWHERE = "00"  # the shard of places without a province: the nation, invented districts
_MOST = 50_000  # addresses in one file, as the protocol has it
_TOGETHER = 2000
_FED = 40


def whole(request: HttpRequest, path: str) -> str:
    """An address with its host: the one of the settings, else the one that was asked, which only ``ALLOWED_HOSTS`` can be."""
    return (
        (getattr(settings, "PORTAL_ADDRESS", "") or request.build_absolute_uri("/")).rstrip("/") + "/" + path
    )


def robots(request: HttpRequest) -> HttpResponse:
    """All may read; searches and comparisons have no end and stay out."""
    words = f"User-agent: *\nDisallow: /*search/\nDisallow: /*compare/\n\nSitemap: {whole(request, 'sitemap.xml')}\n"
    return HttpResponse(words, content_type="text/plain; charset=utf-8", headers={"Cache-Control": _LIVES})


def sitemap_index(request: HttpRequest) -> HttpResponseBase:
    """One row a shard that is not empty; no line is counted for it."""
    rows = (
        Report.objects.values_list("place__province", "year")
        .annotate(at=Max("place__released_at"))
        .order_by("place__province", "year")
    )

    def body() -> Iterator[str]:
        yield f"{_HEAD}<sitemapindex {_SITEMAPS}>\n"
        for province, year, at in rows.iterator(chunk_size=_TOGETHER):
            yield f"<sitemap><loc>{escape(whole(request, f'sitemap/{province or _NOWHERE}-{year}.xml'))}</loc>{_changed(at)}</sitemap>\n"
        yield "</sitemapindex>\n"

    return _xml(body())


def sitemap_shard(request: HttpRequest, province: str, year: str) -> HttpResponseBase:
    """The pages of a province's year: places, years, reports, lines; walked by key, so that memory does not grow with them."""
    reports = Report.objects.filter(place__province="" if province == _NOWHERE else province, year=int(year))
    if not reports.exists():
        raise Http404

    places = {"place__in": reports.values("place"), "year": int(year)}
    released = {
        key for kind in (Item, Sheet) for key in kind.objects.filter(**places).values_list("place_id", flat=True)
    }  # fmt: skip

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
                yield from ((path, place.released_at) for path in _followed_up(report))
            yield from ((f"l/{name}/", place.released_at) for name in _line_names(report))

    def body() -> Iterator[str]:
        yield f"{_HEAD}<urlset {_SITEMAPS}>\n"
        for number, (path, at) in enumerate(addresses()):
            if number == _MOST:
                break
            yield f"<url><loc>{escape(whole(request, path))}</loc>{_changed(at)}</url>\n"
        yield "</urlset>\n"

    return _xml(body())


def _followed_up(report: Report) -> Iterator[str]:
    """What an office released of the place's year."""
    own = place_path(report.place)
    year = {"place": report.place_id, "year": report.year}
    yield from (f"{own}{sheet.path}" for sheet in Sheet.objects.filter(**year).only("key"))
    yield from (f"{own}items/{item.paper_number}/" for item in Item.objects.filter(**year).only("key"))


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
    response["Cache-Control"] = _LIVES
    return response


def site_feed(request: HttpRequest) -> HttpResponse:
    """The newest reports."""
    reports = (
        Report.objects.select_related("place")
        .defer("text", "sections")
        .order_by("-place__released_at", "-year", "place_id")[:_FED]
    )
    site = Site.objects.filter(pk=1).first()
    return _feed(
        request,
        "tag:luoshi:site",
        _("Newest reports"),
        "",
        list(reports),
        site.released_at if site else None,
        (),
    )


@of_place
def place_feed(request: HttpRequest, place: Place) -> HttpResponse:
    """The reports of a place, and what was taken back of it (RFC 6721)."""
    reports = list(place.reports.select_related("place").defer("text", "sections").order_by("-year")[:_FED])
    stones = (
        Tombstone.objects.filter(place=place)
        .exclude(reason="secret")
        .order_by("-taken_on", "-address")[:_FED]
    )
    return _feed(
        request,
        f"tag:luoshi:{place.key}",
        place.full_name,
        place_path(place),
        reports,
        place.released_at,
        stones,
    )


def _feed(
    request: HttpRequest,
    name: str,
    title: str,
    path: str,
    reports: list[Report],
    at: datetime | None,
    stones: "object",
) -> HttpResponse:
    own = whole(request, frame_of(request).path)
    prefix = frame_of(request).prefix
    moment = at.isoformat(timespec="seconds") if at else "1970-01-01T00:00:00+00:00"
    parts = [
        f'{_HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"><id>{escape(name)}</id>',
        f'<title>{escape(title)}</title><updated>{moment}</updated><link rel="self" href={quoteattr(own)}/>',
        f"<link href={quoteattr(whole(request, prefix + path))}/><author><name>Luoshi</name></author>",
    ]
    for report in reports:
        changed = (
            report.place.released_at.isoformat(timespec="seconds") if report.place.released_at else moment
        )
        address = whole(request, f"{prefix}{place_path(report.place)}{report.year}/")
        summary = _("%(count)d headline targets") % {"count": report.counts.get("headline", 0)}
        parts.append(
            f"<entry><id>tag:luoshi:{report.place_id}:{report.year}</id><title>{escape(f'{report.place.full_name} {report.year}')}</title>"
            f"<updated>{changed}</updated><link href={quoteattr(address)}/><summary>{escape(summary)}</summary></entry>"
        )
    for stone in stones:  # type: ignore[attr-defined]
        line = (
            stone.address[2:].removesuffix("report/").rstrip("/").replace("/", ":")
        )  # a report's entry is KEY:YEAR
        parts.append(
            f'<at:deleted-entry ref="tag:luoshi:{escape(line)}" when="{stone.taken_on.isoformat()}T00:00:00+08:00"/>'
        )
    parts.append("</feed>\n")
    return HttpResponse(
        "".join(parts).encode(),
        content_type="application/atom+xml; charset=utf-8",
        headers={"Cache-Control": _LIVES},
    )
