"""Every format, read back by another program than the one that wrote it."""

import csv
import io
import json
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import polars
import pytest

import luoshi
from luoshi.ledger.entry import Entry
from luoshi.ledger.export import FORMATS, export
from luoshi.ledger.export.labels import amount, labels, number, value, years
from luoshi.ledger.frame import COLUMNS, rows, to_frame
from luoshi.ledger.report import Report
from luoshi.text import SourceText, Span


@pytest.fixture(scope="module")
def report() -> Report:
    return luoshi.read(Path(__file__).parents[2] / "examples/qingchuan-2026.txt")


def made(**fields: Any) -> Entry:
    """An entry with a few fields that matter."""
    blank = dict.fromkeys(
        ("section", "subject", "indicator", "scope", "measure", "direction", "bound", "low", "high")
    )
    blank |= dict.fromkeys(("unit", "relation", "period", "modality"))
    rest = {
        "id": "e1",
        "kind": "target",
        "headline": False,
        "partial": False,
        "quote": "x",
        "span": Span(0, 1),
    }
    return Entry(**(blank | rest | fields))


def planted(*entries: Entry) -> Report:
    """A report with entries of our making."""
    front = luoshi.read("各位代表").front
    return Report(SourceText.from_string("x"), front, (), (), entries, (), ())


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_report_gives_the_same_bytes_at_any_time(report: Report, form: str) -> None:
    first = export(report, form)
    time.sleep(1.1 if form in ("xlsx", "parquet") else 0)
    assert export(report, form) == first


@pytest.mark.parametrize("form", [f for f in FORMATS if f not in ("xlsx", "parquet")])
def test_the_bytes_do_not_depend_on_the_hash_seed(form: str) -> None:
    program = (
        "import luoshi, sys, hashlib\nfrom luoshi.ledger.export import export\n"
        f"r = luoshi.read('各位代表：主要预期目标是：地区生产总值增长5%左右。')\nprint(hashlib.md5(export(r, '{form}')).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_json_and_jsonl_are_the_ledger(report: Report) -> None:
    whole = json.loads(export(report, "json"))
    assert whole == report.to_dict()
    assert [json.loads(line) for line in export(report, "jsonl").splitlines()] == whole["entries"]


def test_csv_opens_in_a_spreadsheet_and_holds_every_row(report: Report) -> None:
    data = export(report, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    table = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert list(table[0]) == list(COLUMNS)
    assert [row["quote"] for row in table] == [entry.quote for entry in report.entries]
    assert [row["low"] or None for row in table] == [entry.low for entry in report.entries]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    report = planted(made(subject=text, quote=text))
    row = next(csv.DictReader(io.StringIO(export(report, "csv").decode("utf-8-sig"), newline="")))
    assert row["subject"] == "'" + text
    sheet = openpyxl.load_workbook(io.BytesIO(export(report, "xlsx")))["entries"]
    names = [cell.value for cell in sheet[1]]
    cell = sheet.cell(2, names.index("subject") + 1)
    assert (cell.value, cell.data_type) == (text, "s")


def test_the_workbook_has_its_sheets_and_a_frozen_header(report: Report) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export(report, "xlsx")))
    assert book.sheetnames == ["entries", "outline", "unused", "report", "notices"]
    entries = book["entries"]
    assert entries.freeze_panes == "A2"
    assert entries.max_row == len(report.entries) + 1
    names = [cell.value for cell in entries[1]]
    assert set(COLUMNS) < set(names)
    quotes = [row[names.index("quote")] for row in entries.iter_rows(min_row=2, values_only=True)]
    assert quotes == [entry.quote for entry in report.entries]
    assert book["unused"].max_row == len(report.unused) + 1


