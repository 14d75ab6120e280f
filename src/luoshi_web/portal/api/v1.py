"""The operations. Each asks the portal's own tables: what is not there is not public."""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI, Query
from ninja.decorators import decorate_view
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer

from luoshi.vocabulary.indicators import indicators as listed
from luoshi_web.portal import tallies, told
from luoshi_web.portal.answers import LICENCE
from luoshi_web.portal.api import answering, shapes
from luoshi_web.portal.api.pages import following, page, walked
from luoshi_web.portal.followup.versions import of_line
from luoshi_web.portal.models import Item, Line, Outcome, Place, Report
from luoshi_web.portal.pages.indicator import ways_said
from luoshi_web.portal.pages.line import with_outcomes
from luoshi_web.portal.released import tombstone
from luoshi_web.portal.search.query import Asked, Hit, search
from luoshi_web.portal.selectors import place_asked, series
from luoshi_web.portal.services import report_address


class _AsItStands(JSONRenderer):
    """Chinese as Chinese."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="Luoshi 落实", version="1", docs_url=None, openapi_url="openapi.json", urls_namespace="portal", renderer=_AsItStands(),
    description="What governments promised in their work reports and what the next report says came of it: read from texts by a program, verified by nobody. "
    f"Read-only, without a key. Readings, verdicts and tables: {LICENCE}; the words of a report are its government's.",
)  # fmt: skip
api.add_exception_handler(ValidationError, answering.not_understood)
api.add_exception_handler(answering.TakenBack, answering.taken_back)
api.add_exception_handler(Http404, answering.nowhere)
_REFUSED = {422: shapes.Problem, 404: shapes.Problem}
_UNCHANGED = {304: None}


@api.get("/places", response={200: shapes.PlacesOut, **_UNCHANGED, **_REFUSED}, summary="Places, by key")
@decorate_view(answering.conditional(shapes.PlacesAsked))
def places(request: HttpRequest, asked: Query[shapes.PlacesAsked]) -> dict[str, Any]:
    """Places of which there are reports, and those above them."""
    found = Place.objects.order_by("pk").prefetch_related(
        Prefetch("reports", Report.objects.only("year", "place"))
    )
    wanted = {"level": asked.level, "province": asked.province, "parent": asked.within, "pk__gt": asked.after}
    found = found.filter(**_said(wanted))
    if asked.name is not None:
        found = found.filter(Q(name=asked.name) | Q(full_name=asked.name))
    shown, cursor = page(list(found[: asked.limit + 1]), asked.limit, lambda place: place.pk)
    return {"places": [_place(place) for place in shown], "next": following(request, cursor)}


@api.get("/places/{key}", response={200: shapes.PlaceOut, **_UNCHANGED, **_REFUSED}, summary="One place")
@decorate_view(answering.conditional())
def place(request: HttpRequest, key: str) -> dict[str, Any]:
    """By its key, a former code, or its name where one place has it."""
    return _place(_place_or_404(key))


@api.get(
    "/reports",
    response={200: shapes.ReportsOut, **_UNCHANGED, **_REFUSED},
    summary="Reports, by place and year",
)
@decorate_view(answering.conditional(shapes.ReportsAsked))
def reports(request: HttpRequest, asked: Query[shapes.ReportsAsked]) -> dict[str, Any]:
    """Without their texts. One report a place and year: its best copy."""
    found = _reports().filter(**_said(_of_place(asked, "place__") | {"year": asked.year}))
    if asked.after:
        key, year = _report_named(asked.after)
        found = found.filter(Q(place__gt=key) | Q(place=key, year__gt=year))
    rows = list(found.order_by("place", "year")[: asked.limit + 1])
    shown, cursor = page(rows, asked.limit, lambda report: f"{report.place_id}/{report.year}")
    return {"reports": [told.report(report) for report in shown], "next": following(request, cursor)}


@api.get(
    "/reports/{key}/{int:year}",
    response={200: shapes.WholeReportOut, **_UNCHANGED, **_REFUSED, 410: shapes.Gone},
    summary="One report, with its text",
)
@decorate_view(answering.conditional())
def report(request: HttpRequest, key: str, year: int) -> dict[str, Any]:
    """Every span counts into ``text``. Words that were taken back are covered there: their length and place remain."""
    found = Report.objects.select_related("place").filter(place=key, year=year).first()
    if found is None:
        raise _gone_or_404(report_address(key, year))
    return told.report(found) | {
        "notices": told.notices(found),
        "outline": told.outline(found),
        "text": found.text,
    }


@api.get("/lines", response={200: shapes.LinesOut, **_UNCHANGED, **_REFUSED}, summary="Lines, by id")
@decorate_view(answering.conditional(shapes.LinesAsked))
def lines(request: HttpRequest, asked: Query[shapes.LinesAsked]) -> dict[str, Any]:
    """All of them are in the files of `/data/`: ask here for those of a place or an indicator."""
    wanted = _of_place(asked, "place__") | {
        "year": asked.year, "kind": asked.kind, "grade": asked.grade, "indicator": asked.indicator, "headline": asked.headline,
        "verdict": asked.verdict,
    }  # fmt: skip
    found = with_outcomes().filter(**_said(wanted))
    if asked.status is not None:
        found = found.filter(pk__in=Item.objects.filter(state=asked.status).exclude(line="").values("line"))
    if asked.place or asked.indicator or asked.status:
        rows = found.filter(pk__gt=asked.after or "").order_by("pk")[: asked.limit + 1]
        shown, cursor = page(list(rows), asked.limit, lambda line: line.pk)
    else:
        shown, cursor = walked(Line.objects.all(), found, asked.after or "", asked.limit)
    return {"lines": [told.line(line) for line in shown], "next": following(request, cursor)}


@api.get(
    "/lines/{line_id}",
    response={200: shapes.WholeLineOut, **_UNCHANGED, **_REFUSED, 410: shapes.Gone},
    summary="One line",
)
@decorate_view(answering.conditional())
def line(request: HttpRequest, line_id: str) -> dict[str, Any]:
    """With what came of it, what it answers, and what an office released of its follow-up."""
    found = _line_or_404(line_id)
    together = Line.objects.filter(report=found.report_id, together=found.together).exclude(pk=found.pk)
    answers = Outcome.objects.filter(answer=found).order_by("line")
    return told.line(found) | {
        "answers": list(answers.values_list("line_id", flat=True)),
        "together": list(together.order_by("number").values_list("pk", flat=True)) if found.together else [],
        "items": [told.item(item) for item in Item.objects.filter(line=found.pk)],
    }


@api.get(
    "/lines/{line_id}/history",
    response={200: shapes.HistoryOut, **_UNCHANGED, **_REFUSED, 410: shapes.Gone},
    summary="What was public of a line when",
)
@decorate_view(answering.conditional())
def history(request: HttpRequest, line_id: str) -> dict[str, Any]:
    """The oldest first."""
    found = _line_or_404(line_id)
    return {"line": found.pk, "versions": [told.version(version) for version in of_line(found.pk)]}


@api.get(
    "/indicators",
    response={200: shapes.IndicatorsOut, **_UNCHANGED, **_REFUSED},
    summary="Indicators, by code",
)
@decorate_view(answering.conditional())
def indicators(request: HttpRequest) -> dict[str, Any]:
    """Those of which there are headline targets; the number of targets is that of all years."""
    found: dict[str, dict[str, Any]] = {}
    for row in tallies.counted(tallies.TARGETS):
        if not row.year:
            name = listed().by_code[row.code].name if row.code in listed().by_code else row.code
            found[row.code] = {
                "code": row.code,
                "name": name,
                "targets": row.number,
                "places": row.places,
                "years": [],
            }
        else:
            found[row.code]["years"].append(row.year)
    return {"indicators": list(found.values())}


@api.get(
    "/indicators/{code}/series",
    response={200: shapes.SeriesOut, **_UNCHANGED, **_REFUSED},
    summary="An indicator of a place over its years",
)
@decorate_view(answering.conditional(shapes.SeriesAsked))
def series_of(request: HttpRequest, code: str, asked: Query[shapes.SeriesAsked]) -> dict[str, Any]:
    """In one measure and unit: growth and level are never one series. Gaps stay gaps."""
    place = _place_or_404(asked.place)
    ways = ways_said(place, code)
    way = next((w for w in ways if asked.measure in (None, w[0]) and asked.unit in (None, w[1])), None)
    if way is None:
        raise Http404
    own = series(place, code, *way)
    years = [
        {
            "year": year.year, "promised": _value(year.promised), "stated": _value(year.stated), "estimate": year.expected,
            "verdict": year.verdict or None, "reported": year.reported, "answered": year.answered,
        }
        for year in own.years
    ]  # fmt: skip
    return {
        "place": told.where(place), "indicator": code, "measure": way[0], "unit": way[1],
        "ways": [{"measure": measure, "unit": unit} for measure, unit in ways], "years": years,
    }  # fmt: skip


@api.get(
    "/search",
    response={200: shapes.SearchOut, **_UNCHANGED, **_REFUSED},
    summary="Sentences with these very words",
)
@decorate_view(answering.conditional(shapes.SearchAsked))
def found(request: HttpRequest, asked: Query[shapes.SearchAsked]) -> dict[str, Any]:
    """Exact, from two characters up; width and case do not matter."""
    wanted = _said(asked.model_dump(exclude={"q", "after", "place", "year"}))
    if asked.place is not None:
        wanted["place"] = _place_or_404(asked.place).pk
    if asked.year is not None:
        wanted["year"] = str(asked.year)
    after = tuple(map(int, asked.after.split("-"))) if asked.after else None
    result = search(Asked(asked.q, wanted, after))  # type: ignore[arg-type]
    places = Place.objects.in_bulk({hit.key for hit in result.hits})
    facets = {
        name: [{"value": value, "count": count} for value, count in counts]
        for name, counts in result.facets.items()
    }
    return {
        "total": result.total, "more": result.more, "looked": result.looked, "facets": facets,
        "hits": [_hit(hit, places[hit.key]) for hit in result.hits],
        "next": following(request, "-".join(map(str, result.next)) if result.next else None),
    }  # fmt: skip


def _said(wanted: dict[str, Any]) -> dict[str, Any]:
    """The filters that were asked for."""
    return {name: value for name, value in wanted.items() if value is not None}


def _of_place(asked: shapes.ReportsAsked, of: str) -> dict[str, Any]:
    return {
        "place": _place_or_404(asked.place).pk if asked.place else None, f"{of}level": asked.level, f"{of}province": asked.province,
    }  # fmt: skip


def _place_or_404(asked: str) -> Place:
    found = place_asked(asked)
    if found is None:
        raise Http404
    return found


def _line_or_404(line_id: str) -> Line:
    found = with_outcomes().filter(pk=line_id).first()
    if found is None:
        raise _gone_or_404(f"l/{line_id}/")
    return found


def _gone_or_404(address: str) -> Exception:
    stone = tombstone(address)
    return answering.TakenBack(stone) if stone else Http404()


def _place(held: Place) -> dict[str, Any]:
    return told.place(held) | {"years": sorted(report.year for report in held.reports.all())}


def _reports() -> QuerySet[Report]:
    return Report.objects.select_related("place").prefetch_related("copies").defer("text", "sections")


def _report_named(cursor: str) -> tuple[str, int]:
    key, _slash, year = cursor.partition("/")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        raise ValidationError([{"loc": ("query", "after")}])
    return key, int(year)


def _value(held: Line | None) -> dict[str, Any] | None:
    if held is None:
        return None
    read = held.reading
    return {
        "line": held.pk,
        "low": read.get("low"),
        "high": read.get("high"),
        "bound": read.get("bound"),
        "quote": held.quote,
    }


def _hit(hit: Hit, place: Place) -> dict[str, Any]:
    line = hit.line
    return {
        "place": told.where(place), "year": hit.year, "paragraph": hit.number, "start": hit.start, "sentence": hit.sentence,
        "marks": list(hit.marks), "line": line.pk if line else None, "kind": line.kind if line else None,
        "grade": (line.grade or None) if line else None, "indicator": (line.indicator or None) if line else None,
        "verdict": (line.verdict or None) if line else None,
    }  # fmt: skip


def _elsewhere(request: HttpRequest, **_parts: str) -> HttpResponse:
    raise Http404


def addresses() -> list[URLPattern]:
    """The operations and their description; whatever else is asked for below the same address is answered in the same form."""
    own = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern)]
    for pattern in own:
        pattern.callback = answering.open_to_all(pattern.callback)
    rest = path("<path:rest>", answering.open_to_all(_elsewhere))
    return [*own, rest]
