"""Rows → the database, a place at a time: all of it or nothing."""

from collections import defaultdict
from datetime import datetime

from luoshi_web.portal.bring_in import better
from luoshi_web.portal.bring_in.places import Found
from luoshi_web.portal.bring_in.rows import PlaceRows, YearRows
from luoshi_web.portal.database import own_transaction
from luoshi_web.portal.models import (
    Copy,
    Fate,
    FormerKey,
    Line,
    Outcome,
    Paragraph,
    Place,
    Report,
    Turn,
)
from luoshi_web.portal.search import index
from luoshi_web.portal.search.entries import OF_LINES, of_place
from luoshi_web.portal.services import count_release, take_back_again
from luoshi_web.portal.succession import neighbours

_BATCH = 400  # rows a statement: SQLite takes 32,766 values


def release(found: Found, rows: PlaceRows, *, digest: str, at: datetime) -> None:
    """What ``rows`` hold becomes the place's next release, in the place of what was there.

    Reports that are unchanged are made again too: their lines have the same names, since those come from the words and the copy.
    """
    with own_transaction():
        place = Place.objects.select_for_update().get(pk=found.key)
        stood = better.before(place)
        rows = better.as_the_same(rows, stood)
        _clear(place)
        others = Place.objects.filter(copies__sha256__in=_copies_of(rows)).values("pk")
        for other in Place.objects.select_for_update().filter(pk__in=others).order_by("pk"):
            _clear(
                other
            )  # a document that was another place's: that one's own turn comes, or it is withdrawn
        reports = {year: _report(place, held) for year, held in rows.years.items()}
        Outcome.objects.bulk_create(
            [Outcome(**row | {"later": reports[row["later"]]}) for row in rows.outcomes], _BATCH
        )
        Turn.objects.bulk_create(
            [
                Turn(**{k: v for k, v in row.items() if k != "year"}, report=reports[row["year"]])
                for row in rows.turns
            ],
            _BATCH,
        )
        Fate.objects.bulk_create(
            [
                Fate(**{k: v for k, v in row.items() if k != "year"}, report=reports[row["year"]])
                for row in rows.fates
            ],
            _BATCH,
        )
        take_back_again(place, at=at)
        better.note_what_left(place, stood, at=at)
        _count(place, digest, at)


def withdraw(place: Place, *, at: datetime) -> None:
    """A place that no document speaks of any more has no report; itself it stays, for others lie below it."""
    with own_transaction():
        Place.objects.select_for_update().get(pk=place.pk)
        _clear(place)
        place.orphans.all().delete()
        place.former_copies.all().delete()
        _count(place, "", at)


def _count(place: Place, digest: str, at: datetime) -> None:
    Place.objects.filter(pk=place.pk).update(inputs=digest)
    count_release(place, at=at)


def _clear(place: Place) -> None:
    index.remove(list(Paragraph.objects.filter(report__place=place).values_list("pk", flat=True)))
    for model, path in (
        (Outcome, "line__place"), (Turn, "report__place"), (Fate, "report__place"), (Line, "place"),
        (Paragraph, "report__place"), (Copy, "place"), (Report, "place"),
    ):  # fmt: skip
        model.objects.filter(**{path: place})._raw_delete(model.objects.db)


def _copies_of(rows: PlaceRows) -> list[str]:
    return [copy["sha256"] for held in rows.years.values() for copy in held.copies]


def _report(place: Place, held: YearRows) -> Report:
    report = Report.objects.create(place=place, **held.report)
    Copy.objects.bulk_create([Copy(place=place, report=report, **row) for row in held.copies])
    Paragraph.objects.bulk_create([Paragraph(report=report, **row) for row in held.paragraphs], _BATCH)
    lines: dict[int, list[dict[str, str]]] = defaultdict(list)
    for row in held.lines:
        lines[row["paragraph"]].append({name: row[name] for name in OF_LINES})
    written = Paragraph.objects.filter(report=report).values_list("pk", "number", "text")
    index.add(
        (number, text, index.tokens(of_place(place, report.year), lines[paragraph]))
        for number, paragraph, text in written.iterator(chunk_size=2000)
    )
    Line.objects.bulk_create(
        [Line(report=report, place=place, year=report.year, **row) for row in held.lines], _BATCH
    )
    return report


def stand(found: dict[str, Found], *, at: datetime) -> None:
    """The places themselves, those above them first: a breadcrumb leads through places that have no report."""
    stood = set(Place.objects.values_list("key", flat=True))
    for place in sorted(found.values(), key=lambda p: len(p.above)):
        above = next((key for key in place.above if key in found), None)
        Place.objects.update_or_create(
            pk=place.key,
            defaults={
                "name": place.name, "full_name": place.full_name, "slug": place.slug, "level": place.level,
                "province": place.province, "parent_id": above, "names": place.names, "ended": place.ended,
                "successors": place.successors,
            },
        )  # fmt: skip
    for key, place in found.items():
        for former in place.former_keys:
            FormerKey.objects.update_or_create(pk=former, defaults={"place_id": key})
    name_each_other(set(found) - stood, at=at)


def name_each_other(keys: set[str], *, at: datetime) -> None:
    """Places that came or went: the pages of those that they follow, or that follow them, are made anew."""
    for other in Place.objects.filter(pk__in=neighbours(keys) - keys):
        count_release(other, at=at)
