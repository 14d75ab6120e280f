"""Reports become released copies: whole places, once, and nothing that the paths do not hold."""

import hashlib
import json

import pytest

from luoshi.errors import SourceError
from luoshi_web.portal.bring_in import run as running
from luoshi_web.portal.bring_in.documents import USED, Read
from luoshi_web.portal.bring_in.places import places_of
from luoshi_web.portal.models import Copy, Line, Outcome, Paragraph, Place, Report, Source
from luoshi_web.portal.selectors import place_asked
from tests.web.portal.conftest import EXAMPLES, brought, reports

pytestmark = pytest.mark.django_db


def _state():
    return {
        model.__name__: sorted(json.dumps(row, default=str, sort_keys=True, ensure_ascii=False) for row in model.objects.values(*fields))
        for model, fields in (
            (Report, ("place_id", "year", "text", "counts")), (Line, ("id", "quote", "verdict", "paragraph", "number")),
            (Outcome, ("line_id", "verdict", "rule", "quote", "answer_id")), (Paragraph, ("report__place_id", "number", "text")),
            (Copy, ("sha256", "best", "found")),
        )
    }  # fmt: skip


def test_three_years_of_one_place_are_one_place(tmp_path):
    found = brought(reports(tmp_path / "a", "qingchuan-2024.txt", "qingchuan-2025.txt", "qingchuan-2026.txt"))
    assert (found.documents, found.places, found.reports, found.left_out) == (3, 1, 3, {})
    place = Place.objects.get()
    assert (place.key, place.name, place.full_name, place.slug) == (
        "z4684d6",
        "青川区",
        "云岭省临河市青川区",
        "qingchuan",
    )
    assert place.release == 1


def test_every_quote_stands_where_it_says(tmp_path):
    brought(reports(tmp_path / "a", "qingchuan-2025.txt", "nanping-2025.html"))
    for report in Report.objects.all():
        for paragraph in report.paragraphs.all():
            assert report.text[paragraph.start : paragraph.start + len(paragraph.text)] == paragraph.text
        for line in report.lines.all():
            assert report.text[line.start : line.end] == line.quote


def test_a_line_is_named_by_its_ledgers_id_and_its_copy(tmp_path):
    folder = reports(tmp_path / "a", "qingchuan-2025.txt")
    brought(folder)
    sha256 = hashlib.sha256((folder / "qingchuan-2025.txt").read_bytes()).hexdigest()
    line = Line.objects.get(quote="固定资产投资增长5%左右")
    assert line.pk == f"ef76954b24b52-{sha256[:8]}"


def test_a_target_is_held_against_the_next_report(tmp_path):
    brought(reports(tmp_path / "a", "qingchuan-2025.txt", "qingchuan-2026.txt"))
    outcome = Outcome.objects.get(line__quote="固定资产投资增长5%左右")
    assert (outcome.verdict, outcome.rule, outcome.deviation) == ("missed", "not_reached", "-6.8")
    assert outcome.quote == outcome.answer.quote == "固定资产投资下降1.8%"
    assert outcome.answer.report == outcome.later
    assert outcome.line.verdict == "missed"


def test_a_second_run_doubles_nothing_and_makes_nothing_anew(tmp_path):
    folder = reports(tmp_path / "a", "qingchuan-2025.txt", "qingchuan-2026.txt")
    brought(folder)
    before = _state()
    assert brought(folder).renewed == 0
    assert _state() == before
    assert Place.objects.get().release == 1


def test_a_new_year_makes_its_place_anew_and_no_other(tmp_path):
    folder = reports(tmp_path / "a", "qingchuan-2025.txt", "nanping-2025.html")
    brought(folder)
    reports(folder, "qingchuan-2026.txt")
    assert brought(folder).renewed == 1
    assert list(Place.objects.order_by("name").values_list("full_name", "release")) == [
        ("南屏市", 1),
        ("云岭省临河市青川区", 1),
    ]
    assert Outcome.objects.filter(line__place__name="青川区").exists()


def test_a_place_keeps_its_former_key_when_its_full_name_becomes_known(tmp_path):
    folder = reports(tmp_path / "a", "qingchuan-2025.txt")
    brought(folder)
    before = Place.objects.get().key
    reports(folder, "qingchuan-2026.txt")
    brought(folder)
    assert place_asked(before).key == "z4684d6" != before


