"""Worklists as they stand in files: cells, headings, rows, time limits."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from luoshi_web.intake.faults import FileFault
from luoshi_web.supervision.workbooks.grid import decoded, read_sheets
from luoshi_web.supervision.workbooks.headings import guess, meaning_of
from luoshi_web.supervision.workbooks.matching import Lines
from luoshi_web.supervision.workbooks.worklist import read_due, read_rows
from tests.web.worklist_books import decomposition, ledger, notes


def rows_of(content, name="台账.xlsx", sheet=0):
    found = read_sheets(name, content)[sheet]
    layout = guess(found)
    return layout, read_rows(found, layout, year=2026)


@pytest.mark.parametrize(
    ("text", "day", "code"),
    [
        ("2026.9", "2026-09-30", ""),
        ("2026.6.15", "2026-06-15", ""),
        ("2026年6月底前", "2026-06-30", ""),
        ("2026/5/31", "2026-05-31", ""),
        ("2026-2-30", None, "worklist_due"),
        ("6月底前", "2026-06-30", ""),
        ("6月", "2026-06-30", ""),
        ("10月前", "2026-09-30", ""),
        ("9月 30日前", "2026-09-30", ""),
        ("三季度末", "2026-09-30", ""),
        ("上半年", "2026-06-30", ""),
        ("年底前", "2026-12-31", ""),
        ("2027年底", "2027-12-31", ""),
        ("2027年6月", "2027-06-30", ""),
        ("12月底", "2026-12-31", ""),
        ("46295", "2026-09-30", ""),
        ("长期", "2026-12-31", "worklist_lasting"),
        ("持续推进", "2026-12-31", "worklist_lasting"),
        ("全年", "2026-12-31", "worklist_lasting"),
        ("尽快", None, "worklist_due"),
        ("每月5日前", None, "worklist_due"),
        ("春节前", None, "worklist_due"),
        ("10个工作日", None, "worklist_due"),
    ],
)
def test_time_limits_as_offices_write_them(text, day, code):
    assert read_due(text, 2026) == (date.fromisoformat(day) if day else None, code)


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("序号", "no"), ("工作内容", "title"), ("重点工作任务", "title"), ("督办事项", "title"), ("项目名称", "title"), ("责任单位（第一个为牵头单位）", "lead"),
        ("牵头部门", "lead"), ("配合单位", "helpers"), ("协办部门", "helpers"), ("完成时限", "due"), ("办结时限", "due"), ("完成时间", "due"), ("分管领导", "leader"),
        ("责任领导", "leader"), ("工作进展情况", "progress"), ("办理情况", "progress"), ("推进举措", "measures"), ("领域", "area"), ("备注", ""), ("联系电话", ""),
    ],
)  # fmt: skip
def test_what_a_heading_means(heading, meaning):
    assert meaning_of(heading) == meaning


def test_a_decomposition_with_titles_areas_and_sums():
    layout, read = rows_of(decomposition())
    assert layout.head == 3
    assert [(row.first, row.title, row.area) for row in read.rows] == [
        (5, "完成老旧小区改造40个", "一、聚力改善民生"),
        (6, "新建青云小学并于秋季投用", "一、聚力改善民生"),
        (8, "建成青云产业园标准厂房5万平方米", "二、聚力项目建设"),
        (9, "推动重大项目谋划储备", "二、聚力项目建设"),
        (10, "做好某项临时工作", "二、聚力项目建设"),
    ]
    first, second, third, fourth, fifth = read.rows
    assert (first.leads, first.helpers, first.due) == (
        ["区住建局"],
        ["区发改局", "教体局"],
        date(2026, 6, 30),
    )
    assert second.due == date(2026, 8, 31)
    assert second.cells["备注"] == "需报省厅备案"
    assert (third.leads, third.helpers, third.due) == (["区发展和改革局"], ["住建局"], date(2026, 9, 30))
    assert [(fault.cell, fault.code) for fault in fourth.faults] == [("E9", "worklist_lasting")]
    assert [(fault.cell, fault.code) for fault in fifth.faults] == [("E10", "worklist_due")]
    assert [line for line, _ in read.beside] == [4, 7, 11, 12]


def test_a_serial_number_is_a_day_and_a_line_below_goes_on():
    layout, read = rows_of(decomposition(), sheet=1)
    assert layout.head == 1
    one, two = read.rows
    assert one.due == date(2026, 9, 30)
    assert (two.first, two.last, two.title) == (3, 4, "其中老城区不少于300个")


def test_a_ledger_with_two_lines_of_headings_and_merged_works():
    layout, read = rows_of(ledger())
    assert layout.head == 2
    assert layout.names[4:7] == ("责任领导", "牵头部门", "配合部门")
    assert [(row.lines, row.title) for row in read.rows] == [
        ("3–5", "实施城市更新行动"), ("6", "办好普惠性幼儿园"), ("7", "提升青云书院运营水平"), ("8", "推进数据归集共享"),
    ]  # fmt: skip
    works = read.rows[0]
    assert works.measures == "编制片区策划方案\n完成征收签约\n启动首开区建设"
    assert (works.leads, works.helpers, works.leader) == (["住建局"], ["发改局", "教体局"], "副区长")
    assert works.due == date(2026, 6, 30)
    assert works.progress == "方案已送审\n签约过半"
    assert works.cells["工作进展·存在问题"] == "资金缺口"
    assert [(fault.cell, fault.code) for fault in read.rows[2].faults] == [("F7", "worklist_cell_in_error")]


def test_a_csv_of_an_old_system():
    layout, read = rows_of(notes(), "督办清单.csv")
    assert layout.head == 3
    assert [(row.lines, row.title) for row in read.rows] == [
        ("4–5", "整治农贸市场周边占道经营"), ("6", "解决青云路积水问题"), ("8", "答复企业用电诉求"), ("9", ""),
    ]  # fmt: skip
    first = read.rows[0]
    assert first.content == "同步完善停车设施"
    assert (first.leads, first.helpers) == (["区住建局"], ["区发改局", "教育局"])
    assert [(fault.cell, fault.code) for fault in read.rows[3].faults] == [("B9", "worklist_no_work")]
    assert [line for line, _ in read.beside] == [7]


@pytest.mark.parametrize(
    ("name", "content"), [("a.xlsx", decomposition()), ("b.xlsx", ledger()), ("c.csv", notes())]
)
def test_every_line_is_accounted_for(name, content):
    for sheet in read_sheets(name, content):
        layout = guess(sheet)
        if layout is None:
            continue
        read = read_rows(sheet, layout, year=2026)
        told = {line for line, _ in read.beside}
        told |= {line for row in read.rows for line in range(row.first, row.last + 1)}
        filled = {
            number
            for number, cells in enumerate(sheet.rows, 1)
            if number > layout.head and any(cell.text or cell.fault for cell in cells)
        }
        assert filled == told & filled
        for row in read.rows:  # and every cell with words stands with its row
            own = [cell.text for line in sheet.rows[row.first - 1 : row.last] for cell in line if cell.text]
            kept = "\n".join(row.cells.values())
            assert all(text in kept for text in own)


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_text_in_every_encoding_that_offices_have(code):
    assert decoded("序号,工作内容\r\n1,建设青云大道".encode(code)).startswith("序号,工作内容")


def test_what_is_too_large_is_refused():
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for _ in range(5001):
        sheet.append(["一行"])
    kept = BytesIO()
    book.save(kept)
    with pytest.raises(FileFault) as fault:
        read_sheets("a.xlsx", kept.getvalue())
    assert fault.value.code == "too_large"
    with pytest.raises(FileFault):
        read_sheets("a.csv", b"x\n" * 5001)


def test_a_row_finds_the_line_that_it_repeats_and_no_other():
    lines = Lines(
        [
            (1, "6月底前，完成老旧小区改造40个"),
            (2, "新增学位2000个"),
            (3, "推进义务教育优质均衡发展，办好普惠性幼儿园"),
        ]
    )
    assert lines.nearest("完成老旧小区改造40个") == 1
    assert lines.nearest("办好普惠性幼儿园") == 3
    assert lines.nearest("完成城中村改造") is None
    assert lines.nearest("建设青云大道") is None
