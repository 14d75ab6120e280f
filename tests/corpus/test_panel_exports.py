"""A panel as CSV, Parquet, XLSX and Stata: read back with the programs that people use, it is the same panel."""

import io
from pathlib import Path

import openpyxl
import pandas
import polars
import pyreadstat
import pytest
from polars.testing import assert_frame_equal

from luoshi.corpus.export import PANEL_FORMATS, export_panel
from luoshi.corpus.panel_columns import (
    PanelError,
    as_panel,
    code_words,
    indicator_title,
    panel_columns,
    schema,
)
from luoshi.corpus.panel_files import load_panel
from luoshi.vocabulary.indicators import indicators
from tests.corpus.invented import panel

LONG = "新增" + "长" * 3000


@pytest.fixture(scope="module")
def frame() -> polars.DataFrame:
    """The invented panel with what exports trip over: a formula, a long quote, a large and an odd number."""
    rows = panel().to_dicts()
    rows[0] |= {
        "target_quote": '=HYPERLINK("http://x")',
        "realised_low": 13_570_000_000.0,
        "deviation": -0.1 - 0.2,
    }
    rows[1] |= {"target_quote": LONG, "reason": None, "place_code": "010203", "subject": "含\n换行，和“引号”"}
    return polars.DataFrame(rows, schema=schema())


@pytest.mark.parametrize("form", PANEL_FORMATS)
def test_the_same_panel_gives_the_same_bytes(frame: polars.DataFrame, form: str) -> None:
    assert export_panel(frame, form) == export_panel(frame.clone(), form)


def test_parquet_holds_the_panel(frame: polars.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / "panel.parquet"
    path.write_bytes(export_panel(frame, "parquet"))
    assert_frame_equal(load_panel(path), frame)


def test_csv_opens_in_spreadsheets_and_comes_back(frame: polars.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / "panel.csv"
    data = export_panel(frame, "csv")
    path.write_bytes(data)
    assert data.startswith(b"\xef\xbb\xbfplace,place_code")
    text = data.decode("utf-8-sig")
    assert "13570000000," in text
    assert "-0.30000000000000004" in text
    assert "'=HYPERLINK" in text
    assert_frame_equal(load_panel(path), frame)
    assert pandas.read_csv(path, dtype={"place_code": str})["place_code"][1] == "010203"


def test_no_cell_of_the_workbook_is_a_formula(frame: polars.DataFrame) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export_panel(frame, "xlsx", language="en")))
    rows, described = book.worksheets
    assert [c.value for c in rows[1]] == [c.name for c in panel_columns()]
    assert rows.freeze_panes == "E2"
    cells = [cell for row in rows.iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in cells} <= {"n", "s"}
    assert rows.max_row == frame.height + 1
    assert [row[0].value for row in described.iter_rows(min_row=2)] == frame.columns
    values = [[cell.value for cell in row] for row in rows.iter_rows(min_row=2)]
    assert [row[11] for row in values] == frame["target_low"].to_list()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_stata_has_labels_and_the_values_as_they_are(
    frame: polars.DataFrame, tmp_path: Path, language: str
) -> None:
    path = tmp_path / "panel.dta"
    data = export_panel(frame, "dta", language=language)  # type: ignore[arg-type]
    path.write_bytes(data)
    assert b"<release>118</release>" in data[:60]
    read, meta = pyreadstat.read_dta(str(path), apply_value_formats=True)
    assert meta.column_names == [c.name for c in panel_columns()]
    assert all(len(name) <= 32 for name in meta.column_names)
    assert meta.column_labels == [c.label[language] for c in panel_columns()]
    assert all(len(label) <= 80 for label in meta.column_labels)
    words = code_words("verdict", language)  # type: ignore[arg-type]
    expected = [words.get(v, None) for v in frame["verdict"]]
    assert [None if pandas.isna(v) else v for v in read["verdict"]] == expected
    for column in ("target_low", "target_high", "realised_low", "deviation"):
        assert [None if pandas.isna(v) else v for v in read[column]] == frame[column].to_list()
    for column in ("target_quote", "place_code", "subject"):
        assert read[column].to_list() == frame[column].fill_null("").to_list()


def test_stata_opens_in_pandas_too(frame: polars.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / "panel.dta"
    path.write_bytes(export_panel(frame, "dta", language="en"))
    read = pandas.read_stata(path)
    assert read["year"].tolist() == frame["year"].to_list()
    assert set(read["verdict"].dropna()) == set(frame["verdict"].drop_nulls())
    assert read["target_quote"][1] == LONG
    assert read["target_low"].isna().tolist() == frame["target_low"].is_null().to_list()


def test_label_sets_are_called_as_their_variables(frame: polars.DataFrame) -> None:
    """``keep if verdict == "met":verdict`` works in Stata."""
    with pandas.io.stata.StataReader(io.BytesIO(export_panel(frame, "dta", language="en"))) as reader:
        sets = reader.value_labels()
    assert set(sets) == {c.name for c in panel_columns() if c.codes}
    assert sets["verdict"][1] == "met"


def test_the_numbers_of_codes_stay_what_they_are() -> None:
    """Do-files name them: a new code goes to the end."""
    numbered = {
        "verdict": "met near missed incomparable unreported unjudgeable stated_otherwise",
        "place_level": "national province prefecture county town",
        "measure": "growth level share change growth_average multiple rank count",
        "bound": "exact about at_least at_most range nearly more_than relative assigned qualitative",
        "modality": "expect ensure strive complete",
        "direction": "up down",
    }
    for group, codes in numbered.items():
        assert list(code_words(group, "en"))[: len(codes.split())] == codes.split()


def test_an_empty_panel_has_its_columns_in_every_format(tmp_path: Path) -> None:
    empty = polars.DataFrame(schema=schema())
    for form in PANEL_FORMATS:
        (tmp_path / f"panel.{form}").write_bytes(export_panel(empty, form))
    assert load_panel(tmp_path / "panel.csv").columns == empty.columns
    assert pandas.read_stata(tmp_path / "panel.dta").columns.tolist() == empty.columns


def test_what_is_no_panel_is_refused(tmp_path: Path, frame: polars.DataFrame) -> None:
    with pytest.raises(PanelError, match="columns place_code are missing"):
        as_panel(frame.drop("place_code"))
    with pytest.raises(PanelError, match="another type"):
        as_panel(frame.with_columns(year=polars.lit("二〇二六")))
    with pytest.raises(PanelError, match="is unknown"):
        export_panel(frame.with_columns(verdict=polars.lit("perhaps")), "dta")
    for name, data in (("a.txt", b""), ("a.parquet", b"PAR1"), ("a.csv", b"x,y\n1,2\n")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(PanelError, match=name):
            load_panel(tmp_path / name)


def test_every_indicator_has_an_english_name() -> None:
    assert [code for code in indicators().by_code if indicator_title(code, "en") == code] == []


def test_a_workbook_tells_how_far_it_is(frame: polars.DataFrame) -> None:
    big = polars.concat([frame] * (3000 // frame.height + 1)).head(2500)
    told: list[int] = []
    data = export_panel(big, "xlsx", told=told.append)
    assert told == [1000, 2000]
    assert data == export_panel(big, "xlsx")


def test_a_full_disk_is_told_with_a_remedy(frame: polars.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("xlsxwriter.worksheet.Worksheet.autofilter", full)
    with pytest.raises(PanelError, match="TMPDIR"):
        export_panel(frame, "xlsx")
