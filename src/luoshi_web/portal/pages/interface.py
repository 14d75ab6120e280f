"""The page about the interface for programs: what there is to ask, each with an example that works here."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from luoshi_web.portal.answers import LICENCE, Shown, answer
from luoshi_web.portal.api.shapes import (
    LinesAsked,
    Paged,
    PlacesAsked,
    ReportsAsked,
    SearchAsked,
    SeriesAsked,
)
from luoshi_web.portal.models import Line
from luoshi_web.portal.pages.machines import whole
from luoshi_web.portal.selectors import site_release

_ROOT = "api/v1/"


@dataclass(frozen=True, slots=True)
class Way:
    """An address, what it answers, the parameters that it takes; ``example`` is empty where nothing here would answer it."""

    address: str
    words: str
    parameters: tuple[str, ...] = ()
    example: str = ""


def interface_page(request: HttpRequest) -> HttpResponseBase:
    return answer(request, site_release(), lambda: _shown(request), by_host=True)


def _shown(request: HttpRequest) -> Shown:
    ways = list(_ways())
    asked = next((way.example for way in ways if way.address == "lines" and way.example), "")
    context = {
        "title": _("For programs"), "ways": ways, "licence": LICENCE, "description": f"{_ROOT}openapi.json",
        "asked": whole(request, asked) if asked else "", "most": Paged.model_json_schema()["properties"]["limit"]["maximum"],
    }  # fmt: skip
    return Shown("portal/interface.html", context)


def _ways() -> list[Way]:
    """Of a target that something came of, where there is one, so that each example shows what its address has."""
    targets = (
        Line.objects.filter(kind="target", headline=True)
        .exclude(indicator="")
        .select_related("place")
        .order_by("pk")
    )
    line = targets.exclude(verdict="").filter(reading__has_key="unit").first() or targets.first()
    held = line is not None
    place, year, code, name = (
        (line.place_id, line.year, line.indicator, line.pk) if line else ("KEY", 0, "gdp", "ID")
    )
    words = line.quote[:4] if line else ""

    def example(path: str, **query: object) -> str:
        return f"{_ROOT}{path}" + (f"?{urlencode(query)}" if query else "") if held else ""

    return [
        Way("places", _("places of which there are reports, and those above them"), tuple(PlacesAsked.model_fields), example("places", limit=20)),
        Way("places/{key}", _("a place, by its key, a former code or its name"), (), example(f"places/{place}")),
        Way("reports", _("reports by place and year, without their texts"), tuple(ReportsAsked.model_fields), example("reports", place=place)),
        Way("reports/{key}/{year}", _("a report with its text, its sections and what is wrong with the copy"), (), example(f"reports/{place}/{year}")),
        Way("lines", _("lines, with what came of them"), tuple(LinesAsked.model_fields), example("lines", headline="true", place=place, year=year)),
        Way("lines/{id}", _("a line, with what it answers and what an office released of it"), (), example(f"lines/{name}")),
        Way("lines/{id}/history", _("what was public of a line when"), (), example(f"lines/{name}/history")),
        Way("indicators", _("indicators of which there are headline targets"), (), example("indicators")),
        Way("indicators/{code}/series", _("an indicator of a place over its years"), tuple(SeriesAsked.model_fields), example(f"indicators/{code}/series", place=place)),
        Way("search", _("sentences with these very words"), tuple(SearchAsked.model_fields), example("search", q=words)),
    ]  # fmt: skip
