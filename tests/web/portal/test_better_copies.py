"""A better copy of a report: lines keep their addresses where their words are exactly the same; what left waits on a public list until somebody settles it."""

import io
import re
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from luoshi_web.portal import released
from luoshi_web.portal.followup.keep import show_item, show_sheet
from luoshi_web.portal.followup.versions import keep_lines
from luoshi_web.portal.models import (
    Copy,
    Item,
    Line,
    Orphan,
    Outcome,
    Place,
    Report,
    Sheet,
    Tombstone,
    Version,
)
from luoshi_web.portal.services import NotReleased, settle_orphan, take_back_line, take_back_report
from tests.web.portal.conftest import EXAMPLES, NOW, QINGCHUAN, brought

pytestmark = pytest.mark.django_db
OTHER = "固定资产投资增长6%左右"
PROMISE, JOBS = "固定资产投资增长5%左右", "城镇新增就业6500人以上"
LATER = NOW + timedelta(days=9)


def _file(folder, name, *changes):
    """A fifth of an example's report, with some words in the place of others."""
    paragraphs = (EXAMPLES / name).read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(p for n, p in enumerate(paragraphs) if n < 9 or n % 8 == 0 or "固定资产投资" in p)
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    """Two years of 青川区 from a first copy."""
    for name in ("qingchuan-2025.txt", "qingchuan-2026.txt"):
        _file(tmp_path, name)
    brought(tmp_path)
    return tmp_path


def _better(folder, *changes):
    """The same report of 2025 from another copy, with as many characters or not."""
    _file(folder, "qingchuan-2025.txt", *changes)
    brought(folder, now=LATER)


def test_a_line_keeps_its_address_where_its_words_are_the_same(folder):
    old = {line.pk: line for line in Line.objects.filter(year=2025)}
    answers = dict(Outcome.objects.filter(line__year=2025).values_list("line_id", "verdict"))
    _better(folder, ("各位代表", "  各位代表"))
    new = {line.pk: line for line in Line.objects.filter(year=2025)}
    assert set(new) == set(old)
    assert {pk: line.quote for pk, line in new.items()} == {pk: line.quote for pk, line in old.items()}
    assert dict(Outcome.objects.filter(line__year=2025).values_list("line_id", "verdict")) == answers
    assert not Orphan.objects.exists()
    promise = Line.objects.get(quote=PROMISE)
    best = Copy.objects.get(report__year=2025, best=True)
    assert promise.copy_name == f"{promise.ledger_id}-{best.sha256[:8]}" != promise.pk
    answer = Client().get(f"/l/{promise.copy_name}/")
    assert (answer.status_code, answer["Location"].removeprefix("../../")) == (301, f"l/{promise.pk}/")
    page = Client().get(f"{QINGCHUAN}2025/report/").content.decode()
    assert f'id="{promise.pk}"' in page
    assert promise.copy_name not in page


def test_widths_and_blanks_are_no_difference_and_a_digit_is(folder):
    promise = Line.objects.get(quote=PROMISE)
    _better(folder, (PROMISE, "固定资产投资增长５％左右"))
    assert Line.objects.get(quote="固定资产投资增长５％左右").pk == promise.pk
    _better(folder, (PROMISE, "固定资产投资增长6%左右"))
    assert Line.objects.get(quote="固定资产投资增长6%左右").pk != promise.pk
    assert Orphan.objects.get(pk=promise.pk).quote == "固定资产投资增长５％左右"


def test_the_address_stays_through_a_third_copy_and_a_second_run(folder):
    names = set(Line.objects.filter(year=2025).values_list("pk", flat=True))
    for blanks in (1, 2, 2):
        _better(folder, ("各位代表", " " * blanks + "各位代表"))
        assert set(Line.objects.filter(year=2025).values_list("pk", flat=True)) == names
    _better(folder)
    assert set(Line.objects.filter(year=2025).values_list("pk", flat=True)) == names
    assert not Line.objects.exclude(copy_name="").exists(), "the first copy is back: both names are one"


def test_where_the_same_words_stand_more_often_nobody_guesses(folder):
    promise = Line.objects.get(quote=PROMISE)
    _better(folder, (PROMISE, f"{PROMISE}；{PROMISE}"))
    assert promise.pk not in set(Line.objects.filter(quote=PROMISE).values_list("pk", flat=True))
    assert Orphan.objects.filter(pk=promise.pk).exists()


def test_a_line_that_left_stands_on_the_list_with_its_verdict(folder):
    promise = Line.objects.get(quote=PROMISE)
    outcome = Outcome.objects.get(line=promise)
    _better(folder, (PROMISE, "固定资产投资增长6%左右"))
    page = Client().get(f"/l/{promise.pk}/")
    assert page.status_code == 200
    for words in (PROMISE, "2026-03-10", outcome.quote, "未完成"):
        assert words in page.content.decode(), words
    listed = Client().get(f"{QINGCHUAN}orphans/").content.decode()
    assert PROMISE in listed
    assert f"l/{promise.pk}/" in listed
    assert PROMISE in Client().get(f"{QINGCHUAN}orphans.csv").content.decode()
    assert "orphans/" in Client().get(QINGCHUAN).content.decode()
    assert released.line(promise.pk).left
    assert (
        Client().get(f"/en/l/{promise.pk}/").status_code
        == Client().get(f"/l/{promise.pk}.json").status_code
        == 200
    )


