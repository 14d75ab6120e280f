"""Which pages an export has: all that have a path. Free comparisons, tables of searches and feeds of them need somebody who answers, and so does the
interface for programs. Cards and pictures for other sites, and the files of all lines, are left out too: they are there to be copied, and whoever
copies a folder cannot take a line back in a minute."""

from collections.abc import Iterator

from django.utils import timezone

from luoshi_web.portal.followup.versions import of_line
from luoshi_web.portal.models import Copy, FilePage, Item, Line, Orphan, Place, Report, Sheet
from luoshi_web.portal.selectors import place_path

OF_A_YEAR = ("", "report/", "silent/", "wording/")


def pages() -> Iterator[str]:
    """Every address but those of lines."""
    yield from ("", "search/", "method/", "data/", "i/")
    places = {place.pk: place_path(place) for place in Place.objects.all()}
    for path in places.values():
        yield path
        yield f"{path}problems/"
    for key in Orphan.objects.order_by("place").values_list("place_id", flat=True).distinct():
        yield f"{places[key]}orphans/"
    yield from (f"l/{name}/" for name in Orphan.objects.order_by("pk").values_list("pk", flat=True))
    for key, year in Report.objects.order_by("place", "year").values_list("place_id", "year"):
        yield from (f"{places[key]}{year}/{view}" for view in OF_A_YEAR)
    yield from (f"c/{sha256[:12]}/" for sha256 in Copy.objects.values_list("sha256", flat=True))
    yield from _of_indicators(places)
    yield from _followed_up(places)


def _followed_up(places: dict[str, str]) -> Iterator[str]:
    """What an office released: items, units, and what was public of their lines on the days on which that changed."""
    items = list(Item.objects.order_by("key"))
    yield from (f"{places[item.place_id]}items/{item.paper_number}/" for item in items)
    yield from (f"{places[sheet.place_id]}{sheet.path}" for sheet in Sheet.objects.order_by("key"))
    for item in items:
        marks = {row["file"]["mark"] for row in item.content.get("evidence") or () if "file" in row}
        yield from (
            f"{places[item.place_id]}items/{item.paper_number}/evidence/{mark}/" for mark in sorted(marks)
        )
    yield from sorted({f"{places[item.place_id]}u/{item.unit_key}/" for item in items if item.unit_key})
    for line in sorted({item.line for item in items if item.line}):
        yield f"l/{line}/history/"
        days = {timezone.localtime(version.since).date() for version in of_line(line)}
        yield from (f"l/{line}/at/{day.isoformat()}/" for day in sorted(days))


def pictures() -> Iterator[tuple[str, bytes]]:
    """The pages of files that an office released, one at a time."""
    places = {place.pk: place_path(place) for place in Place.objects.all()}
    for page in FilePage.objects.select_related("item").iterator(chunk_size=20):
        own = f"{places[page.item.place_id]}items/{page.item.paper_number}/evidence/{page.mark}"
        yield f"{own}/{page.number}.jpg", bytes(page.picture)
        if page.small:
            yield f"{own}/{page.number}-small.jpg", bytes(page.small)


def _of_indicators(places: dict[str, str]) -> Iterator[str]:
    held = Line.objects.exclude(indicator="").order_by()
    headline = held.filter(kind="target", headline=True)
    for code in sorted(headline.values_list("indicator", flat=True).distinct()):
        yield f"i/{code}/"
    for code, year in sorted(headline.values_list("indicator", "year").distinct()):
        yield f"i/{code}/{year}/"
    measured = held.filter(kind__in=("target", "result"), reading__has_key="unit").exclude(measure="")
    for code, key in sorted(measured.values_list("indicator", "place").distinct()):
        yield f"i/{code}/{places[key]}"
    targets = held.filter(kind="target").exclude(reading__has_key="partial")
    for code, year, key in sorted(targets.values_list("indicator", "year", "place").distinct()):
        yield f"i/{code}/{year}/ladder/{places[key].removeprefix('p/')}"
