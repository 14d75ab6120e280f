"""Workbooks that no program would write: what they leave out is bounded, and a percentage is read as it is shown."""

import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from luoshi.corpus.sheets import rows_of
from luoshi.corpus.statistics import read_statistics
from luoshi.errors import SourceError


def workbook(path: Path, rows: str, **parts: str) -> Path:
    """A workbook of one sheet, no part of it but those that are read."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{rows}</sheetData></worksheet>")
        for name, content in parts.items():
            archive.writestr(f"xl/{name}.xml", content)
    return path


def test_cells_that_a_sheet_leaves_out_are_bounded(tmp_path: Path) -> None:
    path = workbook(tmp_path / "s.xlsx", '<row><c r="XFD1"><v>1</v></c></row>' * 400)
    assert path.stat().st_size < 1_400
    with pytest.raises(SourceError) as refused:
        list(rows_of(str(path), "s.xlsx"))
    assert refused.value.key == "bomb"


def test_rows_that_a_sheet_leaves_out_are_empty(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "s.xlsx",
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="4"><c r="C4"><v>2</v></c></row><row r="²"><c><v>3</v></c></row>',
    )
    assert list(rows_of(str(path), "s.xlsx")) == [["1"], [], [], ["", "", "2"], ["3"]]


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        ("0.0%", 0.052, "5.2%"),
        ("0%", 0.052, "5.2%"),
        ("0.00%", -0.004, "-0.4%"),
        ("0.0%;[Red]-0.0%", 0.07 * 3, "21%"),
        ("0.0%", 0, "0%"),
        ("0.0%", "无", "无"),
        ('0.0"%"', 5.2, "5.2"),
        ("0.0\\%", 5.2, "5.2"),
        ("General", 0.052, "0.052"),
    ],
)
def test_a_percentage_is_read_as_its_cell_shows_it(
    tmp_path: Path, form: str, value: object, shown: str
) -> None:
    book = openpyxl.Workbook()
    book.active["B2"] = value
    book.active["B2"].number_format = form
    book.active["B3"] = 0.5
    book.save(tmp_path / "s.xlsx")
    assert [row[1:] for row in rows_of(str(tmp_path / "s.xlsx"), "s.xlsx")] == [[], [shown], ["0.5"]]


def test_a_percentage_of_a_yearbook_is_a_growth_of_per_cent(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["地区", "年份", "地区生产总值增速（%）"])
    book.active.append(["临河市", 2024, 0.052])
    book.active["C2"].number_format = "0.0%"
    book.save(tmp_path / "s.xlsx")
    (found,), _ = read_statistics(str(tmp_path / "s.xlsx"))
    assert (found.value, found.unit) == (Decimal("5.2"), "%")
