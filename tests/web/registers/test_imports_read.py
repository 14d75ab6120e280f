"""What cells of an office's list say, and which headings are understood."""

from datetime import date
from decimal import Decimal

import pytest

from luoshi_web.registers.importing import values
from luoshi_web.registers.importing.rows import read_rows
from luoshi_web.registers.importing.tables import TABLES
from luoshi_web.supervision.workbooks.grid import Cell, read_sheets
from luoshi_web.supervision.workbooks.headings import guess
from luoshi_web.supervision.workbooks.worklist import units_in
from tests.web.registers import imported_lists as lists


@pytest.mark.parametrize(
    ("said", "day", "code"),
    [
        ("2026.3.1", date(2026, 3, 1), ""),
        ("2026-03-01", date(2026, 3, 1), ""),
        ("2026/3/1 00:00:00", date(2026, 3, 1), ""),
        ("2026年3月1日", date(2026, 3, 1), ""),
        ("２０２６年３月１日", date(2026, 3, 1), ""),
        ("26.3.1", date(2026, 3, 1), ""),
        ("20260301", date(2026, 3, 1), ""),
        ("46082", date(2026, 3, 1), ""),
        ("46082.0", date(2026, 3, 1), ""),
        ("3月1日", date(2026, 3, 1), "import_year"),
        ("2026年3月", None, "import_month"),
        ("2026.3", None, "import_month"),
        ("3月", None, "import_month"),
        ("2026.2.30", None, "import_day"),
        ("20260230", None, "import_day"),
        ("尽快", None, "import_day"),
        ("2026", None, "import_day"),
        ("—", None, ""),
        ("无", None, ""),
        ("", None, ""),
    ],
)
def test_a_day_in_its_writings(said, day, code):
    found, told, _facts = values.day_of(Cell("A1", said), 2026)
    assert (found, told) == (day, code)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026年9月底前", date(2026, 9, 30)), ("2026.2", date(2026, 2, 28)), ("2026年底", date(2026, 12, 31)),
        ("9月30日前", date(2026, 9, 30)), ("2026.9.15", date(2026, 9, 15)),
    ],
)  # fmt: skip
def test_a_limit_may_be_a_month(said, day):
    assert values.day_of(Cell("A1", said), 2026, limit=True)[0] == day


@pytest.mark.parametrize(
    ("said", "heading", "amount", "code"),
    [
        ("3500", "投资额（万元）", "0.3500", ""), ("1.2亿元", "投资额（万元）", "1.2000", ""), ("3,500.5万", "", "0.3501", "import_rounded"),
        ("12", "总投资(亿元)", "12.0000", ""), ("12", "总投资", None, "import_no_unit"), ("约5000万元", "", "0.5000", ""),
        ("待定", "总投资(亿元)", None, "import_amount"), ("—", "总投资(亿元)", None, ""), ("123456789元", "", "1.2346", "import_rounded"),
    ],
)  # fmt: skip
def test_an_amount_takes_its_unit_from_the_cell_or_the_heading(said, heading, amount, code):
    found = values.amount_of(said, heading=values.unit_of(heading), unit=10**8, places=4)
    assert found == (None if amount is None else Decimal(amount), code)


@pytest.mark.parametrize(
    ("text", "meaning", "found"),
    [
        ("市发改委（牵头）、市财政局", "lead", [("lead", "市发改委"), ("lead", "市财政局")]),
        ("市财政局、市发改委（牵头）", "helpers", [("helpers", "市财政局"), ("lead", "市发改委")]),
        ("发改局(主办)，住建局(会办)", "lead", [("lead", "发改局"), ("helpers", "住建局")]),
        ("主办单位：发改局；协办单位：住建局、教体局", "lead", [("lead", "发改局"), ("helpers", "住建局"), ("helpers", "教体局")]),
    ],
)  # fmt: skip
def test_units_of_one_cell(text, meaning, found):
    assert list(units_in(text, meaning)) == found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("陈晓岚", ["陈晓岚"]), ("张 三、李　四", ["张三", "李四"]), ("陈晓岚等5人", ["陈晓岚"]), ("周明远 赵立新", ["周明远", "赵立新"]),
        ("陈晓岚\n周明远", ["陈晓岚", "周明远"]), ("无", []), ("/", []),
    ],
)  # fmt: skip
def test_names_of_one_cell(text, names):
    assert values.names_in(text) == names


