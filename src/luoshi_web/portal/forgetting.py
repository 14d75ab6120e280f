"""How words leave what is released: the text, the index, the lines, and whatever rests on them; then the counts are made again."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import F, Q

from luoshi_web.portal.models import (
    Copy,
    Fate,
    Item,
    Line,
    Orphan,
    Outcome,
    Paragraph,
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
    _forget_followup(report, set(ids))
    forget_orphans(report, Line.objects.filter(pk__in=ids).values_list("quote", flat=True))
    Line.objects.filter(pk__in=ids).delete()
    recount(report)


def forget_report(report: Report) -> None:
    """All of a report; what the year before says came of it, too."""
    ids = set(Line.objects.filter(report=report).values_list("pk", flat=True))
    _forget_outcomes(Outcome.objects.filter(later=report), mark="")
    _forget_names(report, ids)
    _forget_followup(report, ids)
    Orphan.objects.filter(place=report.place_id, year=report.year).delete()
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
    """Orphans of the report that say some of the words, or are said by them: in an earlier copy they may have stood otherwise around the same."""
    some = [wanted(one) for one in words]
    for orphan in Orphan.objects.filter(place=report.place_id, year=report.year) if some else ():
        own = wanted(orphan.quote)
        if any(one in own or own in one for one in some):
            orphan.delete()


def _forget_names(report: Report, ids: set[str]) -> None:
    for outcome in Outcome.objects.filter(line__place=report.place_id):
        others = [other for other in outcome.others if other not in ids]
        vintages = [held for held in outcome.vintages if held["line"] not in ids]
        if (others, vintages) != (outcome.others, outcome.vintages):
            Outcome.objects.filter(pk=outcome.pk).update(others=others, vintages=vintages)


def _forget_followup(report: Report, ids: set[str]) -> None:
    """What the office released of these lines repeats their words, and so does what was public of them on earlier days."""
    names = list(ids)
    for begin in range(0, len(names), 400):
        some = names[begin : begin + 400]
        Version.objects.filter(line__in=some).delete()
        Item.objects.filter(line__in=some).delete()
    drop_rows(Sheet.objects.filter(place=report.place_id), "line", ids)


def drop_rows(sheets: Iterable[Sheet], column: str, gone: set[str]) -> None:
    """Rows whose ``column`` holds one of ``gone`` are rows of no table any more."""
    for sheet in sheets:
        rows = [row for row in sheet.content["rows"] if row.get(column) not in gone]
        if len(rows) < len(sheet.content["rows"]):
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
