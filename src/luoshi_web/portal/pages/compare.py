"""Several places side by side: one indicator over their years, on one scale. A free view: what it shows stands in the query."""

import re
from decimal import Decimal

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from luoshi.vocabulary.indicators import indicators
from luoshi_web.portal import tallies
from luoshi_web.portal.answers import Shown, Table, answer
from luoshi_web.portal.charts import multiples, svg
from luoshi_web.portal.models import Place
from luoshi_web.portal.pages.indicator import picture_of, points_of
from luoshi_web.portal.pages.listing import Cell, Listing, shown
from luoshi_web.portal.pages.said import language
from luoshi_web.portal.reading import indicator_name, said
from luoshi_web.portal.selectors import place_asked, place_path, series, site_release
from luoshi_web.portal.signs import sign_of

_PLACES = 8
_YEARS = re.compile(r"^([12]\d{3})(?:-([12]\d{3}))?$")


def compare_page(request: HttpRequest, ending: str = "") -> HttpResponseBase:
    return answer(request, site_release(), lambda: _shown(request), ending, asked=("i", "p", "y"))


def _shown(request: HttpRequest) -> Shown:
    code = request.GET.get("i", "gdp")
    code = code if code in indicators().by_code else "gdp"
    names = [
        name.strip()
        for name in re.split(r"[,，、\s]+", request.GET.get("p", "").replace("\x00", "")[:400])
        if name.strip()
    ][:_PLACES]
    asked = [(name, place_asked(name)) for name in names]
    places = list({place.pk: place for _name, place in asked if place}.values())
    unknown = [name for name, place in asked if place is None]
    found = _YEARS.match(request.GET.get("y", ""))
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 9999)
    every = [series(place, code, "growth", "%") for place in places]
    for one in every:
        one.years = [year for year in one.years if first <= year.year <= last]
    every = [one for one in every if one.years]
    points = [point for one in every for point in points_of(one)]
    spoken = language()
    body, table = [], []
    for one in every:
        for year in one.years:
            held = (
                said(year.promised, spoken) if year.promised else "",
                said(year.stated, spoken) if year.stated else "",
            )
            body.append(
                [Cell(one.place.name, place_path(one.place), True), Cell(str(year.year), number=True),
                 Cell(held[0], f"l/{year.promised.pk}/" if year.promised else "", number=True), Cell(held[1], f"l/{year.stated.pk}/" if year.stated else "", number=True),
                 Cell(sign=sign_of(year.verdict)) if year.promised else Cell("")]
            )  # fmt: skip
            table.append(
                {"key": one.place.pk, "place": one.place.full_name, "year": year.year, "indicator": code, "promised": _plain(year.target),
                 "bound": year.bound, "stated": _plain(year.value), "verdict": sign_of(year.verdict).word if year.promised else ""}
            )  # fmt: skip
    codes = sorted(tallies.in_all(tallies.GROWTH))
    notes = (
        [_("No place of this name is here, or several are: %(names)s") % {"names": "、".join(unknown)}]
        if unknown
        else []
    )
    listing = Listing(
        _("Compare: growth of %(name)s") % {"name": indicator_name(code)},
        _("Growth in per cent, promised and stated, on one scale. Places whose reports are not here show gaps, not zeros."),
        caption=_("━ promised (stem up: at least, down: at most) · ● ■ stated a year later · hollow: an estimate · ○ no report here"),
        head=(_("Which place"), _("Year"), _("Promised"), _("Stated a year later"), _("What came of it")), body=body, notes=notes,
        empty=_("Name places by name, code or key.") if not names else _("Nothing of these places and this indicator is here."),
        more={
            "code": code, "codes": [(c, indicator_name(c)) for c in codes], "p": request.GET.get("p", "")[:400], "y": request.GET.get("y", "")[:9],
            "examples": Place.objects.filter(reports__isnull=False).distinct().order_by("-level", "key")[:8],
        },
    )  # fmt: skip
    columns = [
        ("key", _("key of the place")), ("place", _("place")), ("year", _("year")), ("indicator", _("indicator code")), ("promised", _("promised")),
        ("bound", _("bound")), ("stated", _("stated a year later")), ("verdict", _("verdict")),
    ]  # fmt: skip
    pictures = [(one.place.name, picture_of(one, indicator_name(code), beside=points)) for one in every]
    return shown(
        listing,
        Table(columns, table),
        _whole(listing, pictures),
        template="portal/compare.html",
        pictures=pictures,
    )


def _whole(listing: Listing, pictures: list[tuple[str, str]]) -> str:
    """The pictures as one, for whoever takes it away; on the page each stands by itself."""
    if len(pictures) < 2:
        return pictures[0][1] if pictures else ""
    return multiples.draw(svg.Said(listing.title, listing.lead, ""), pictures)


def _plain(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")