@pytest.mark.parametrize("register", TABLES)
def test_the_headings_of_the_template_mean_their_columns(register):
    table = TABLES[register]
    for each in table.fields:
        if each.heading:
            assert table.reading.meaning(each.heading) == each.code, each.heading


@pytest.mark.parametrize("register", TABLES)
def test_every_register_says_what_a_row_needs(register):
    table = TABLES[register]
    codes = [each.code for each in table.fields]
    assert len(codes) == len(set(codes))
    assert table.needs in codes
    assert table.register == register


def _read(content: bytes, name: str = "台账.xlsx", register: str = "proposals", **common):
    table = TABLES[register]
    (sheet,) = read_sheets(name, content)
    layout = guess(sheet, table.reading)
    assert layout is not None
    return read_rows(sheet, layout, table.fields, common=common, year=2026)


def test_every_line_is_accounted_for():
    rows = lists.suggestions(3)
    read = _read(lists.proposal_book(rows))
    assert [row.first for row in read.rows] == [4, 5, 6]
    assert read.beside == [(7, "合计　3件")]
    assert read.rows[0].words["number"] == "001"
    assert read.rows[0].at["number"] == "B4"


def test_gb18030_with_other_headings():
    rows = [
        ["提案号", "标题", "第一提案人", "界别", "承办单位", "转办日期", "备注"],
        ["12", "关于停车的提案", "赵立新", "经济界", "住建局", "2026.2.10", "已阅"],
    ]
    (row,) = _read(lists.comma_separated(rows), "提案.csv").rows
    assert row.values["number"] == "12"
    assert row.values["first"] == ["赵立新"]
    assert row.values["group"] == "经济界"
    assert row.values["assigned_on"] == date(2026, 2, 10)
    assert row.values["lead"] == [("lead", "住建局")]
    assert row.cells["备注"] == "已阅"


def test_merged_cells_are_filled_down_and_one_matter_may_take_several_lines():
    header = ["建议编号", "案由", "领衔代表", "代表团", "协办单位"]
    rows = [
        header,
        ["1", "甲建议", "陈晓岚", "城关代表团", "住建局"],
        [None, None, None, None, "教体局"],
        ["2", "乙建议", "周明远", None, None],
    ]
    content = lists.book(("台账", rows), merged=["A2:A3", "B2:B3", "D2:D4"])
    first, second = _read(content).rows
    assert (first.lines, first.values["co"]) == ("2–3", [("helpers", "住建局"), ("helpers", "教体局")])
    assert second.values["group"] == "城关代表团"
    assert "co" not in second.values


def test_headings_in_two_lines():
    rows = [
        ["建议编号", "案由", "提出人", None, "办理"],
        [None, None, "领衔代表", "附议人", "交办日期"],
        ["3", "丙建议", "陈晓岚", "周明远", "2026.2.5"],
    ]
    content = lists.book(("台账", rows), merged=["A1:A2", "B1:B2", "C1:D1"])
    (row,) = _read(content).rows
    assert row.first == 3
    assert row.values["others"] == ["周明远"]
    assert row.values["assigned_on"] == date(2026, 2, 5)


def test_a_formula_counts_as_its_value_and_is_told():
    rows = [["建议编号", "案由", "领衔代表"], ["4", '=HYPERLINK("http://x.example","点我")', "陈晓岚"]]
    (row,) = _read(lists.book(("台账", rows))).rows
    assert "title" not in row.values  # never computed: there is no last value
    rows = [["建议编号", "案由", "领衔代表"], ["4", "+1 和 -1", "@陈晓岚"]]
    (row,) = _read(lists.book(("台账", rows))).rows
    assert row.values["title"] == "+1 和 -1"


def test_what_holds_for_the_whole_list_fills_what_rows_do_not_say():
    rows = [
        ["建议编号", "案由", "领衔代表", "交办日期"],
        ["1", "甲", "陈晓岚", None],
        ["2", "乙", "陈晓岚", "2026.3.1"],
    ]
    first, second = _read(lists.book(("台账", rows)), assigned_on="2026-02-05", kind="suggestion").rows
    assert first.values["assigned_on"] == date(2026, 2, 5)
    assert second.values["assigned_on"] == date(2026, 3, 1)
    assert first.values["kind"] == "suggestion"
