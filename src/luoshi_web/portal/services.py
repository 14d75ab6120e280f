"""Acts on what is released. To take back is one of them: the words go from everywhere at once, their length and place remain.

Each act locks the place's row first, and so does a release: neither writes over what the other did.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

from django.db.models import F
from django.utils import timezone

from luoshi_web.portal import blocks
from luoshi_web.portal.database import own_transaction
from luoshi_web.portal.forgetting import (
    cover,
    drop_orphans,
    forget_report,
    forget_words,
    overlapping,
    rename_line,
)
from luoshi_web.portal.models import Line, Orphan, Place, Report, Seen, Site, Tombstone
from luoshi_web.portal.search.grams import wanted
from luoshi_web.portal.tallies import count_again

Reason = Literal["personal", "infringement", "error", "secret"]


class NotReleased(LookupError):
    """There is no such line or report to take back."""


@own_transaction()
def take_back_line(*, line_id: str, reason: Reason, sentence: str = "", at: datetime) -> list[str]:
    """Take a line back: its words are covered in the report, and every line that shares some of them goes with it.

    Its address answers 410 with the day and the reason; withdrawn for secrecy it answers as if it had never been. Whatever rested
    on the words goes too: verdicts, wordings, a problem's way through the years. Returns the ids that are gone.

    :raises NotReleased: where no such line is public.
    """
    if take_back_orphan(line_id=line_id, reason=reason, sentence=sentence, at=at):
        return [line_id]
    place = _locked(Place.objects.filter(lines=line_id))
    line = Line.objects.select_related("report").filter(pk=line_id, place=place).first()
    if line is None or place is None:
        raise NotReleased(line_id)
    start, end, gone = overlapping(line.report, line.start, line.end)
    _set_stones(line.report, gone, reason, sentence, at)
    _take(line.report, start, end, gone)
    count_release(place, at=at)
    return [held.pk for held in gone]


@own_transaction()
def take_back_report(*, report_id: str, reason: Reason, sentence: str = "", at: datetime) -> list[str]:
    """Take a report back, ``KEY/YEAR``: its text, lines and paragraphs, their entries of the index, and every verdict that rests on them.

    Its pages and those of its lines answer 410 with the day and the reason, withdrawn for secrecy 404; no later import brings the year back, from
    whatever copy. Returns the ids of the lines that are gone.

    :raises NotReleased: where no such report is public.
    """
    key, _slash, year = report_id.partition("/")
    place = _locked(Place.objects.filter(pk=key))
    report = Report.objects.filter(place=place, year=int(year)).first() if year.isdecimal() else None
    if report is None or place is None:
        raise NotReleased(report_id)
    lines = list(Line.objects.filter(report=report))
    Tombstone.objects.get_or_create(
        pk=report_address(key, report.year),
        defaults=_stone(report, reason, sentence, at) | {"length": len(report.text)},
    )
    _set_stones(report, lines, reason, sentence, at)
    left = Orphan.objects.filter(place=place, year=report.year)
    _stone_orphans(left, _stone(report, reason, sentence, at))
    forget_report(report)
    count_release(place, at=at)
    return [line.pk for line in lines]


@own_transaction()
def looked_through(
    *,
    place_key: str,
    year: int,
    sha256: str,
    characters: int,
    found: Iterable[tuple[int, int]],
    reason: Reason,
    at: datetime,
) -> None:
    """Somebody looked through another copy of a year of which words were taken back: they stand at ``found``, start and end in its text of
    ``characters`` characters.

    The next import releases the year from that copy, and covers them.
    """
    for start, end in found:
        Tombstone.objects.get_or_create(
            pk=f"c/{sha256[:12]}/{characters}/{start}-{end}/",
            defaults={
                "taken_on": timezone.localtime(at).date(), "reason": reason, "length": end - start, "place_key": place_key, "year": year,
                "sha256": sha256, "start": start, "characters": characters,
            },
        )  # fmt: skip
    Seen.objects.update_or_create(pk=sha256, defaults={"characters": characters, "seen_at": at})
    Place.objects.filter(pk=place_key).update(inputs="")


def report_address(key: str, year: int) -> str:
    return f"p/{key}/{year}/report/"


def count_release(place: Place, *, at: datetime) -> None:
    """Whatever was cached of the place is old from now on, and what is counted over all places follows."""
    count_again(place.pk)
    Place.objects.filter(pk=place.pk).update(release=F("release") + 1, released_at=at)
    Site.objects.update_or_create(pk=1, defaults={"released_at": at})
    Site.objects.filter(pk=1).update(release=F("release") + 1)


def _locked(asked: Any) -> Place | None:
    key = asked.values_list("pk", flat=True).first()
    return Place.objects.select_for_update().filter(pk=key).first() if key else None


def _stone(report: Report, reason: Reason, sentence: str, at: datetime) -> dict[str, Any]:
    return {
        "place_id": report.place_id, "taken_on": timezone.localtime(at).date(), "reason": reason, "sentence": sentence[:300],
        "place_key": report.place_id, "year": report.year, "sha256": _best_copy(report), "characters": len(report.text),
    }  # fmt: skip


def _best_copy(report: Report) -> str:
    """The digest of the copy that the report is shown from."""
    return report.copies.filter(best=True).values_list("sha256", flat=True).first() or ""


def _set_stones(report: Report, lines: Iterable[Line], reason: Reason, sentence: str, at: datetime) -> None:
    """Of lines, and of those that left and were settled with one of them. The day and the reason of an older tombstone stay."""
    common = _stone(report, reason, sentence, at)
    words = {line.pk: {"start": line.start, "length": line.end - line.start} for line in lines}
    held = Orphan.objects.filter(place=report.place_id, year=report.year).exclude(attached_to="")
    names = {pk: pk for pk in words} | {
        pk: line for pk, line in held.values_list("pk", "attached_to") if line in words
    }
    Tombstone.objects.bulk_create(
        [Tombstone(address=f"l/{name}/", **words[line], **common) for name, line in names.items()],
        400,
        ignore_conflicts=True,
    )


def _stone_orphans(left: Iterable[Orphan], common: dict[str, Any]) -> None:
    Tombstone.objects.bulk_create(
        [Tombstone(address=f"l/{held.pk}/", length=len(held.quote), **common) for held in left],
        400,
        ignore_conflicts=True,
    )


def _take(report: Report, start: int, end: int, gone: list[Line]) -> None:
    forget_words(report, [line.pk for line in gone], start, end)
    cover(report, start, end)


def take_back_again(place: Place, *, at: datetime) -> None:
    """In a release, before anybody sees it: what was taken back stays so, whatever the new release brought with it.

    The same copy is covered where the words stood, whatever its lines are called now. In another copy, or one that is read to another length, nobody
    but a reader can tell where they stand, since they are not kept: that year is not released until somebody has looked (:func:`looked_through`).
    """
    if not Tombstone.objects.exists():
        return
    keys = {place.pk, *place.former_keys.values_list("pk", flat=True)}
    for report in Report.objects.filter(place=place):
        copies = set(report.copies.values_list("sha256", flat=True))
        best = _best_copy(report)
        stones = list(
            Tombstone.objects.filter(sha256__in=copies) | Tombstone.objects.filter(place_key__in=keys, year=report.year)
        )  # fmt: skip
        if any(stone.address.startswith("p/") for stone in stones):
            forget_report(report)
            continue
        known = [s for s in stones if s.sha256 == best and s.characters in (0, len(report.text))]
        told = known or Seen.objects.filter(pk=best, characters=len(report.text)).exists()
        somewhere = [s for s in stones if s.start is not None and not _under_its_name(s, report)]
        if somewhere and not told:
            forget_report(report)
            continue
        for stone in known:
            if stone.start is not None:
                _cover_again(report, stone, stone.start, stone.start + stone.length, at)
    _by_name(place, at)


def _under_its_name(stone: Tombstone, report: Report) -> bool:
    """A line that left is taken back of no copy in particular: in the one that it comes from it has its name."""
    return not stone.sha256 and Line.objects.filter(report=report, pk=_name(stone)).exists()


def _name(stone: Tombstone) -> str:
    return stone.address[2:].rstrip("/")


def _cover_again(report: Report, stone: Tombstone, start: int, end: int, at: datetime) -> None:
    start, end, gone = overlapping(report, start, end)
    _set_stones(report, gone, stone.reason, stone.sentence, at)  # type: ignore[arg-type]
    _take(report, start, end, gone)


def _by_name(place: Place, at: datetime) -> None:
    """Lines under a name that was taken back, wherever they stand now."""
    stones = {_name(s): s for s in Tombstone.objects.filter(address__startswith="l/")}
    names = list(stones)
    for begin in range(0, len(names), 500):
        for line in Line.objects.filter(place=place, pk__in=names[begin : begin + 500]):
            held = Line.objects.select_related("report").filter(pk=line.pk).first()
            if held is not None:
                _cover_again(held.report, stones[line.pk], held.start, held.end, at)


def take_back_orphan(*, line_id: str, reason: Reason, sentence: str, at: datetime) -> bool:
    """A line that left the copy that is used is taken back. Returns False where there is no such one.

    Where its words stand in another copy nobody knows: that year is not released from one until somebody has looked, unless the line has its name there. The
    copy that is used need not be looked through where it has not these words.
    """
    place = _locked(Place.objects.filter(orphans=line_id))
    if place is None:
        return False
    held = Orphan.objects.get(pk=line_id)
    stone = {
        "place": place, "taken_on": timezone.localtime(at).date(), "reason": reason, "sentence": sentence[:300],
        "place_key": place.pk, "year": held.year, "start": 0,
    }  # fmt: skip
    _stone_orphans([held, *Orphan.objects.filter(attached_to=line_id)], stone)
    report = Report.objects.filter(place=place, year=held.year).first()
    if report is not None and wanted(held.quote) not in wanted(report.text):
        Seen.objects.update_or_create(
            pk=_best_copy(report), defaults={"characters": len(report.text), "seen_at": at}
        )
    drop_orphans(Orphan.objects.filter(pk=line_id))
    count_release(place, at=at)
    return True


@own_transaction()
def settle_orphan(*, line_id: str, line: str = "", reason: str = "", at: datetime) -> None:
    """Somebody has looked: the orphan is the line ``line`` of its report, to which its address leads from now on, or it is closed with a reason.

    :raises NotReleased: where there is no such orphan that waits, or no such line of its report.
    :raises ValueError: where not one of the two is said.
    """
    if bool(line) == bool(reason.strip()):
        raise ValueError("either a line or a reason")
    place = _locked(Place.objects.filter(orphans=line_id, orphans__settled_on=None))
    held = Orphan.objects.filter(pk=line_id, place=place, settled_on=None).first() if place else None
    if held is None or place is None:
        raise NotReleased(line_id)
    if line and not Line.objects.filter(pk=line, place=place, year=held.year).exists():
        raise NotReleased(line)
    day = timezone.localtime(at).date()
    Orphan.objects.filter(pk=line_id).update(
        attached_to=line, reason=" ".join(reason.split())[:300], settled_on=day
    )
    if line:
        Orphan.objects.filter(attached_to=line_id).update(attached_to=line)
        rename_line(place, line_id, line)
        blocks.moved("line", line_id, line)
    count_release(place, at=at)
