"""What was taken back stays so through every later import: another reader, another copy, another key; and a whole report can go."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from luoshi_web.portal.bring_in import run
from luoshi_web.portal.models import Line, Outcome, Paragraph, Place, Report, Tombstone
from luoshi_web.portal.pages.place import _year
from luoshi_web.portal.search.query import Asked, every
from luoshi_web.portal.services import (
    NotReleased,
    take_back_again,
    take_back_line,
    take_back_report,
)
from tests.web.portal.conftest import NOW, QINGCHUAN, brought, reports

pytestmark = pytest.mark.django_db
WORDS = "固定资产投资下降1.8%"
LATER = NOW + timedelta(days=40)


@pytest.fixture
def folder(tmp_path):
    held = reports(tmp_path / "a", "qingchuan-2025.txt", "qingchuan-2026.txt")
    brought(held)
    return held


def _taken(at=NOW, reason="personal"):
    line = Line.objects.get(quote=WORDS)
    take_back_line(line_id=line.pk, reason=reason, sentence="应当事人要求撤下。", at=at)
    return line


def _again(folder, monkeypatch, now=LATER):
    """Another version of the reader reads everything again."""
    monkeypatch.setattr(run, "__version__", "9.9")
    return brought(folder, now=now)


def _shown():
    return any(WORDS in text for text in Report.objects.values_list("text", flat=True)) or bool(
        every(Asked(WORDS))
    )


def test_day_and_reason_stay(folder, monkeypatch):
    line = _taken(at=datetime(2026, 3, 1, 20, 0, tzinfo=UTC))
    _again(folder, monkeypatch)
    stone = Tombstone.objects.get(pk=f"l/{line.pk}/")
    assert stone.taken_on.isoformat() == "2026-03-02"  # in Shanghai
    assert stone.sentence == "应当事人要求撤下。"
    assert not _shown()


def test_a_place_that_went_away_does_not_bring_the_words_back(folder, tmp_path):
    _taken()
    brought(reports(tmp_path / "b", "nanping-2025.html"))
    assert not Place.objects.filter(pk="z4684d6").exists()
    brought(folder)
    assert Report.objects.filter(place="z4684d6", year=2026).exists()
    assert not _shown()


def test_other_lines_over_the_same_words_are_covered(folder):
    line = _taken()
    Tombstone.objects.filter(pk=f"l/{line.pk}/").update(address="l/e000000000000-11111111/")
    Place.objects.update(inputs="")
    brought(folder)
    assert not _shown()


def _looked(monkeypatch, path, words, report="z4684d6/2026"):
    """The command, with the words on its input; what it says."""
    said = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(words))
    call_command("looked_through", report, str(path), stdout=said)
    return said.getvalue()


def test_nobody_looks_through_what_was_never_taken_back(folder, monkeypatch):
    with pytest.raises(CommandError, match="nothing of it was taken back"):
        _looked(monkeypatch, folder / "qingchuan-2026.txt", "")
    _taken()
    with pytest.raises(CommandError, match="No such file"):
        _looked(monkeypatch, folder / "nowhere.txt", "")


def test_another_copy_waits_until_somebody_has_looked(folder, monkeypatch):
    _taken()
    path = folder / "qingchuan-2026.txt"
    path.write_text("\n" + path.read_text("utf-8").replace("扩投资、稳增长", "扩投资和稳增长"), "utf-8")
    ended = brought(folder)
    assert ended.withheld == ("z4684d6/2026",)
    assert not Report.objects.filter(year=2026).exists()
    assert not Outcome.objects.exists()
    assert not _shown()
    with pytest.raises(CommandError, match="line 2 of the words"):
        _looked(monkeypatch, path, f"{WORDS}\n没有这样一句\n")
    assert brought(folder).withheld == ("z4684d6/2026",)
    assert "covered in 1 places" in _looked(monkeypatch, path, f"{WORDS}\n")
    assert brought(folder).withheld == ()
    assert Report.objects.filter(year=2026).exists()
    assert not _shown()


def test_the_copy_that_is_known_is_used_before_a_better_one(folder):
    line = _taken()
    path = folder / "qingchuan-2026.txt"
    (folder / "0-better.txt").write_text("\n" + path.read_text("utf-8"), "utf-8")
    assert brought(folder).withheld == ()
    assert Report.objects.get(year=2026).copies.get(best=True).sha256[:8] == line.pk[-8:]
    assert not _shown()


def test_the_cover_closes_over_lines_that_overlap_one_another(folder):
    line = Line.objects.select_related("report").get(quote=WORDS)
    fields = {
        "report": line.report,
        "place": line.place,
        "year": line.year,
        "paragraph": line.paragraph,
        "kind": "result",
        "together": "",
    }
    first = Line.objects.create(
        pk="e1-aaaaaaaa", number=901, start=line.end - 2, end=line.end + 4, quote="x", **fields
    )
    second = Line.objects.create(
        pk="e2-aaaaaaaa", number=902, start=line.end + 2, end=line.end + 8, quote="y", **fields
    )
    gone = take_back_line(line_id=line.pk, reason="error", at=NOW)
    assert {line.pk, first.pk, second.pk} <= set(gone)
    assert Report.objects.get(year=2026).text[line.start : line.end + 8] == "█" * (line.end + 8 - line.start)


def test_equal_words_elsewhere_keep_their_verdicts(folder):
    """Spans are compared, not words: a short line's words stand in many answers."""
    line = Line.objects.get(quote=WORDS)
    other = Outcome.objects.exclude(quote="").exclude(answer=line).filter(verdict="met").first()
    Outcome.objects.filter(pk=other.pk).update(quote="固定资产")
    take_back_line(line_id=line.pk, reason="error", at=NOW)
    assert Outcome.objects.filter(pk=other.pk).exists()


