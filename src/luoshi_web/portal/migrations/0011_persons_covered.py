"""Numbers of persons in reports that are public already are covered, as those that come are (bring_in/persons), and no cache shows them any more."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F

from luoshi_web.portal.bring_in.persons import (
    Covered,
    clean,
    cover_line,
    cover_outcome,
    cover_report,
    without_value,
)
from luoshi_web.portal.search import index
from luoshi_web.portal.search.entries import OF_LINES, of_place

_LINE = ("quote", "subject", "reading")
_REPORT = ("text", "title", "session", "speaker", "sections", "counts")
_OUTCOME = ("quote", "again", "reason_zh", "reason_en", "vintages")


def _rows(held: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(held, name) for name in names}


def _write(model: Any, held: Any, row: dict[str, Any], names: tuple[str, ...]) -> None:
    changed = {name: row[name] for name in names if row[name] != getattr(held, name)}
    if changed:
        model.objects.filter(pk=held.pk).update(**changed)


def cover(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    def of(name: str) -> Any:
        return apps.get_model("portal", name)

    touched: dict[str, dict[int, Covered]] = {}
    for key, year, text in of("Report").objects.values_list("place_id", "year", "text").iterator():
        covered = Covered(text)
        if covered.words:
            touched.setdefault(key, {})[year] = covered
    for key, years in touched.items():
        spoiled: set[str] = set()
        for report in of("Report").objects.filter(place_id=key, year__in=years).select_related("place"):
            spoiled |= _cover_report(of, report, years[report.year])
        _cover_place(of, key, years, spoiled)
        of("Place").objects.filter(pk=key).update(release=F("release") + 1)
    if touched:
        of("Site").objects.filter(pk=1).update(release=F("release") + 1)


def _cover_report(of: Any, report: Any, covered: Covered) -> set[str]:
    """Returns the lines that had a person's number for their value."""
    row = _rows(report, *_REPORT)
    cover_report(row, covered)
    _write(of("Report"), report, row, _REPORT)
    spoiled: set[str] = set()
    said: dict[int, list[dict[str, Any]]] = {}
    for line in of("Line").objects.filter(report=report):
        own = _rows(line, *_LINE, "start", "end")
        if cover_line(own, covered):
            spoiled.add(line.pk)
        _write(of("Line"), line, own, _LINE)
        said.setdefault(line.paragraph, []).append(_rows(line, *OF_LINES))
    for paragraph in of("Paragraph").objects.filter(report=report):
        text = covered.text[paragraph.start : paragraph.start + len(paragraph.text)]
        if text != paragraph.text:
            of("Paragraph").objects.filter(pk=paragraph.pk).update(text=text)
            tokens = index.tokens(of_place(report.place, report.year), said.get(paragraph.number, ()))
            index.remove([paragraph.pk])
            index.add([(paragraph.pk, text, tokens)])
    for copy in of("Copy").objects.filter(report=report):
        _write(of("Copy"), copy, {"notices": clean(copy.notices, covered.words)}, ("notices",))
    return spoiled


def _cover_place(of: Any, key: str, years: dict[int, Covered], spoiled: set[str]) -> None:
    """What was said of the lines, and what is kept of earlier days."""
    words = [word for covered in years.values() for word in covered.words]
    of("Outcome").objects.filter(line__place_id=key, line__in=spoiled).delete()
    of("Outcome").objects.filter(line__place_id=key, answer__in=spoiled).delete()
    for outcome in of("Outcome").objects.filter(line__place_id=key).select_related("later"):
        row = _rows(outcome, *_OUTCOME, "start", "end", "again_start", "again_end")
        later = years.get(outcome.later.year)
        cover_outcome(row, later or Covered(outcome.later.text), words)
        _write(of("Outcome"), outcome, row, _OUTCOME)
    for orphan in of("Orphan").objects.filter(place_id=key):
        _write(of("Orphan"), orphan, clean(_rows(orphan, "quote", "answer"), words), ("quote", "answer"))
    for version in of("Version").objects.filter(place_id=key, about__startswith="l/"):
        content = version.content | {"reading": without_value(version.content.get("reading", {}), words)}
        _write(of("Version"), version, {"content": clean(content, words)}, ("content",))


class Migration(migrations.Migration):
    dependencies = [("portal", "0010_small_pictures")]
    operations = [migrations.RunPython(cover, migrations.RunPython.noop, elidable=True)]
