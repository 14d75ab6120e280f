"""How words leave what is released: the text, the index, the lines, and whatever rests on them; then the counts are made again."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import F, Q, QuerySet

from luoshi_web.portal.models import (
    Copy,
    Fate,
    Item,
    Line,
    Orphan,
    Outcome,
    Paragraph,
    Place,
    Report,
    Sheet,
    Turn,
    Version,
)
from luoshi_web.portal.search import index
from luoshi_web.portal.search.entries import renew
from luoshi_web.portal.search.grams import wanted
from luoshi_web.portal.signs import NOT_HELD

COVER = "█"


def overlapping(report: Report, start: int, end: int) -> tuple[int, int, list[Line]]:
    """The lines that share words with a stretch, and with each other: the stretch grows until no line stands half in it."""
    while True:
        gone = list(Line.objects.filter(report=report, start__lt=end, end__gt=start).order_by("start"))
        wider = min((start, *(held.start for held in gone))), max((end, *(held.end for held in gone)))
        if wider == (start, end):
            return start, end, gone
        start, end = wider


def forget_words(report: Report, ids: list[str], start: int, end: int) -> None:
    """The lines ``ids``, the verdicts that rest on the stretch or on them, and their names in lists."""
    shares = Q(later=report, start__lt=end, end__gt=start) | Q(later=report, start=None) & ~Q(quote="")
    _forget_outcomes(Outcome.objects.filter(shares | Q(answer__in=ids) | Q(later=report, against__in=ids)))
    again = Outcome.objects.filter(later=report, again_start__lt=end, again_end__gt=start)
    again.update(again="", again_start=None, again_end=None)
    _forget_names(report, set(ids))
    _forget_followup(report.place_id, set(ids))
    drop_orphans(Orphan.objects.filter(attached_to__in=ids))
    forget_orphans(report, Line.objects.filter(pk__in=ids).values_list("quote", flat=True))
    _forget_answers(
        report, lambda answer: any(a < end and start < b for a, b in _places(report.text, answer))
    )
    Line.objects.filter(pk__in=ids).delete()
    recount(report)


def forget_report(report: Report) -> None:
    """All of a report; what the year before says came of it, too."""
    ids = set(Line.objects.filter(report=report).values_list("pk", flat=True))
    _forget_outcomes(Outcome.objects.filter(later=report), mark="")
    _forget_names(report, ids)
    _forget_followup(report.place_id, ids)
    of_place = Orphan.objects.filter(place=report.place_id)
    drop_orphans(of_place.filter(Q(year=report.year) | Q(attached_to__in=ids)))
    of_place.filter(Q(answer_year=report.year) | Q(year=report.year - 1)).update(**UNANSWERED)
    index.remove(list(Paragraph.objects.filter(report=report).values_list("pk", flat=True)))
    Turn.objects.filter(report=report).delete()
    Fate.objects.filter(report=report).delete()
    before = Report.objects.filter(place=report.place_id, year=report.year - 1).first()
    report.delete()
    if before is not None:
        Line.objects.filter(report=before, verdict=NOT_HELD).update(verdict="")
        recount(before)


def _forget_outcomes(resting: Iterable[Outcome], mark: str = NOT_HELD) -> None:
    """Without its outcome a headline target says that it is held against nothing: its next report is here all the same."""
    names = [outcome.line_id for outcome in resting]
    touched = list(Report.objects.filter(lines__in=names).distinct())
    Outcome.objects.filter(pk__in=names).delete()
    Line.objects.filter(pk__in=names).update(verdict="")
    Line.objects.filter(pk__in=names, headline=True).update(verdict=mark)
    renew(Paragraph.objects.filter(report__lines__in=names, number=F("report__lines__paragraph")))
    for report in touched:
        recount(report)


def forget_orphans(report: Report, words: Iterable[str]) -> None:
    """Orphans of the report that say some of the words, or are said by them: in an earlier copy they may have stood otherwise around the same. Those of
    which the report said some of them go on without what it said.
    """
    some = [wanted(one) for one in words]
    if not some:
        return

    def shares(said: str) -> bool:
        own = wanted(said)
        return any(one in own or own in one for one in some)

    of_year = Orphan.objects.filter(place=report.place_id, year=report.year)
    drop_orphans(of_year.filter(pk__in=[held.pk for held in of_year if shares(held.quote)]))
    _forget_answers(report, shares)


def drop_orphans(gone: QuerySet[Orphan]) -> None:
    """With what was public of them on earlier days and what the office released of them, and so those that were settled with one of them."""
    left = list(gone)
    while left:
        names = {held.pk for held in left}
        for place in {held.place_id for held in left}:
            _forget_followup(place, names)
        Orphan.objects.filter(pk__in=names).delete()
        left = list(Orphan.objects.filter(attached_to__in=names))


UNANSWERED: dict[str, Any] = {"answer": "", "answer_year": None, "verdict": ""}


def _forget_answers(report: Report, goes: Callable[[str], bool]) -> None:
    """What the report said of lines that left: a verdict never stands without its words."""
    answered = Orphan.objects.filter(place=report.place_id, answer_year=report.year).exclude(answer="")
    names = [held.pk for held in answered if goes(held.answer)]
    Orphan.objects.filter(pk__in=names).update(**UNANSWERED)


def _places(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Wherever the words stand in the text."""
    at = text.find(words)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + 1)


