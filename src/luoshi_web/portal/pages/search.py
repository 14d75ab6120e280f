"""The page of a search: hits marked in their sentence, facets with counts, the next page by its cursor."""

import re
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from luoshi_web.portal import tallies
from luoshi_web.portal.answers import Shown, Table, answer
from luoshi_web.portal.charts import rows as bars
from luoshi_web.portal.charts import svg
from luoshi_web.portal.keys import atlas
from luoshi_web.portal.models import LEVELS, Place
from luoshi_web.portal.pages.said import language
from luoshi_web.portal.reading import indicator_name, word
from luoshi_web.portal.search.query import FACETS, Asked, Found, Hit, every, search
from luoshi_web.portal.selectors import place_asked, place_path, site_release
from luoshi_web.portal.signs import kind_word, level_word, sign_of
from luoshi_web.portal.succession import Step, followers, steps

_SHOWN = 12  # values of a facet
_LISTED = 200  # places that a control can hold


class Called(NamedTuple):
    """A place that the words name, where its territory went and where it came from."""

    place: Place
    gone: list[Step]
    came: list[Step]


PARAMETERS = ("q", "after", *FACETS)


def search_page(request: HttpRequest, ending: str = "") -> HttpResponseBase:
    asked = asked_of(request)
    return answer(request, site_release(), lambda: _shown(asked, ending), ending, asked=PARAMETERS)


def asked_of(request: HttpRequest) -> Asked:
    """The query with the filters that mean something; anything else of the address is left aside."""
    filters = {
        name: value.replace("\x00", "")[:60]
        for name in FACETS
        if (value := request.GET.get(name)) is not None
    }
    if "year" in filters and not re.fullmatch(r"[12][0-9]{3}", filters["year"]):
        del filters["year"]
    for name in ("place", "level"):
        if not filters.get(name, "").strip():
            filters.pop(name, None)
    if "place" in filters and (place := place_asked(filters["place"].strip())):
        filters["place"] = place.pk
    parts = request.GET.get("after", "").split("-")
    after = (
        tuple(map(int, parts))
        if len(parts) == 3 and all(p.isascii() and p.isdigit() and len(p) < 12 for p in parts)
        else None
    )
    return Asked(request.GET.get("q", "").replace("\x00", "").strip()[:200], filters, after)  # type: ignore[arg-type]


def address(asked: Asked, **changes: str | None) -> str:
    """The query in order, defaults left out; None takes a filter away."""
    held: dict[str, str | None] = {"q": asked.words, **asked.filters, **changes}
    return "search/?" + urlencode(sorted((name, value) for name, value in held.items() if value is not None))


def _shown(asked: Asked, ending: str) -> Shown:
    found = search(asked)
    places = {place.pk: place for place in Place.objects.filter(pk__in={hit.key for hit in found.hits})}
    facets = [_facet(name, found, asked) for name in FACETS if len(found.facets.get(name, ())) > 1]
    context = {
        "title": _("Search: %(words)s") % {"words": asked.words} if asked.words else _("Search"), "asked": asked, "found": found,
        "too_short": bool(asked.words) and len(asked.text) < 2,
        "hits": [_hit(hit, places[hit.key]) for hit in found.hits], "facets": facets,
        "chosen": [(_value(name, value), address(asked, **{name: None})) for name, value in asked.filters.items()],
        "next": address(asked, after="-".join(map(str, found.next))) if found.next else "",
        "csv": address(asked).replace("search/?", "search.csv?", 1), "filters": [(name, value) for name, value in sorted(asked.filters.items()) if name not in {"place", "year", "level"}],
        "query": address(asked).partition("?")[2], "feed": address(asked).replace("search/?", "search.atom?", 1) if len(asked.text) > 1 else "",
        "place_said": _value("place", asked.filters["place"]) if "place" in asked.filters else "", "year_said": asked.filters.get("year", ""),
        "levels": [(level, level_word(level), level == asked.filters.get("level")) for level in LEVELS], "known_places": _known_places(),
        "called": _called(asked),
    }  # fmt: skip
    table = _table(asked) if ending in {"csv", "json"} else None
    return Shown(
        "portal/search.html",
        context,
        table,
        _picture(asked, found) if len(found.facets.get("year", ())) > 1 else "",
    )


def place_of_hit(hit: Hit, place: Place) -> str:
    """Where the sentence stands in its report."""
    return f"{place_path(place)}{hit.year}/report/#" + (hit.line.pk if hit.line else f"p{hit.number}")


def _hit(hit: Hit, place: Place) -> dict[str, Any]:
    return {
        "place": place.full_name, "year": hit.year, "path": place_of_hit(hit, place), "html": marked(hit), "kind": kind_word(hit.line.kind if hit.line else ""),
        "line": f"l/{hit.line.pk}/" if hit.line else "",
    }  # fmt: skip


