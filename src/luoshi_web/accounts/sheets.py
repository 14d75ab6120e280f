"""A list as an office keeps it, a workbook or a CSV file, as the text of a CSV file."""

import csv
import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from luoshi_web.accounts.roster import MOST_LINES, decoded

MOST_UNPACKED = 64 << 20
"""Bytes that a workbook may unpack to: a list of 2,000 lines takes less than one hundredth of it."""


def text_of(data: bytes) -> str | None:
    """The text of the first sheet, or of the CSV file. None where it is neither."""
    if not data.startswith(b"PK"):
        return decoded(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                return None
        sheets = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows = [
            [_cell(cell) for cell in row]
            for row in sheets.worksheets[0].iter_rows(max_row=MOST_LINES + 2, max_col=60, values_only=True)
        ]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError):
        return None
    return _as_csv(_without_empty_ends(rows))


def _cell(value: Any) -> str:
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # a telephone number that was typed as a number
    return "" if value is None else str(value).strip()


def _without_empty_ends(rows: list[list[str]]) -> list[list[str]]:
    """Without the columns right of the last head and the lines below the last that says anything."""
    heads = rows[0] if rows else []
    width = max((place for place, head in enumerate(heads, 1) if head), default=0)
    height = max((place for place, row in enumerate(rows, 1) if any(row)), default=0)
    return [row[:width] for row in rows[:height]]


def _as_csv(rows: Iterable[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()
