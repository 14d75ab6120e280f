"""The way in: what is held, by province, and what is newest."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from luoshi.vocabulary.places import gazetteer, short_name
from luoshi_web.portal import tallies
from luoshi_web.portal.answers import Shown, Table, answer
from luoshi_web.portal.charts import svg, tiles
from luoshi_web.portal.models import LEVELS, Place, Report, Source
from luoshi_web.portal.selectors import place_path, site_release
from luoshi_web.portal.signs import level_word

_NEWEST = 20
_OUTSIDE = {"71": "台湾", "81": "香港", "82": "澳门"}


def home(request: HttpRequest, ending: str = "") -> HttpResponseBase:
    return answer(request, site_release(), _shown, ending)


def _shown() -> Shown:
    held = tallies.in_all(tallies.PROVINCES)
    provinces = {p.province: p for p in Place.objects.filter(level="province")}
    cells = [_tile(code, held.get(code, 0), provinces.get(code)) for code in tiles.POSITIONS]
    reports = tallies.of_years(tallies.REPORTS)
    span = {"first": min(reports, default=None), "last": max(reports, default=None)}
    newest = (
        Report.objects.select_related("place")
        .defer("text", "sections")
        .order_by("-year", "-date", "place_id")[:_NEWEST]
    )
    roots = Place.objects.filter(parent=None).order_by("key")
    levels = tallies.in_all(tallies.LEVELS)
    context = {
        "newest": newest, "roots": roots, "reports": sum(reports.values()), "span": span,
        "lines": sum(tallies.of_years(tallies.LINES).values()), "places": tallies.places_with_reports(),
        "levels": [(level_word(level), levels[level]) for level in LEVELS if level in levels],
        "provinces": [cell for cell in cells if cell.count], "unlisted": held.get("", 0),
        "left_out": Source.objects.exclude(outcome="used").count(), "title": _("What was promised, and what came of it"),
    }  # fmt: skip
    columns = [("code", _("code")), ("name", _("province")), ("reports", _("reports"))]
    rows = [{"code": cell.code, "name": cell.name, "reports": cell.count} for cell in cells]
    return Shown(
        "portal/home.html",
        context,
        Table(columns, sorted(rows, key=lambda row: str(row["code"]))),
        _picture(cells),
    )


def _tile(code: str, count: int, place: Place | None) -> tiles.Tile:
    known = gazetteer().coded(f"{code}0000")
    name = _OUTSIDE.get(code) or (short_name(known.name) if known else code)
    return tiles.Tile(code, name, count, place_path(place) if place else "")


def _picture(cells: list[tiles.Tile]) -> str:
    with_reports = [cell for cell in cells if cell.count]
    finding = _("Reports are held from %(count)d of the 34 divisions of the first level.") % {
        "count": len(with_reports)
    }
    source = _("Squares show no boundaries of divisions. Hatched: no report here")
    return tiles.draw("home", svg.Said(_("Reports held, by province"), finding, source), cells)
