"""The panel as a workbook: the rows, and a second sheet that says what the columns are."""

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from luoshi.corpus.panel_columns import Column, Language, PanelError, code_words, panel_columns
from luoshi.ledger.export.xlsx import CREATED, bearable

if TYPE_CHECKING:
    import polars

# Characters that a column is wide; 12 where it is not named. Quotes are not wrapped: a panel is read down its columns.
_WIDTHS = {
    "place": 22, "place_code": 11, "place_level": 11, "year": 7, "indicator": 16, "indicator_name": 20, "subject": 22,
    "scope": 10, "unit": 8, "direction": 9, "target_low": 14, "target_high": 14, "target_quote": 48, "target_file": 28,
    "realised_low": 14, "realised_high": 14, "realised_quote": 48, "realised_file": 28, "rule": 18, "reason": 60,
}  # fmt: skip
_WORDS = {
    "zh": ("面板", "列说明", ("列名", "名称", "类型", "说明", "代码")),
    "en": ("panel", "columns", ("column", "label", "type", "description", "codes")),
}
_TYPES = {
    "zh": {"text": "文本", "number": "数值", "year": "年份", "flag": "是否"},
    "en": {"text": "text", "number": "number", "year": "year", "flag": "true or false"},
}
_ROWS = 1_048_576  # of a sheet, its header included
_FIXED = 4  # place, code, level and year stay in sight
_STEP = 1000  # rows between two tellings of how far it is


def write(panel: "polars.DataFrame", language: Language, told: Callable[[int], None] | None = None) -> bytes:
    """``told`` hears from time to time how many rows are written: a sheet of 300,000 takes half a minute.

    Rows go to a temporary file as they come, so that memory does not grow with the panel.
    """
    if panel.height >= _ROWS:
        raise PanelError(
            f"a sheet holds {_ROWS - 1:,} rows and the panel has {panel.height:,}; write .parquet, .csv or .dta",
            f"一张表至多 {_ROWS - 1:,} 行，面板有 {panel.height:,} 行，请改写 .parquet、.csv 或 .dta",
        )
    import xlsxwriter  # type: ignore[import-untyped]
    from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]

    buffer = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    book = xlsxwriter.Workbook(buffer, options)
    rows, described, headings = _WORDS[language]
    book.set_properties({"created": CREATED, "title": rows, "comments": "luoshi"})
    header = book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "valign": "top"})
    wrap = book.add_format({"text_wrap": True})
    try:
        _rows(book.add_worksheet(rows), panel, header, told)
        _columns(book.add_worksheet(described), headings, language, header, wrap)
        book.close()
    except (OSError, FileCreateError) as error:  # of a temporary file: the disk is full
        reason = getattr(error, "strerror", None) or str(error)
        raise PanelError(
            f"the workbook cannot be written ({reason}); set TMPDIR to a folder with room for temporary files",
            f"无法写出工作簿（{reason}），请把环境变量 TMPDIR 设为有足够空间存放临时文件的文件夹",
        ) from error
    return buffer.getvalue()


def _rows(
    sheet: Any, panel: "polars.DataFrame", header: Any, told: Callable[[int], None] | None = None
) -> None:
    sheet.freeze_panes(1, _FIXED)
    for number, name in enumerate(panel.columns):
        sheet.write_string(0, number, name, header)
        sheet.set_column(number, number, _WIDTHS.get(name, 12))
    for row_number, row in enumerate(panel.iter_rows(), 1):
        for number, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(row_number, number, bearable(value))
            elif isinstance(value, bool):
                sheet.write_boolean(row_number, number, value)
            elif value is not None:
                sheet.write_number(row_number, number, value)
        if told is not None and row_number % _STEP == 0:
            told(row_number)
    sheet.autofilter(0, 0, max(panel.height, 1), panel.width - 1)


def _columns(sheet: Any, headings: tuple[str, ...], language: Language, header: Any, wrap: Any) -> None:
    sheet.freeze_panes(1, 0)
    for number, (heading, width) in enumerate(zip(headings, (20, 30, 9, 60, 60), strict=True)):
        sheet.write_string(0, number, heading, header)
        sheet.set_column(number, number, width)
    for row_number, column in enumerate(panel_columns(), 1):
        cells = (
            column.name,
            column.label[language],
            _TYPES[language][column.type],
            column.note[language],
            _codes(column, language),
        )
        for number, value in enumerate(cells):
            sheet.write_string(row_number, number, value, wrap)


def _codes(column: Column, language: Language) -> str:
    """``met 完成; near 接近; …``"""
    if column.codes is None:
        return ""
    words = code_words(column.codes, language)
    return "; ".join(code if code == text else f"{code} {text}" for code, text in words.items())
