"""Which pages an export has: all that have a path. Free comparisons and tables of searches need somebody who answers."""

from collections.abc import Iterator

from luoshi_web.portal.models import Copy, Line, Place, Report
from luoshi_web.portal.selectors import place_path

OF_A_YEAR = ("", "report/", "silent/", "wording/")


def pages() -> Iterator[str]:
    """Every address but those of lines."""
    yield from ("", "search/", "method/", "data/", "i/")
    places = {place.pk: place_path(place) for place in Place.objects.all()}
    for path in places.values():
        yield path
        yield f"{path}problems/"
    for key, year in Report.objects.order_by("place", "year").values_list("place_id", "year"):
        yield from (f"{places[key]}{year}/{view}" for view in OF_A_YEAR)
    yield from (f"c/{sha256[:12]}/" for sha256 in Copy.objects.values_list("sha256", flat=True))
    yield from _of_indicators(places)


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
