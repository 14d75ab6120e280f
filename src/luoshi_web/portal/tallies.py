"""What is counted over all places, kept as it changes: a page that counted nine million lines itself would take its reader's minute.

Each place has its own part (:class:`PlaceTally`), made anew whenever something of it is released or taken back; the difference goes into the sums.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Count

from luoshi_web.portal.database import own_connection
from luoshi_web.portal.models import Line, Outcome, Place, PlaceTally, Report, Tally

REPORTS, LINES, CHARACTERS, TARGETS, GROWTH, RULES, PROVINCES, LEVELS = (
    "report",
    "line",
    "character",
    "target",
    "growth",
    "rule",
    "province",
    "level",
)


class Counted(NamedTuple):
    """A sum over all places."""

    code: str
    year: int
    number: int
    places: int


def counted(of: str, code: str | None = None) -> list[Counted]:
    """The sums of a kind that are not nothing, by code and year; year 0 is all years together."""
    asked = Tally.objects.filter(of=of, number__gt=0)
    if code is not None:
        asked = asked.filter(code=code)
    return [
        Counted(*row)
        for row in asked.order_by("code", "year").values_list("code", "year", "number", "places")
    ]


def of_years(of: str) -> dict[int, int]:
    return {row.year: row.number for row in counted(of) if row.year}


def in_all(of: str) -> dict[str, int]:
    """All years together, by code."""
    return {row.code: row.number for row in counted(of) if not row.year}


def places_with_reports() -> int:
    return sum(row.places for row in counted(REPORTS) if not row.year)


def count_again(key: str) -> None:
    """Put into the sums what has changed of a place. Its row is locked by whoever changes it."""
    place = Place.objects.values("province", "level").get(pk=key)
    held = PlaceTally.objects.filter(place=key).values_list("held", flat=True).first() or []
    before = {(of, code, year): number for of, code, year, number in held}
    after = _of_place(key, place["province"], place["level"])
    changes = []
    for name in sorted({*before, *after}):
        had, has = before.get(name, 0), after.get(name, 0)
        if had != has:
            changes.append((name, has - had, (has > 0) - (had > 0)))
    _add(changes)
    PlaceTally.objects.update_or_create(
        place_id=key, defaults={"held": [[*name, number] for name, number in sorted(after.items())]}
    )


_Name = tuple[str, str, int]


def _add(changes: Sequence[tuple[_Name, int, int]]) -> None:
    """In the order of their names: two releases at once wait for each other and never both. A new place changes some hundred sums."""
    Tally.objects.bulk_create(
        [Tally(of=of, code=code, year=year) for (of, code, year), *_ in changes], 400, ignore_conflicts=True
    )
    statement = "UPDATE portal_tally SET number = number + %s, places = places + %s WHERE of = %s AND code = %s AND year = %s"
    with own_connection().cursor() as cursor:
        cursor.executemany(statement, [(number, places, *name) for name, number, places in changes])


def _of_place(place: str, province: str, level: str) -> dict[_Name, int]:
    found: Counter[_Name] = Counter()
    for year, counts in Report.objects.filter(place=place).order_by().values_list("year", "counts"):
        for name, number in (
            ((REPORTS, "", year), 1), ((REPORTS, "", 0), 1), ((PROVINCES, province, 0), 1), ((LEVELS, level, 0), 1),
            ((LINES, "", year), sum(counts.get("kinds", {}).values())), ((CHARACTERS, "", year), counts.get("characters", 0)),
        ):  # fmt: skip
            found[name] += number
    targets = Line.objects.filter(place=place, kind="target", headline=True).exclude(indicator="").order_by()
    for code, year, measure, number in targets.values_list("indicator", "year", "measure").annotate(
        n=Count("pk")
    ):
        found[TARGETS, code, year] += number
        found[TARGETS, code, 0] += number
        if measure == "growth":
            found[GROWTH, code, 0] += number
    rules = Outcome.objects.filter(line__place=place).order_by().values_list("rule").annotate(n=Count("pk"))
    for rule, number in rules:
        found[RULES, rule, 0] += number
    return dict(found)