def test_an_editor_attaches_it_or_closes_it_with_a_reason(folder):
    promise, jobs = Line.objects.get(quote=PROMISE), Line.objects.get(quote=JOBS, year=2025)
    _better(folder, (PROMISE, "固定资产投资增长6%左右"), (JOBS, "城镇新增就业6900人以上"))
    now = Line.objects.get(quote="固定资产投资增长6%左右")
    said = io.StringIO()
    for wrong in ({}, {"line": now.pk, "reason": "两个都有"}):
        with pytest.raises(ValueError, match="either"):
            settle_orphan(line_id=promise.pk, at=LATER, **wrong)
    other = Line.objects.filter(year=2026).first()
    for line_id, line in ((promise.pk, other.pk), (now.pk, now.pk), ("nobody", now.pk)):
        with pytest.raises(NotReleased):
            settle_orphan(line_id=line_id, line=line, at=LATER)
    call_command("settle_orphan", promise.pk, "--line", now.pk, stdout=said)
    call_command("settle_orphan", jobs.pk, "--reason", "原文如此，前一副本有误", stdout=said)
    answer = Client().get(f"/l/{promise.pk}/")
    assert (answer.status_code, answer["Location"].removeprefix("../../")) == (301, f"l/{now.pk}/")
    assert released.line(promise.pk).id == now.pk
    assert "原文如此，前一副本有误" in Client().get(f"/l/{jobs.pk}/").content.decode()
    listed = Client().get(f"{QINGCHUAN}orphans/").content.decode()
    assert PROMISE not in listed
    assert JOBS not in listed
    with pytest.raises(CommandError):
        call_command("settle_orphan", promise.pk, "--reason", "再来一次", stdout=said)


def test_words_that_come_back_are_no_orphan_any_more(folder):
    promise = Line.objects.get(quote=PROMISE)
    _better(folder, (PROMISE, "固定资产投资增长6%左右"))
    _better(folder, ("各位代表", " 各位代表"))
    assert Line.objects.get(quote=PROMISE).pk == promise.pk
    assert not Orphan.objects.filter(pk=promise.pk).exists()


def test_a_copy_that_is_given_no_more_leads_to_the_one_that_is_used(folder):
    old = Copy.objects.get(report__year=2025).short
    _better(folder, ("各位代表", " 各位代表"))
    best = Copy.objects.get(report__year=2025, best=True).short
    answer = Client().get(f"/c/{old}/")
    assert (answer.status_code, answer["Location"].removeprefix("../../")) == (301, f"c/{best}/")
    assert Client().get("/c/000000000000/").status_code == 404
    take_back_report(report_id="z4684d6/2025", reason="error", at=LATER)
    assert Client().get(f"/c/{old}/").status_code == 404


@pytest.mark.parametrize(("reason", "status"), [("secret", 404), ("personal", 410)])
def test_a_line_that_left_is_taken_back_like_any_other(folder, reason, status):
    promise = Line.objects.get(quote=PROMISE)
    _better(folder, (PROMISE, "固定资产投资增长6%左右"))
    assert take_back_line(line_id=promise.pk, reason=reason, sentence="应当事人要求。", at=LATER) == [
        promise.pk
    ]
    assert Client().get(f"/l/{promise.pk}/").status_code == status
    assert PROMISE not in Client().get(f"{QINGCHUAN}orphans/").content.decode()
    assert released.line(promise.pk) is None
    assert Tombstone.objects.count() == 1


def test_with_its_report_or_with_the_same_words_it_goes_too(folder):
    promise, jobs = Line.objects.get(quote=PROMISE), Line.objects.get(quote=JOBS, year=2025)
    _better(folder, (PROMISE, "固定资产投资增长6%左右"), (JOBS, f"{JOBS}，{JOBS}"))
    take_back_line(line_id=Line.objects.filter(quote=JOBS, year=2025).first().pk, reason="personal", at=LATER)
    assert not Orphan.objects.filter(pk=jobs.pk).exists()
    assert Orphan.objects.filter(pk=promise.pk).exists()
    take_back_report(report_id="z4684d6/2025", reason="personal", at=LATER)
    assert not Orphan.objects.exists()
    assert not re.search(PROMISE, Client().get(f"/l/{promise.pk}/").content.decode())


def test_what_the_paths_hold_no_more_leaves_no_orphan(folder):
    (folder / "qingchuan-2025.txt").unlink()
    brought(folder, now=LATER)
    assert not Report.objects.filter(year=2025).exists()
    assert not Orphan.objects.exists()


