"""Questions about what is released."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import cast

from luoshi_web.portal.database import own_connection
from luoshi_web.portal.keys import atlas
from luoshi_web.portal.models import FormerKey, Line, Outcome, Place, Report
from luoshi_web.portal.reading import amount, entry, high


class NumberOfSite(int):
    """How many releases there were, of whatever place."""


class NumberOfPlace(str):
    """How many releases there were of a place and of those above it, the place's own first. ``key`` is the place's."""

    key: str


_OF_PLACE = (
    "SELECT a.release, b.release, c.release, d.release, e.release, e.parent_id FROM portal_place a "
    "LEFT JOIN portal_place b ON b.key = a.parent_id LEFT JOIN portal_place c ON c.key = b.parent_id "
    "LEFT JOIN portal_place d ON d.key = c.parent_id LEFT JOIN portal_place e ON e.key = d.parent_id WHERE a.key = %s"
)
"""A town, its county, prefecture, province and nation."""


def number_now(key: str) -> NumberOfSite | NumberOfPlace | None:
    """The number that pages of a place show, of the site's where ``key`` is empty; None where there is no such place. One statement, written out: every
    page asks it, those from the cache nothing else."""
    with own_connection().cursor() as cursor:
        if not key:
            cursor.execute("SELECT release FROM portal_site WHERE id = 1")
            row = cursor.fetchone()
            return NumberOfSite(row[0] if row else 0)
        cursor.execute(_OF_PLACE, [key])
        row = cursor.fetchone()
    if row is None or row[-1] is not None:
        return None
    number = NumberOfPlace("-".join(str(release) for release in row[:-1] if release is not None))
    number.key = key
    return number


def site_release() -> NumberOfSite:
    return cast(NumberOfSite, number_now(""))


def place_asked(asked: str) -> Place | None:
    """The place that an address means: by its key with whatever slug, by a code that it had, or by its name where one has it."""
    key = asked.partition("-")[0]
    if found := Place.objects.filter(pk=key).first():
        return found
    if former := FormerKey.objects.filter(pk=key).select_related("place").first():
        return former.place
    keys = [known.key for known in (*atlas().by_code.get(key, ()), *atlas().by_name.get(asked, ()))]
    named = (
        Place.objects.filter(pk__in=keys)
        or Place.objects.filter(name=asked)
        or Place.objects.filter(full_name=asked)
    )
    return named[0] if len(named) == 1 else None


def place_path(place: Place) -> str:
    """``p/330109-xiaoshan/``"""
    return f"p/{place.key}{'-' + place.slug if place.slug else ''}/"


def above(place: Place) -> list[Place]:
    """The places above it, the outermost first."""
    if place.parent_id is not None and not Place.parent.is_cached(place):
        every = Place.objects.select_related("parent__parent__parent")
        place.parent = every.filter(pk=place.parent_id).first()  # all of them by one question
    found: list[Place] = []
    outer = place.parent
    while outer is not None and outer not in found:
        found.append(outer)
        outer = outer.parent
    return found[::-1]


def release_of(place: Place) -> str:
    """Changes where what a page of the place shows may have changed: its own release, and those above it."""
    found = number_now(place.pk)
    return (
        found
        if isinstance(found, NumberOfPlace)
        else "-".join(str(p.release) for p in (place, *above(place)))
    )


def report_of(place: Place, year: int) -> Report | None:
    return Report.objects.filter(place=place, year=year).first()


def headline_targets(report: Report) -> list[Line]:
    """The report's headline targets in reading order, each with what came of it."""
    return list(
        Line.objects.filter(report=report, kind="target", headline=True)
        .select_related("outcome", "outcome__answer", "outcome__later", "place")
        .order_by("number")
    )


def outcome_of(line: Line) -> Outcome | None:
    found: Outcome | None = getattr(line, "outcome", None)
    return found


@dataclass(slots=True)
class YearOfSeries:
    """What was promised for a year and what the next report states."""

    year: int
    promised: Line | None = None
    stated: Line | None = None
    expected: bool = False
    verdict: str = ""
    reported: bool = False
    answered: bool = False

    @property
    def target(self) -> Decimal | None:
        return amount(self.promised) if self.promised else None

    @property
    def target_high(self) -> Decimal | None:
        return high(self.promised) if self.promised else None

    @property
    def bound(self) -> str:
        return entry(self.promised).bound or "" if self.promised else ""

    @property
    def value(self) -> Decimal | None:
        return amount(self.stated) if self.stated else None


@dataclass(slots=True)
class Series:
    """An indicator of a place over its years, in one measure and unit."""

    place: Place
    indicator: str
    measure: str
    unit: str
    years: list[YearOfSeries] = field(default_factory=list)


def series(
    place: Place, indicator: str, measure: str, unit: str, reports: Iterable[Report] | None = None
) -> Series:
    """Every year that a report of the place sets out or looks back on, from the first to the last: gaps stay gaps."""
    held = sorted(
        reports if reports is not None else place.reports.only("year", "place"), key=lambda r: r.year
    )
    wanted = Line.objects.filter(place=place, indicator=indicator, measure=measure).select_related(
        "outcome__answer"
    )
    lines = [
        line for line in wanted.order_by("year", "-headline", "number") if line.reading.get("unit") == unit
    ]
    years: dict[int, YearOfSeries] = {}
    reported = {report.year for report in held}
    for line in lines:
        if line.reading.get("partial"):
            continue
        if line.kind == "target" and (line.headline or _covers(line, line.year)):
            _promise(years.setdefault(line.year, YearOfSeries(line.year)), line, measure, unit)
        elif line.kind == "result" and _covers(line, line.year - 1):
            of_year = years.setdefault(line.year - 1, YearOfSeries(line.year - 1))
            if of_year.stated is None:
                of_year.stated = line
    for of_year in years.values():
        of_year.reported = of_year.year in reported
        of_year.answered = of_year.year + 1 in reported
    first, last = min(years, default=0), max(years, default=-1)
    filled = [
        years.get(y, YearOfSeries(y, reported=y in reported, answered=y + 1 in reported))
        for y in range(first, last + 1)
    ]
    return Series(place, indicator, measure, unit, filled)


def _promise(of_year: YearOfSeries, line: Line, measure: str, unit: str) -> None:
    if of_year.promised is not None:
        return
    of_year.promised, of_year.verdict = line, line.verdict
    outcome = outcome_of(line)
    if outcome is not None:
        of_year.verdict = outcome.verdict
        answer = outcome.answer
        if answer is not None and answer.measure == measure and answer.reading.get("unit") == unit:
            of_year.stated, of_year.expected = answer, outcome.expected


def _covers(line: Line, year: int) -> bool:
    period = line.reading.get("period")
    return period is None or (period["from"] == year and period["to"] == year)


def same_target_elsewhere(line: Line) -> list[tuple[Place, Line | None]]:
    """The places from the nation down to the line's own, each with its target for the same thing in the same year."""
    chain = [*above(line.place), line.place]
    found: dict[str, Line] = {}
    for other in Line.objects.filter(
        place__in=chain, year=line.year, indicator=line.indicator, measure=line.measure, kind="target"
    ).order_by("-headline", "number"):
        if not other.reading.get("partial"):
            found.setdefault(other.place_id, other)
    if line.kind == "target":
        found[line.place_id] = line
    return [(place, found.get(place.pk)) for place in chain]