def test_pandas_gives_the_same_cells_as_polars(report: Report) -> None:
    pandas = pytest.importorskip("pandas")
    frame = report.to_frame("pandas")
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame.columns) == list(COLUMNS)
    expected = report.to_frame().to_dicts()
    found = [
        {key: None if pandas.isna(value) else value for key, value in row.items()}
        for row in frame.to_dict("records")
    ]
    assert found == expected


def test_parquet_and_frame_keep_types_and_exact_decimals(report: Report) -> None:
    frame = polars.read_parquet(io.BytesIO(export(report, "parquet")))
    assert frame.equals(to_frame(report, "polars"))
    assert frame.columns == list(COLUMNS)
    assert frame.schema["low"] == polars.String
    assert frame.schema["low_value"] == polars.Float64
    assert frame.schema["period_from"] == polars.Int64
    assert frame["span" if "span" in frame.columns else "start"].to_list() == [
        e.span.start for e in report.entries
    ]
    for low, low_value in zip(frame["low"], frame["low_value"], strict=True):
        assert (low is None) == (low_value is None)
        assert low is None or float(Decimal(low)) == low_value


def test_a_frame_of_no_entries_has_its_columns() -> None:
    assert to_frame(planted()).columns == list(COLUMNS)


def test_the_method_and_the_library(report: Report) -> None:
    with pytest.raises(ValueError, match="polars"):
        to_frame(report, "numpy")  # type: ignore[arg-type]
    assert next(rows(report))["id"] == report.entries[0].id


def test_the_table_shows_targets_first(report: Report) -> None:
    table = export(report, "table", language="zh").decode()
    places = [table.index(words) for words in ("主要预期目标 (", "目标 (", "任务 (", "成绩 (", "问题 (")]
    assert places == sorted(places)
    assert "\x1b" not in table
    assert "\x07" not in export(planted(made(subject="a\x07\x1b[31m")), "table").decode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1350000000", "13.5亿"), ("12000", "1.2万"), ("5.50", "5.5"), ("0.3", "0.3"), ("84000000000", "840亿"),
     ("4000000000000", "4万亿"), ("9999", "9999"), ("100", "100"), ("-20000", "-2万"), ("x", "x")],
)  # fmt: skip
def test_numbers_as_people_write_them(text: str, expected: str) -> None:
    assert number(text) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"bound": "at_least", "low": "5.3", "unit": "%"}, "≥5.3%"),
        ({"bound": "about", "low": "5", "high": "5", "unit": "%"}, "5%左右"),
        ({"bound": "range", "low": "4.5", "high": "5", "unit": "%"}, "4.5–5%"),
        ({"bound": "exact", "low": "1350000000", "high": "1350000000", "unit": "美元"}, "13.5亿美元"),
        ({"bound": "nearly", "high": "100000000000", "unit": "元"}, "<1000亿元"),
        ({"bound": "at_most", "high": "5.5", "unit": "%"}, "≤5.5%"),
        ({"bound": "qualitative"}, ""),
    ],
)
def test_amounts_as_people_read_them(fields: dict[str, Any], expected: str) -> None:
    assert amount(made(**fields)) == expected


def test_values_show_what_they_are_held_against() -> None:
    from luoshi.ledger.entry import Period, Relation

    step = made(bound="relative", relation=Relation(compare="same", to="经济增长"))
    assert value(step, "zh") == "与经济增长同步"
    assert value(step, "en") == "in step with 经济增长"
    assert value(made(bound="assigned", relation=Relation(assigned=True, by="省")), "zh") == "上级下达 省"
    assert (
        value(made(measure="growth", direction="down", low="3", high="3", bound="exact", unit="%"), "zh")
        == "↓3%"
    )
    assert (years(Period(2026, 2026)), years(Period(2021, 2025)), years(None)) == ("2026", "2021–2025", "")


def test_every_label_is_there_in_both_languages() -> None:
    for group, codes in labels().items():
        for code, words in codes.items():
            assert set(words) == {"zh", "en"}, (group, code)
            assert all(words.values()), (group, code)
