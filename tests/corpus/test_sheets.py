"""Workbooks that no program would write: what they leave out is bounded, and a percentage is read as it is shown."""

import zipfile
from pathlib import Path

import pytest

from luoshi.corpus.sheets import rows_of
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
