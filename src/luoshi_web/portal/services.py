"""Acts on what is released. To take back is one of them: the words go from everywhere at once, their length and place remain."""

from datetime import datetime
from typing import Literal

from django.db import transaction
from django.db.models import F, Q

from luoshi_web.portal.models import Copy, Line, Outcome, Paragraph, Place, Report, Site, Tombstone
from luoshi_web.portal.search import index

Reason = Literal["personal", "infringement", "error", "secret"]
COVER = "█"


class NotReleased(LookupError):
    """There is no such line to take back."""


@transaction.atomic
def take_back_line(*, line_id: str, reason: Reason, sentence: str = "", at: datetime) -> list[str]:
    """Take a line back: its words are covered in the report, and every line that shares some of them goes with it.

    Its address answers 410 with the day and the reason; withdrawn for secrecy it answers as if it had never been. Whatever rested
    on the words goes too: verdicts, wordings, a problem's way through the years. Returns the ids that are gone.

    :raises NotReleased: where no such line is public.
    """
    line = Line.objects.select_related("report", "place").filter(pk=line_id).first()
    if line is None:
        raise NotReleased(line_id)
    report = line.report
    gone = list(Line.objects.filter(report=report, start__lt=line.end, end__gt=line.start))
    start, end = min(held.start for held in gone), max(held.end for held in gone)
    words = report.text[start:end]
    for held in gone:
        Tombstone.objects.update_or_create(
            pk=f"l/{held.pk}/",
            defaults={
                "place": line.place, "taken_on": at.date(), "reason": reason, "sentence": sentence[:300], "length": held.end - held.start,
            },
        )  # fmt: skip
    ids = [held.pk for held in gone]
    _forget(report, ids, words)
    Line.objects.filter(pk__in=ids).delete()
    _cover(report, start, end)
    count_release(line.place, at=at)
    return ids


def count_release(place: Place, *, at: datetime) -> None:
    """Whatever was cached of the place is old from now on."""
    Place.objects.filter(pk=place.pk).update(release=F("release") + 1, released_at=at)
    Site.objects.update_or_create(pk=1, defaults={"released_at": at})
    Site.objects.filter(pk=1).update(release=F("release") + 1)


def _forget(report: Report, ids: list[str], words: str) -> None:
    """Verdicts that rest on the words, and lists that name their lines."""
    resting = Outcome.objects.filter(Q(answer__in=ids) | Q(later=report) & ~Q(quote=""))
    for outcome in resting:
        if outcome.answer_id in ids or outcome.quote in words or words in outcome.quote:
            Line.objects.filter(pk=outcome.line_id).update(verdict="")
            outcome.delete()
    for outcome in Outcome.objects.filter(line__place=report.place):
        others = [other for other in outcome.others if other not in ids]
        vintages = [held for held in outcome.vintages if held["line"] not in ids]
        again = "" if outcome.again and (outcome.again in words or words in outcome.again) else outcome.again
        if (others, vintages, again) != (outcome.others, outcome.vintages, outcome.again):
            Outcome.objects.filter(pk=outcome.pk).update(others=others, vintages=vintages, again=again)


def _cover(report: Report, start: int, end: int) -> None:
    report.text = report.text[:start] + COVER * (end - start) + report.text[end:]
    for section in report.sections:
        if (
            section["title"]
            and section["start"] < end
            and start < section["start"] + len(section["title"]) + 8
        ):
            section["title"] = COVER * len(section["title"])
    report.save(update_fields=["text", "sections"])
    for paragraph in Paragraph.objects.filter(report=report, start__lt=end):
        stop = paragraph.start + len(paragraph.text)
        if stop > start:
            Paragraph.objects.filter(pk=paragraph.pk).update(text=report.text[paragraph.start : stop])
            index.remove([paragraph.pk])
            index.add([(paragraph.pk, report.text[paragraph.start : stop])])
    for copy in Copy.objects.filter(report=report):
        for notice in copy.notices:
            if not copy.best or (notice["start"] < end and start < notice["end"]):
                notice["quote"] = notice["suggestion"] = ""
        copy.save(update_fields=["notices"])


def take_back_again(place: Place, *, at: datetime) -> None:
    """After a release: what was taken back stays so, whatever the new release brought with it."""
    for stone in Tombstone.objects.filter(place=place, address__startswith="l/"):
        name = stone.address.removeprefix("l/").rstrip("/")
        if Line.objects.filter(pk=name).exists():
            take_back_line(line_id=name, reason=stone.reason, sentence=stone.sentence, at=at)  # type: ignore[arg-type]
