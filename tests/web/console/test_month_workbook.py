"""The month's reports go out as a workbook, are filled in and come back: taken whole, or not at all with every fault by its cell."""

import time
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from luoshi_web.audit.actor import MACHINE
from luoshi_web.audit.chain import breaks
from luoshi_web.audit.models import Act
from luoshi_web.audit.selectors import head, links
from luoshi_web.ledgerstore.models import Copy, Entry
from luoshi_web.ledgerstore.models import Report as OfDistrict
from luoshi_web.supervision.lights.run import run_day
from luoshi_web.supervision.models import Item, Light, Update
from luoshi_web.supervision.services import month
from luoshi_web.supervision.services.progress import Report, report
from tests.web.conftest import NOW, TODAY

FEBRUARY = "2026-02-28"
HEADED = {"headers": {"accept-language": "en"}}


@pytest.fixture
def items(make_item, district):
    columns = {"assigned_at": NOW.replace(month=1), "order": 1}
    target = make_item(
        title="城镇新增就业2万人以上",
        kind="target",
        low=Decimal(20_000),
        unit="人",
        bound="at_least",
        **columns,
    )
    task = make_item(title="改造老旧小区", **columns | {"order": 2})
    rate = make_item(
        title="社零增速", kind="target", low=Decimal(6), unit="%", is_rate=True, **columns | {"order": 3}
    )
    said = Report(value="800人", words="一月已开展招聘")
    report(actor=district.actor("officer"), item_id=target.pk, period=date(2026, 1, 31), said=said, at=NOW)
    return [target, task, rate]


def download(district, key="officer"):
    answer = district.client(key).get(f"/workbooks/month/file/?period={FEBRUARY}", **HEADED)
    assert answer.status_code == 200
    return load_workbook(BytesIO(answer.content))


def bring(district, book, key="officer", name="填报.xlsx"):
    if not isinstance(book, bytes):
        kept = BytesIO()
        book.save(kept)
        book = kept.getvalue()
    file = SimpleUploadedFile(name, book)
    return district.client(key).post("/workbooks/month/", {"file": file}, **HEADED)


def fill(book, rows):
    sheet = book.worksheets[0]
    for row, cells in rows.items():
        for column, value in cells.items():
            sheet[f"{column}{row}"] = value
    return book


def test_what_is_due_goes_out_with_its_keys_locked(district, items):
    book = download(district)
    sheet = book.worksheets[0]
    assert [sheet[f"A{row}"].value for row in (4, 5, 6)] == [item.number for item in items]
    assert [sheet[f"{column}4"].value for column in "BCDE"] == [
        "城镇新增就业2万人以上", "2万人以上", "2026-12-31", "2026-01: 800人",
    ]  # fmt: skip
    assert sheet.protection.sheet
    locked = {column: sheet[f"{column}4"].protection.locked for column in "ABCDEFGHIJKLM"}
    assert {column for column, shut in locked.items() if shut} == set(
        "ABCDEH"
    )  # a target is asked for a value, not a share
    assert sheet["G5"].protection.locked  # and a task the other way round
    assert not sheet["H5"].protection.locked
    kinds = {str(rule.sqref): rule.type for rule in sheet.data_validations.dataValidation}
    assert kinds == {"F4:F6": "list", "H4:H6": "decimal"}
    assert book["luoshi-month"].sheet_state == "veryHidden"


def test_what_was_filled_in_is_reported_and_an_empty_row_is_not(district, items):
    filled = {
        4: {"F": "reported", "G": "1.2万人", "I": "两场招聘会", "J": "缺工", "L": "人社局"},
        5: {"H": "45%", "I": "主体完工"},
    }
    answer = bring(district, fill(download(district), filled))
    assert answer.status_code == 302
    target, task = (Update.objects.get(item=item, period=FEBRUARY) for item in items[:2])
    assert (target.value, target.words, target.problems, target.data_source) == (
        12_000,
        "两场招聘会",
        "缺工",
        "人社局",
    )
    assert task.share == 45
    assert not Update.objects.filter(item=items[2]).exists()
    assert Act.objects.filter(verb="progress.report").count() == 3  # one of January, one an item
    assert Item.objects.get(pk=items[0].pk).last_value == 12_000


@pytest.fixture
def line(district, items):
    """新建小学3所，新增学位3600个，普惠园占比85%: the first item has two further values."""
    made = OfDistrict.objects.create(place="青川区", year=2026, title="报告")
    copy = Copy.objects.create(
        report=made, filename="报告.txt", size=1, sha256="0" * 64, text="", uploaded_by=district.people["supervisor"], uploaded_at=NOW
    )  # fmt: skip
    entries = [
        Entry.objects.create(
            report=made, copy=copy, key=f"e{order}", order=order, kind="target", low=low, unit=unit, quote=subject, start=0, end=1,
            reading={"subject": subject, "bound": "at_least"},
        )
        for order, (subject, low, unit) in enumerate((("新增学位", 3600, "个"), ("普惠园占比", 85, "%")))
    ]  # fmt: skip
    items[0].further.add(*entries)
    return entries