def test_counts_and_signs_follow(folder):
    line = Line.objects.get(quote=WORDS)
    target = Outcome.objects.get(answer=line).line
    before = {report.year: report.counts for report in Report.objects.all()}
    verdict = target.verdict
    take_back_line(line_id=line.pk, reason="error", at=NOW)
    for _round in range(2):
        reports_now = {report.year: report for report in Report.objects.all()}
        assert reports_now[2026].counts["kinds"]["result"] == before[2026]["kinds"]["result"] - 1
        verdicts = reports_now[2025].counts["verdicts"]
        assert verdicts[verdict] == before[2025]["verdicts"][verdict] - 1
        assert verdicts["not_held"] == 1
        assert _year(reports_now[2025])["no_report"] == 0
        page = Client().get(f"{QINGCHUAN}2025/").content.decode()
        assert "未作对照" in page
        assert "次年报告未见" not in page
        Place.objects.update(inputs="")
        brought(folder)


@pytest.mark.parametrize(("reason", "status"), [("infringement", 410), ("secret", 404)])
def test_a_whole_report_is_taken_back(folder, monkeypatch, reason, status):
    line = Line.objects.get(quote=WORDS)
    gone = take_back_report(report_id="z4684d6/2026", reason=reason, sentence="侵权。", at=NOW)
    assert line.pk in gone
    client = Client()
    for _round in range(2):
        for address in (
            f"{QINGCHUAN}2026/",
            f"{QINGCHUAN}2026/report/",
            f"{QINGCHUAN}2026/silent/",
            f"/l/{line.pk}/",
        ):
            assert client.get(address).status_code == status, address
        assert not Report.objects.filter(year=2026).exists()
        assert not Paragraph.objects.filter(report__year=2026).exists()
        assert not Outcome.objects.exists()
        assert not _shown()
        assert client.get(f"{QINGCHUAN}2025/").status_code == 200
        assert client.get("/p/z4684d6-qingchuan.atom").status_code == 200
        path = folder / "qingchuan-2026.txt"
        path.write_text("\n" + path.read_text("utf-8"), "utf-8")  # another copy of it
        assert _again(folder, monkeypatch).withheld == ()


def test_what_is_not_there_cannot_be_taken_back(folder):
    for wrong in ("z4684d6/1999", "z4684d6/", "nowhere/2026", "z4684d6/²"):
        with pytest.raises(NotReleased):
            take_back_report(report_id=wrong, reason="error", at=NOW)


def test_nothing_is_taken_back_again_where_nothing_was(folder, django_assert_num_queries):
    with django_assert_num_queries(1):
        take_back_again(Place.objects.model(pk="z4684d6"), at=NOW)