def _left(folder):
    """The promise, which left; and the line that stands in its place."""
    promise = Line.objects.get(quote=PROMISE)
    _better(folder, (PROMISE, OTHER))
    return promise, Line.objects.get(quote=OTHER)


@pytest.mark.parametrize("whole", [False, True])
def test_what_a_later_report_said_of_it_goes_with_that_report(folder, whole):
    told = Outcome.objects.get(line__quote=PROMISE)
    promise, _now = _left(folder)
    if whole:
        take_back_report(report_id="z4684d6/2026", reason="personal", at=LATER)
    else:
        take_back_line(line_id=told.answer_id, reason="personal", at=LATER)
    held = Orphan.objects.get(pk=promise.pk)
    assert (held.answer, held.answer_year, held.verdict) == ("", None, "")
    for address in (f"/l/{promise.pk}/", f"/l/{promise.pk}.json", f"{QINGCHUAN}orphans.csv"):
        answer = Client().get(address)
        said = str(answer.json()) if address.endswith("json") else answer.content.decode()
        assert PROMISE in said
        assert told.quote not in said


@pytest.mark.parametrize("whole", [False, True])
def test_an_attached_one_goes_with_its_line(folder, whole):
    promise, now = _left(folder)
    settle_orphan(line_id=promise.pk, line=now.pk, at=LATER)
    if whole:
        take_back_report(report_id="z4684d6/2025", reason="personal", at=LATER)
    else:
        take_back_line(line_id=now.pk, reason="personal", at=LATER)
    assert not Orphan.objects.filter(pk=promise.pk).exists()
    for name in (promise.pk, now.pk):
        answer = Client().get(f"/l/{name}/")
        assert answer.status_code == 410
        assert PROMISE not in answer.content.decode()


@pytest.mark.parametrize(("reason", "status"), [("secret", 404), ("personal", 410)])
def test_taken_back_it_stays_so_in_the_copy_before_and_in_a_third(folder, reason, status):
    promise, _now = _left(folder)
    take_back_line(line_id=promise.pk, reason=reason, at=LATER)
    Place.objects.update(inputs="")
    brought(folder, now=LATER)
    assert Report.objects.filter(year=2025).exists(), "the copy that is used has not these words"
    _better(folder)
    assert Client().get(f"/l/{promise.pk}/").status_code == status
    assert Report.objects.filter(year=2025).exists(), "there it has its name"
    assert not Report.objects.filter(text__contains=PROMISE).exists()
    _better(folder, ("各位代表", "  各位代表"))
    assert not Report.objects.filter(text__contains=PROMISE).exists()
    assert not Line.objects.filter(quote=PROMISE).exists()


def _followed(line, number="2025-T-0001"):
    """An item that the office released of a line, and its row in a split."""
    row = {"number": number, "title": PROMISE, "unit": "区发展和改革局", "unit_key": "fagaiju", "line": line}
    show_item(key=f"z4684d6/{number}", content=row | {"year": 2025, "state": "active"}, number=1, at=NOW)
    content = {"title": "分解表", "year": 2025, "kind": "targets", "rows": [row]}
    show_sheet(key="z4684d6/2025/split-targets", content=content, number=2, at=NOW)


@pytest.mark.parametrize("unlinked", [False, True])
@pytest.mark.parametrize("settled", [False, True])
def test_what_the_office_released_of_it_goes_too(folder, settled, unlinked):
    _followed(Line.objects.get(quote=PROMISE).pk)
    promise, now = _left(folder)
    if unlinked:
        Item.objects.update(line="")
        Version.objects.update(line="")
    if settled:
        settle_orphan(line_id=promise.pk, line=now.pk, at=LATER)
        assert Item.objects.get().line == Item.objects.get().content["line"] == now.pk
        assert [row["line"] for row in Sheet.objects.get().content["rows"]] == [now.pk]
    take_back_line(line_id=now.pk if settled else promise.pk, reason="personal", at=LATER)
    assert not Item.objects.exists()
    assert not Version.objects.filter(about__startswith="o/").exists()
    assert Sheet.objects.get().content["rows"] == []


@pytest.mark.parametrize("whole", [False, True])
def test_what_was_public_of_it_on_earlier_days_goes_with_it(folder, whole):
    keep_lines(Place.objects.get(pk="z4684d6"), number=1, at=NOW)
    promise, jobs = Line.objects.get(quote=PROMISE), Line.objects.get(quote=JOBS, year=2025)
    _better(folder, (PROMISE, OTHER), (JOBS, f"{JOBS}，{JOBS}"))
    name = promise.pk if whole else jobs.pk
    assert Client().get(f"/l/{name}/at/2026-03-02/").status_code == 200
    if whole:
        take_back_report(report_id="z4684d6/2025", reason="personal", at=LATER)
    else:
        same = Line.objects.filter(quote=JOBS, year=2025).first()
        take_back_line(line_id=same.pk, reason="personal", at=LATER)
    assert Client().get(f"/l/{name}/at/2026-03-02/").status_code in {404, 410}
    assert not Version.objects.filter(line=name).exists()