def test_further_values_stand_in_rows_of_their_own_and_are_reported_with_their_item(district, items, line):
    book = download(district)
    sheet = book.worksheets[0]
    assert [sheet[f"A{row}"].value for row in range(4, 9)] == [items[0].number] * 3 + [
        i.number for i in items[1:]
    ]
    assert [sheet[f"{column}5"].value.strip() for column in "BC"] == ["新增学位3600个以上", "3600个以上"]
    assert {column for column in "ABCDEFGHIJKLM" if not sheet[f"{column}5"].protection.locked} == {"G"}
    assert sheet.column_dimensions["N"].hidden
    cells = {4: {"G": "1.2万人", "I": "已办"}, 5: {"G": "1200个"}, 7: {"H": "45%", "I": "主体完工"}}
    assert bring(district, fill(book, cells)).status_code == 302
    told = Update.objects.get(item=items[0], period=FEBRUARY)
    assert told.further == {str(line[0].pk): "1200"}
    assert Update.objects.filter(period=FEBRUARY).count() == 2


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        ({4: {"G": "1.2万人", "I": "已办"}, 5: {"G": "1200元"}}, "G5"),
        ({5: {"G": "1200个"}}, "G5"),  # the item's own row is empty
        ({4: {"G": "1.2万人", "I": "已办"}, 5: {"G": "1200个", "N": "99999"}}, "A5"),
        ({4: {"G": "1.2万人", "I": "已办"}, 5: {"G": "#REF!"}}, "G5"),
    ],
)
def test_a_fault_of_a_further_value_is_told_by_its_cell(district, items, line, cells, named):
    page = bring(district, fill(download(district), cells)).content.decode()
    assert f"<b>{named}</b>" in page
    assert page.count("<b>") == 1
    assert not Update.objects.filter(period=FEBRUARY).exists()


@pytest.mark.parametrize("state", ["未启动", "数据尚未发布"])
def test_a_further_value_of_what_has_no_data_is_told(district, items, line, state):
    cells = {4: {"F": state, "I": "尚未公布"}, 5: {"G": "1200个"}}
    page = bring(district, fill(download(district), cells)).content.decode()
    assert "<b>F4</b>" in page
    assert page.count("<b>") == 1
    assert not Update.objects.filter(period=FEBRUARY).exists()
    assert bring(district, fill(download(district), {4: {"F": state, "I": "尚未公布"}})).status_code == 302


def test_a_further_value_twice_is_told(district, items, line):
    cells = {4: {"G": "1.2万人", "I": "已办"}, 5: {"G": "1200个"}, 6: {"G": "80%", "N": str(line[0].pk)}}
    assert "<b>A6</b>" in bring(district, fill(download(district), cells)).content.decode()


def test_a_crash_between_leaves_neither_reports_nor_acts(district, items, monkeypatch):
    book = fill(download(district), {5: {"H": "45%", "I": "完工"}, 4: {"G": "1.2万人", "I": "已办"}})
    before = Act.objects.count()

    def crash(*_items, day):
        raise RuntimeError

    monkeypatch.setattr(month, "relight", crash)
    with pytest.raises(RuntimeError):
        bring(district, book)
    assert not Update.objects.filter(period=FEBRUARY).exists()
    assert Act.objects.count() == before


def test_what_was_taken_is_lit_at_once(district, items):
    run_day(actor=MACHINE, day=TODAY, at=NOW)
    assert bring(district, fill(download(district), {4: {"G": "1.2万人", "I": "已办"}})).status_code == 302
    assert Light.objects.get(item=items[0], kind="gap", until=None).reason == "on_schedule"
    assert list(breaks(links(), head())) == []


def test_queries_do_not_grow_by_more_than_a_few_a_row(district, make_item, django_assert_max_num_queries):
    for place in range(40):
        make_item(assigned_at=NOW.replace(month=1), order=place)
    book = fill(download(district), {row: {"H": "45", "I": "按计划推进"} for row in range(4, 44)})
    with django_assert_max_num_queries(60 + 40 * 6):
        assert bring(district, book).status_code == 302


