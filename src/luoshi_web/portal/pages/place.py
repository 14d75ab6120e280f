"""A place: one row a year, its years with their copies, and where it lies."""

from collections import Counter

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luoshi_web.portal.answers import Shown, Table, answer
from luoshi_web.portal.charts import rows, svg
from luoshi_web.portal.downloads import shelf
from luoshi_web.portal.models import Copy, Item, Line, Place, Report
from luoshi_web.portal.pages.addressed import of_place
from luoshi_web.portal.pages.sheet import doors_of
from luoshi_web.portal.posters.poster import Poster
from luoshi_web.portal.reading import indicator_name
from luoshi_web.portal.selectors import above, release_of
from luoshi_web.portal.signs import ON_TARGETS, level_word, sign_of
from luoshi_web.portal.succession import steps


@of_place
def place_page(request: HttpRequest, place: Place, ending: str = "") -> HttpResponseBase:
    return answer(request, release_of(place), lambda: _shown(place), ending, by_files=True)


def _shown(place: Place) -> Shown:
    reports = list(place.reports.defer("text", "sections").order_by("-year"))
    years = [_year(report) for report in reports]
    copies = Counter(Copy.objects.filter(place=place).values_list("report_id", flat=True))
    for year, report in zip(years, reports, strict=True):
        year["copies"] = copies[report.pk]
    codes = (
        Line.objects.filter(place=place, headline=True, reading__has_key="unit")
        .exclude(measure="")
        .exclude(indicator="")
        .values_list("indicator", flat=True)
    )
    indicators = [(code, indicator_name(code)) for code, _n in Counter(codes).most_common(16)]
    gone, came = steps(place.key)
    context = {
        "gone": gone, "came": came,
        "place": place, "above": above(place), "level": level_word(place.level), "years": years, "indicators": indicators,
        "children": place.children.order_by("key"), "latest": reports[0] if reports else None,
        "signs": [sign_of(code) for code in ON_TARGETS], "title": place.name,
        "files": shelf.of_place(place),
        "units": _units(place),
        "orphans": place.orphans.filter(settled_on=None).count(), "sheets": doors_of(place),
    }  # fmt: skip
    picture, poster = (_picture(place, years), _poster(place, years)) if years else ("", None)
    return Shown("portal/place.html", context, _table(years), picture, poster)


def _units(place: Place) -> list[tuple[str, str, int]]:
    """Who answers for what an office released: the address, the name, how many items."""
    said = Item.objects.filter(place=place).exclude(unit_key="").order_by("unit_key", "-year")
    counts: dict[str, tuple[str, int]] = {}
    for key, name in said.values_list("unit_key", "content__unit"):
        counts[key] = (counts[key][0] if key in counts else name or key, counts.get(key, ("", 0))[1] + 1)
    return [(f"u/{key}/", name, count) for key, (name, count) in counts.items()]


def _year(report: Report) -> dict[str, object]:
    verdicts = report.counts.get("verdicts", {})
    headline = report.counts.get("headline", 0)
    found = {code: verdicts.get(code, 0) for code in ON_TARGETS}
    found["no_report"] = headline - sum(verdicts.values())
    return {
        "year": report.year, "headline": headline, **found, "characters": report.counts.get("characters", 0),
        "kinds": report.counts.get("kinds", {}), "complete": report.complete, "title": report.title,
        "judged": sum(found[code] for code in ("met", "near", "missed")),
        "open": sum(found[code] for code in ("incomparable", "unjudgeable", "stated_otherwise", "not_held")),
    }  # fmt: skip


def _table(years: list[dict[str, object]]) -> Table:
    columns = [("year", _("year")), ("headline", _("headline targets"))]
    columns += [(code, sign_of(code).word) for code in ON_TARGETS]
    return Table([*columns, ("characters", _("characters"))], years)


def _picture(place: Place, years: list[dict[str, object]]) -> str:
    bars = []
    for year in years[:24]:
        stretches = [
            rows.Stretch(int(str(year[code])), sign_of(code).look, sign_of(code).sign)
            for code in ON_TARGETS
            if year[code]
        ]
        bars.append(
            rows.Bar(str(year["year"]), stretches, "" if stretches else _("no list of headline targets"))
        )
    finding = _finding(years)
    title = _("%(place)s: what became of each year's headline targets") % {"place": place.name}
    source = _("Source: the government's reports; held together by Luoshi, verified by nobody")
    return rows.draw(f"place-{place.key}".replace("~", "-"), svg.Said(title, finding, source), bars)


def _finding(years: list[dict[str, object]]) -> str:
    met = sum(int(str(year["met"])) for year in years)
    judged = sum(int(str(year["judged"])) for year in years)
    return ngettext(
        "Of %(judged)d headline target that could be judged %(met)d was met.",
        "Of %(judged)d headline targets that could be judged %(met)d were met.",
        judged,
    ) % {"judged": judged, "met": met}


def _poster(place: Place, years: list[dict[str, object]]) -> Poster:
    span = f"{years[-1]['year']}–{years[0]['year']}"
    source = _("Source: the government's reports; held together by Luoshi, verified by nobody")
    return Poster(f"{place.full_name} {span}", _finding(years), source)
