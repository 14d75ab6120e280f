"""Numbers of persons that a report prints are on no page, in no file and no answer; everything keeps its place, and the telephones of offices stay."""

import importlib
import json
import re

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi_web.masks import SIGN, cover
from luoshi_web.portal.followup.versions import keep_lines
from luoshi_web.portal.models import Copy, Line, Orphan, Outcome, Paragraph, Place, Report, Version
from luoshi_web.portal.search.entries import renew
from luoshi_web.portal.search.query import Asked, every
from tests.web.portal.conftest import EXAMPLES, NOW, QINGCHUAN, brought
from tests.web.portal.test_taking_back import _everything

pytestmark = pytest.mark.django_db
MOBILE, WIDE, SPOKEN = "13912345678", "１５８００００１２３４", "一三七九八七六五四三二"
IDENTITY, MAIL, ACCOUNT = "11010519491231002X", "wang.xm1987@126.com", "6222021234567890128"
PLANTED = (MOBILE, WIDE, SPOKEN, IDENTITY, MAIL, ACCOUNT)
OFFICE = "0999-6123456"
TARGET = "固定资产投资增长5%左右"


def _planted(folder, numbers=PLANTED):
    """Three years, cut to a part, with a number in the title, the speaker's line, a heading, paragraphs, lines, an answer, a problem, a notice."""
    mobile, wide, spoken, identity, mail, account = numbers
    for year in (2024, 2025, 2026):
        text = (EXAMPLES / f"qingchuan-{year}.txt").read_text(encoding="utf-8")
        rows = text.splitlines(keepends=True)
        kept = [r for n, r in enumerate(rows) if n < 12 or n % 6 == 0 or "固定资产" in r or "困难" in r]
        text = "".join(kept)
        text = re.sub(r"（(一)）([^\n]{2,30})\n", rf"（\1）\2（联系人电话{mobile}）\n", text, count=1)
        text = text.replace("固定资产投资", f"（咨询{wide}）固定资产投资").replace(
            "失业率平均", f"失业率（手机{mobile}）平均"
        )
        text = text.replace("112.4亿元", "138.2亿元")
        text = text.replace("左右", f"左右（联系手机{spoken}，邮箱{mail}）", 3)
        text += f"\n为{identity}号居民、电话{mobile}的李某办实事，账号{account}，热线{OFFICE}和12345畅通。\n新建养老服务中心3所，联系电话{mobile}。\n受理电话{mobile}件。\n"
        (folder / f"qingchuan-{year}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path, settings):
    settings.PORTAL_DOWNLOADS = tmp_path / "files"
    (tmp_path / "a").mkdir()
    return _planted(tmp_path / "a")


def _traces(seen):
    return {
        (address, word) for address, content in seen.items() for word in PLANTED if word in content
    }  # fmt: skip


def test_no_address_and_no_file_has_a_number_of_a_person(folder):
    brought(folder)
    keep_lines(Place.objects.get(), number=1, at=NOW)
    seen = _everything()
    assert len(seen) > 300
    assert _traces(seen) == set()
    report = seen[f"{QINGCHUAN}2026/report/"]
    assert OFFICE in report
    assert "12345" in report
    assert SIGN * len(MOBILE) in report
    for model in apps.get_app_config("portal").get_models():
        rows = [
            row
            for row in model.objects.values()
            if _traces({"": json.dumps(row, default=str, ensure_ascii=False)})
        ]
        assert rows == [], model


def test_pages_say_that_something_is_covered_and_only_those(folder):
    brought(folder)
    client = Client()
    line = Line.objects.filter(quote__contains=SIGN).first()
    plain = Line.objects.exclude(quote__contains=SIGN).filter(report__year=2026).order_by("number").first()
    covered = 'class="covered"'
    assert covered in client.get(f"{QINGCHUAN}2026/report/").content.decode()
    assert covered in client.get(f"/en/l/{line.pk}/").content.decode()
    assert covered not in client.get(f"/l/{plain.pk}/").content.decode()
    assert json.loads(client.get("/api/v1/reports").content)["reports"][0]["covered"] > 0


def test_everything_keeps_its_place(folder, tmp_path):
    brought(folder)
    for report in Report.objects.all():
        raw = (folder / f"qingchuan-{report.year}.txt").read_text(encoding="utf-8")
        assert len(report.text) == len(raw)
        assert {a for a, b in zip(report.text, raw, strict=True) if a != b} == {SIGN}
        for paragraph in report.paragraphs.all():
            assert report.text[paragraph.start : paragraph.start + len(paragraph.text)] == paragraph.text
        for line in report.lines.all():
            assert report.text[line.start : line.end] == line.quote
    for outcome in Outcome.objects.exclude(start=None).select_related("later"):
        assert outcome.later.text[outcome.start : outcome.end] == outcome.quote
    assert Outcome.objects.filter(quote__contains=SIGN).exists()


def test_a_search_finds_no_number(folder):
    brought(folder)
    assert every(Asked("固定资产"))
    for word in PLANTED:
        assert every(Asked(word)) == []


def test_a_persons_number_is_nobodys_value(folder):
    brought(folder)
    values = {str(reading.get("low")) for reading in Line.objects.values_list("reading", flat=True)}
    assert values & {MOBILE, "15800001234", "13798765432", ACCOUNT} == set()
    assert "13820000000" in values  # 138.2亿元 has the digits of one and is none


def _printed_again(folder):
    """The tables as they were before numbers were covered: the same places, the numbers in the clear."""
    for report in Report.objects.all():
        raw = (folder / f"qingchuan-{report.year}.txt").read_text(encoding="utf-8")
        report.text, report.counts = raw, {k: v for k, v in report.counts.items() if k != "covered"}
        report.save()
        for held in Paragraph.objects.filter(report=report):
            Paragraph.objects.filter(pk=held.pk).update(text=raw[held.start : held.start + len(held.text)])
        for line in Line.objects.filter(report=report):
            Line.objects.filter(pk=line.pk).update(quote=raw[line.start : line.end])
        renew(Paragraph.objects.filter(report=report))
    for outcome in Outcome.objects.exclude(start=None).select_related("later"):
        raw = outcome.later.text[outcome.start : outcome.end]
        Outcome.objects.filter(pk=outcome.pk).update(quote=raw, reason_zh=f"{raw}。")
    Copy.objects.filter(best=True).update(
        notices=[{"kind": "odd", "start": 0, "end": 9, "quote": f"电话{MOBILE}", "suggestion": MAIL}]
    )
    place = Place.objects.get()
    Orphan.objects.create(
        pk="e000000000000-00000000",
        place=place,
        year=2025,
        quote=f"联系{MOBILE}",
        kind="task",
        left_on=NOW.date(),
    )
    keep_lines(place, number=1, at=NOW)


def test_what_is_public_already_is_covered_by_the_migration(folder):
    brought(folder)
    _printed_again(folder)
    before = Place.objects.get().release
    assert _traces({"": "".join(Report.objects.values_list("text", flat=True))})
    assert every(Asked(MOBILE))
    module = importlib.import_module("luoshi_web.portal.migrations.0011_persons_covered")
    module.cover(apps, connection)
    for model in (Report, Paragraph, Line, Outcome, Copy, Orphan, Version):
        rows = [
            row
            for row in model.objects.values()
            if _traces({"": json.dumps(row, default=str, ensure_ascii=False)})
        ]
        assert rows == [], model
    assert every(Asked(MOBILE)) == []
    assert Place.objects.get().release == before + 1
    assert every(Asked("固定资产"))
    for line in Line.objects.select_related("report"):
        assert line.report.text[line.start : line.end] == line.quote
    module.cover(apps, connection)
    assert Place.objects.get().release == before + 1


_DIGITS = st.lists(st.sampled_from("0123456789"), min_size=9, max_size=9).map("".join)


@given(st.text(max_size=12), st.sampled_from("3456789"), _DIGITS, st.text(max_size=12))
@settings(max_examples=200, deadline=None)
def test_a_covered_text_has_its_length_and_nothing_else_is_changed(before, second, digits, after):
    mobile = f"1{second}{digits}"
    text = f"{before}，{mobile}。{after}"
    covered = cover(text)
    assert len(covered.text) == len(text)
    assert mobile not in covered.text
    assert {new for old, new in zip(text, covered.text, strict=True) if old != new} == {SIGN}
    assert cover(covered.text).text == covered.text