def marked(hit: Hit) -> SafeString:
    """The whole sentence with the hits marked: no snippet loses its 不."""
    pieces, at = [], 0
    for begin, end in hit.marks:
        pieces.append(f"{escape(hit.sentence[at:begin])}<mark>{escape(hit.sentence[begin:end])}</mark>")
        at = end
    return mark_safe("".join(pieces) + escape(hit.sentence[at:]))


def _called(asked: Asked) -> list[Called]:
    """The place that the words name, today or once; where it is not here, those that follow it. Most words name none, and ask nothing."""
    chosen = asked.filters.get("place", "")
    words = asked.words if asked.words in atlas().by_name else chosen
    if words not in atlas().by_name and words not in atlas().by_code:
        return []
    found = place_asked(words)
    if found and found.pk == chosen:
        return []
    return [Called(place, *steps(place.key)) for place in ([found] if found else followers(words))]


def _known_places() -> list[str]:
    """The names to choose from, where they are few: a list of thousands would be the largest part of the page."""
    if tallies.places_with_reports() > _LISTED:
        return []
    return list(
        Place.objects.filter(reports__isnull=False)
        .distinct()
        .order_by("pk")
        .values_list("full_name", flat=True)
    )


def _facet(name: str, found: Found, asked: Asked) -> dict[str, Any]:
    counts = found.facets[name]
    if name == "year":
        counts = sorted(counts, reverse=True)
    rest = sum(count for _value, count in counts[_SHOWN:])
    shown = counts[:_SHOWN]
    provinces = _provinces() if name == "province" else None
    names = _places_named([key for key, _n in shown]) if name == "place" else {}
    values = [
        (names.get(value) or _value(name, value, provinces), count, address(asked, **{name: value}))
        for value, count in shown
    ]
    return {"name": _names()[name], "values": values, "rest": rest}


def _names() -> dict[str, str]:
    return {
        "level": _("Level of government"), "province": _("Province"), "year": _("Year"), "kind": _("Kind"), "grade": _("Grade"), "indicator": _("Indicator"),
        "verdict": _("What came of it"), "place": _("Which place"),
    }  # fmt: skip


def _places_named(keys: list[str]) -> dict[str, str]:
    return {key: place.name for key, place in Place.objects.in_bulk(keys).items()}


def _provinces() -> dict[str, str]:
    """Code → name, of all that are here."""
    return dict(Place.objects.filter(level="province").order_by("-key").values_list("province", "name"))


def _value(name: str, value: str, provinces: dict[str, str] | None = None) -> str:
    if name == "level":
        return level_word(value)
    if name == "province":
        return (provinces or _provinces()).get(value) or value or _("not known")
    if name == "kind":
        return kind_word(value) if value in {"target", "task", "result", "problem", ""} else value
    if name == "grade":
        return word("grade", value, language()) or _("not known")
    if name == "indicator":
        return indicator_name(value) or _("not known")
    if name == "verdict":
        try:
            return sign_of(value).word if value else _("not known")
        except KeyError:
            return value
    if name == "place":
        place = Place.objects.filter(pk=value).first()
        return place.name if place else value
    return value


def _table(asked: Asked) -> Table:
    hits = every(asked)
    names = dict(Place.objects.filter(pk__in={hit.key for hit in hits}).values_list("pk", "full_name"))
    rows = [
        {"key": hit.key, "place": names[hit.key], "year": hit.year, "paragraph": hit.number, "start": hit.start, "sentence": hit.sentence,
         "kind": hit.facet("kind"), "indicator": hit.facet("indicator"), "id": hit.line.pk if hit.line else ""}
        for hit in hits
    ]  # fmt: skip
    columns = [
        ("key", _("key of the place")), ("place", _("place")), ("year", _("year")), ("paragraph", _("paragraph")), ("start", _("start")),
        ("sentence", _("sentence")), ("kind", _("kind")), ("indicator", _("indicator code")), ("id", _("line")),
    ]  # fmt: skip
    return Table(columns, rows)


def _picture(asked: Asked, found: Found) -> str:
    """Hits by year, the newest first."""
    counts = sorted(found.facets["year"], reverse=True)[:20]
    drawn = [bars.Bar(year, (bars.Stretch(count, "met", ""),)) for year, count in counts]
    most = max(counts, key=lambda item: item[1])
    finding = _("Most in %(year)s: %(count)d sentences.") % {"year": most[0], "count": most[1]}
    source = _("Source: sentences with these very words in the reports held here")
    return bars.draw(
        "search", svg.Said(_("“%(words)s” by year") % {"words": asked.words}, finding, source), drawn
    )