def _forget_names(report: Report, ids: set[str]) -> None:
    for outcome in Outcome.objects.filter(line__place=report.place_id):
        others = [other for other in outcome.others if other not in ids]
        vintages = [held for held in outcome.vintages if held["line"] not in ids]
        if (others, vintages) != (outcome.others, outcome.vintages):
            Outcome.objects.filter(pk=outcome.pk).update(others=others, vintages=vintages)


def _forget_followup(place: str, ids: set[str]) -> None:
    """What the office released of these lines repeats their words, and so does what was public of them on earlier days."""
    names = list(ids)
    for begin in range(0, len(names), 400):
        some = names[begin : begin + 400]
        stood_for = Q(line__in=some) | Q(place=place, content__line__in=some)
        items = list(Item.objects.filter(stood_for).values_list("pk", flat=True))
        Version.objects.filter(Q(line__in=some) | Q(about__in=[f"o/{key}" for key in items])).delete()
        Version.objects.filter(place=place, about__startswith="o/", content__line__in=some).delete()
        Item.objects.filter(pk__in=items).delete()
    drop_rows(Sheet.objects.filter(place=place), "line", ids)


def drop_rows(sheets: Iterable[Sheet], column: str, gone: set[str]) -> None:
    """Rows whose ``column`` holds one of ``gone`` are rows of no table any more."""
    for sheet in sheets:
        rows = [row for row in sheet.content["rows"] if row.get(column) not in gone]
        if len(rows) < len(sheet.content["rows"]):
            Sheet.objects.filter(pk=sheet.pk).update(content=sheet.content | {"rows": rows})


def rename_line(place: Place, old: str, new: str) -> None:
    """What the office released of the line ``old`` is of the line ``new`` from now on, in what was public on earlier days too."""
    stood_for = Q(line=old) | Q(content__line=old)
    for item in Item.objects.filter(stood_for, place=place):
        Item.objects.filter(pk=item.pk).update(line=new, content=item.content | {"line": new})
    for version in Version.objects.filter(stood_for, place=place, about__startswith="o/"):
        Version.objects.filter(pk=version.pk).update(line=new, content=version.content | {"line": new})
    for sheet in Sheet.objects.filter(place=place):
        rows = [row | {"line": new} if row.get("line") == old else row for row in sheet.content["rows"]]
        if rows != sheet.content["rows"]:
            Sheet.objects.filter(pk=sheet.pk).update(content=sheet.content | {"rows": rows})


def recount(report: Report) -> None:
    """The counts of a report from the lines that it has."""
    report.refresh_from_db(fields=["counts"])
    lines = list(Line.objects.filter(report=report).values_list("kind", "headline", "verdict"))
    report.counts["kinds"] = dict(Counter(kind for kind, _headline, _verdict in lines))
    report.counts["headline"] = sum(headline for _kind, headline, _verdict in lines)
    report.counts["verdicts"] = dict(Counter(v for _kind, headline, v in lines if headline and v))
    report.counts["others"] = dict(Counter(v for _kind, headline, v in lines if not headline and v))
    report.save(update_fields=["counts"])


def cover(report: Report, start: int, end: int) -> None:
    """Blacken a stretch wherever the text is kept."""
    end = min(end, len(report.text))
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
            renew(Paragraph.objects.filter(pk=paragraph.pk))
    for copy in Copy.objects.filter(report=report):
        for notice in copy.notices:
            if not copy.best or (notice["start"] < end and start < notice["end"]):
                notice["quote"] = notice["suggestion"] = ""
        copy.save(update_fields=["notices"])
