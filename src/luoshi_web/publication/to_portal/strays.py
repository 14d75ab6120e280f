"""What the portal shows and behind which no release of the office stands: lines that left a copy, and what an office restored from an earlier day knows nothing of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from luoshi_web.portal.models import Item, Line, Orphan, Place, Report, Sheet
from luoshi_web.portal.search.grams import wanted
from luoshi_web.publication.models import Release, Settlement
from luoshi_web.publication.selectors import IN_FORCE, waiting_for_portal
from luoshi_web.publication.to_portal.others import portal_key

Kind = Settlement.Kind
_NEAR = 20


@dataclass(frozen=True, slots=True)
class Stray:
    """``key`` is its name in the portal, ``path`` its address there, ``place`` the name that the office has for the place, ``since`` when it left or became public."""

    kind: Kind
    key: str
    name: str
    path: str
    place: str
    year: int
    since: date

    @property
    def mark(self) -> str:
        """What names it in a form."""
        return f"{self.kind.value}:{self.key}"


def strays() -> list[Stray]:
    """Of all places but those that the portal has still to be told of: what is shown there may be about to go. Lines that left first, the latest year first."""
    quiet = _quiet_places()
    return [*_lines_that_left(quiet), *_unknown(quiet)]


def stray_of(kind: str, key: str) -> Stray | None:
    """The one of that name, if it is one still."""
    of_kind = _lines_that_left if kind == Kind.LINE else _unknown
    return next((one for one in of_kind(_quiet_places()) if (one.kind, one.key) == (kind, key)), None)


def _quiet_places() -> dict[str, str]:
    """Key → name of the places of which the portal has been told everything."""
    places = {place.pk: place.name for place in Place.objects.only("key", "name")}
    places |= dict(Release.objects.exclude(place_key="").values_list("place_key", "place"))
    busy = set(waiting_for_portal().values_list("place", flat=True))
    return {key: name for key, name in places.items() if name not in busy}


def _lines_that_left(places: dict[str, str]) -> Iterator[Stray]:
    left = Orphan.objects.filter(settled_on=None, place__in=places).order_by(
        "place", "-year", "left_on", "pk"
    )
    for one in left:
        yield Stray(Kind.LINE, one.pk, one.quote, f"l/{one.pk}/", places[one.place_id], one.year, one.left_on)


def _unknown(places: dict[str, str]) -> Iterator[Stray]:
    """Reports, items and tables that the office released nothing of, or nothing that is in force."""
    known = _known()
    for report in (
        Report.objects.filter(place__in=places)
        .only("place", "year", "place__released_at")
        .select_related("place")
    ):
        key = f"{report.place_id}/{report.year}"
        if key not in known:
            name, day = f"{places[report.place_id]} {report.year}", _day(report.place.released_at)
            yield Stray(Kind.REPORT, key, name, f"p/{key}/", places[report.place_id], report.year, day)
    for item in Item.objects.filter(place__in=places):
        if item.pk not in known:
            name = f"{item.paper_number} {item.content.get('title', '')}"
            path = f"p/{item.place_id}/items/{item.paper_number}/"
            yield Stray(Kind.ITEM, item.pk, name, path, places[item.place_id], item.year, _day(item.since))
    for sheet in Sheet.objects.filter(place__in=places):
        if sheet.pk not in known:
            name, path = str(sheet.content.get("title", sheet.path)), f"p/{sheet.place_id}/{sheet.path}"
            yield Stray(
                Kind.SHEET, sheet.pk, name, path, places[sheet.place_id], sheet.year, _day(sheet.since)
            )


def _known() -> set[str]:
    """The names in the portal of all that is released and in force; with a split its items."""
    standing = Release.objects.filter(IN_FORCE).select_related("appraisal__supersedes")
    known = {portal_key(one) for one in standing.filter(kind="report").defer("content")}
    for one in standing.exclude(kind="report"):
        known.add(portal_key(one))
        if one.kind == Release.Kind.SPLIT:
            known |= {f"{one.place_key}/{row['number']}" for row in one.content["rows"]}
    return known


def _day(moment: Any) -> date:
    return timezone.localtime(moment).date()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line of the report that is used now."""

    key: str
    quote: str


def lines_for(stray: Stray, words: str = "") -> list[Candidate]:
    """Lines of the report that a line left: those with ``words``, else those that share most pairs of characters with it. A person decides; nothing is likened."""
    held = Orphan.objects.get(pk=stray.key)
    lines = Line.objects.filter(place=held.place_id, year=held.year).order_by("number")
    there = [Candidate(pk, quote) for pk, quote in lines.values_list("pk", "quote")]
    if words.strip():
        return [one for one in there if wanted(words) in wanted(one.quote)][:_NEAR]
    own = _pairs(held.quote)
    shared = {one.key: len(own & _pairs(one.quote)) for one in there}
    return sorted((one for one in there if shared[one.key]), key=lambda one: -shared[one.key])[:_NEAR]


def _pairs(words: str) -> set[str]:
    said = wanted(words)
    return {said[at : at + 2] for at in range(len(said) - 1)}