def test_a_city_between_a_province_and_its_district_is_known_by_its_whole_name():
    def found(*names):
        return places_of(Read(name, "", USED, "", name, name, None, "county", 2025) for name in names)

    places = {place.name: place for place in found("云岭省", "临河市", "云岭省临河市青川区").values()}
    assert places["临河市"].full_name == "云岭省临河市"
    assert [place.name for place in places.values() if place.key in places["青川区"].above] == [
        "云岭省",
        "临河市",
    ]
    assert {place.full_name for place in found("临河市", "云岭省临河市青川区").values()} == {
        "临河市",
        "云岭省临河市青川区",
    }


def test_the_same_reports_in_any_order_make_the_same_rows(tmp_path):
    folder = reports(tmp_path / "a", "qingchuan-2025.txt", "qingchuan-2026.txt")
    brought(folder)
    whole = _state()
    (folder / "qingchuan-2026.txt").unlink()
    brought(folder)
    assert _state() != whole
    reports(folder, "qingchuan-2026.txt")
    brought(folder)
    assert _state() == whole


def test_what_the_paths_hold_no_more_is_gone(tmp_path):
    folder = reports(tmp_path / "a", "qingchuan-2025.txt", "nanping-2025.html")
    brought(folder)
    (folder / "nanping-2025.html").unlink()
    brought(folder)
    assert set(Report.objects.values_list("place__name", flat=True)) == {"青川区"}
    assert Source.objects.count() == 1
    assert not Line.objects.filter(place__name="南屏市").exists()


def test_two_copies_of_a_year_are_one_report_with_two_copies(tmp_path):
    folder = reports(tmp_path / "a", "qingchuan-2025.txt")
    text = (EXAMPLES / "qingchuan-2025.txt").read_text(encoding="utf-8")
    (folder / "cut.txt").write_text(text[: len(text) // 2], encoding="utf-8")
    (folder / "same.txt").write_text(text, encoding="utf-8")
    brought(folder)
    best, other = Copy.objects.order_by("-best")
    assert best.best
    assert sorted(best.found) == ["qingchuan-2025.txt", "same.txt"]
    assert (other.complete, other.found) == (False, ["cut.txt"])
    assert best.characters == len(text)


def test_a_communique_speaks_for_no_report(tmp_path):
    folder = reports(tmp_path / "a", "qingchuan-2025.txt", "voices/qingchuan-communique-2025.txt")
    found = brought(folder)
    assert (found.reports, found.left_out) == (1, {"not_a_report": 1})


def test_what_is_no_report_is_counted_and_not_shown(tmp_path):
    folder = reports(tmp_path / "a", "qingchuan-2025.txt")
    (folder / "menu.txt").write_text("今天的菜单：米饭、青菜、豆腐。", encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    found = brought(folder)
    assert found.reports == 1
    assert set(found.left_out) == {"not_a_report", "unread"}
    assert Source.objects.get(pk="broken.pdf").remark


def test_stopped_in_the_middle_of_a_place_nothing_of_it_is_there(tmp_path, monkeypatch):
    folder = reports(tmp_path / "a", "qingchuan-2025.txt", "nanping-2025.html")
    made = []

    def stop(place, held):
        if made:
            raise KeyboardInterrupt
        made.append(place.pk)
        return original(place, held)

    from luoshi_web.portal.bring_in import write

    original = write._report
    monkeypatch.setattr(write, "_report", stop)
    with pytest.raises(KeyboardInterrupt):
        brought(folder)
    assert Report.objects.count() == 1
    assert set(Line.objects.values_list("place_id", flat=True)) == set(made)
    monkeypatch.setattr(write, "_report", original)
    assert brought(folder).renewed == 1
    assert Report.objects.count() == 2


def test_a_path_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(SourceError):
        brought(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError):
        brought(tmp_path / "empty")


def test_a_dataset_of_the_corpus_is_read_where_its_documents_lie(tmp_path):
    from click.testing import CliRunner

    from luoshi.cli import main

    folder = reports(tmp_path / "a", "qingchuan-2025.txt", "qingchuan-2026.txt")
    assert (
        CliRunner()
        .invoke(main, ["corpus", str(folder), "-o", str(tmp_path / "set"), "--workers", "1", "-q"])
        .exit_code
        == 0
    )
    assert brought(tmp_path / "set").reports == 2
    (folder / "qingchuan-2026.txt").unlink()
    with pytest.raises(SourceError):
        brought(tmp_path / "set")


def test_a_change_of_what_reads_makes_all_anew(tmp_path, monkeypatch):
    folder = reports(tmp_path / "a", "qingchuan-2025.txt")
    brought(folder)
    monkeypatch.setattr(running, "identity", lambda: "another model")
    assert brought(folder).renewed == 1
    assert Report.objects.count() == 1