def test_one_wrong_cell_and_nothing_is_taken(district, items):
    filled = {
        4: {"G": "1.2万元", "I": "已办"},
        5: {"F": "快好了", "H": "150", "I": ""},
        6: {"G": "65%", "I": "增长"},
    }
    before = Act.objects.count()
    answer = bring(district, fill(download(district), filled))
    page = answer.content.decode()
    assert answer.status_code == 400
    for cell in ("<b>G4</b>", "<b>F5</b>", "<b>G6</b>"):
        assert cell in page
    assert "1.2万元" in page
    assert not Update.objects.filter(period=FEBRUARY).exists()
    assert Act.objects.count() == before


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        ({4: {"G": "3000人"}}, "I4"),  # no words
        ({5: {"G": "3", "I": "完工"}}, "G5"),  # no value is asked for
        ({4: {"H": "3", "G": "3000人", "I": "已办"}}, "H4"),
        ({5: {"H": "多半", "I": "完工"}}, "H5"),
        ({4: {"G": "30", "I": "已办"}}, "G4"),  # 人 or 万人
        ({4: {"G": "25万人", "I": "已办"}}, "G4"),  # out of proportion
        ({4: {"A": "2026-T-9999", "I": "已办"}}, "A4"),
        ({4: {"B": "别的事", "G": "3000人", "I": "已办"}}, "B4"),
        ({4: {"G": "#REF!", "I": "已办"}}, "G4"),
    ],
)
def test_each_fault_is_told_by_its_cell(district, items, cells, named):
    page = bring(district, fill(download(district), cells)).content.decode()
    assert f"<b>{named}</b>" in page
    assert page.count("<b>") == 1
    assert not Update.objects.filter(period=FEBRUARY).exists()


def test_a_value_out_of_proportion_is_taken_with_its_reason(district, items):
    bring(district, fill(download(district), {4: {"G": "25万人", "I": "已办", "M": "口径调整"}}))
    assert Update.objects.get(item=items[0], period=FEBRUARY).odd_reason == "口径调整"


def test_a_row_twice_and_a_period_that_was_reported_meanwhile(district, items):
    book = download(district)
    fill(book, {7: {"A": items[1].number, "B": items[1].title, "I": "又写"}, 5: {"I": "已办"}})
    assert "<b>A7</b>" in bring(district, book).content.decode()
    report(
        actor=district.actor("head"),
        item_id=items[1].pk,
        period=date(2026, 2, 28),
        said=Report(words="已报"),
        at=NOW,
    )
    book = download(district)
    fill(book, {8: {"A": items[1].number, "B": items[1].title, "I": "又写"}})
    assert "<b>A8</b>" in bring(district, book).content.decode()


def test_a_workbook_of_another_unit_or_of_another_kind_is_refused(district, items, make_item):
    make_item(lead="head2", assigned_at=NOW.replace(month=1))
    page = bring(district, fill(download(district), {5: {"I": "已办"}}), key="officer2").content.decode()
    assert "made for another unit" in page
    other = Workbook()
    other.active["A1"] = "别的表"
    assert "not a workbook of the month" in bring(district, other).content.decode()
    assert "Nothing was filled in" in bring(district, download(district)).content.decode()


def zipped(members):
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def parts(book):
    kept = BytesIO()
    book.save(kept)
    with ZipFile(kept) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("fault", ["entity", "external", "bomb", "no zip", "macros", "wide"])
def test_a_workbook_that_would_do_harm_is_refused_before_it_is_read(district, items, fault):
    found = parts(fill(download(district), {5: {"I": "已办"}}))
    sheet = next(name for name in found if name.startswith("xl/worksheets/sheet"))
    if fault == "entity":
        found[sheet] = found[sheet].replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1)
    elif fault == "external":
        found["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"
    elif fault == "bomb":
        found[sheet] = found[sheet] + b" " * (30 << 20)
    elif fault == "macros":
        found["xl/vbaProject.bin"] = b"x"
    elif fault == "wide":
        found[sheet] = found[sheet].replace(b'r="A4"', b'r="XFD4"')
    content = b"PK not a workbook" if fault == "no zip" else zipped(found)
    answer = bring(district, content)
    assert answer.status_code == 409
    assert not Update.objects.filter(period=FEBRUARY).exists()


def test_a_formula_counts_as_what_was_computed(district, items):
    book = download(district)
    fill(book, {5: {"I": '="完"&"工"'}})  # openpyxl computes nothing: there is no value, and none is made up
    page = bring(district, book).content.decode()
    assert "Nothing was filled in" in page


def test_a_hundred_and_forty_three_items_come_back_in_time(district, make_item):
    made = [make_item(assigned_at=NOW.replace(month=1), order=place) for place in range(143)]
    book = fill(download(district), {row: {"H": "45", "I": "按计划推进"} for row in range(4, 147)})
    began = time.perf_counter()
    assert bring(district, book).status_code == 302
    assert time.perf_counter() - began < 20
    assert Update.objects.filter(item__in=made).count() == 143
