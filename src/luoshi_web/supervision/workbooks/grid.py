"""What stands in the cells of an uploaded workbook or CSV: sheets of cells that know their names. Pure: bytes in, values or a fault out.

A workbook is never trusted: its parts are looked into before openpyxl sees one of them, links to other files are refused, a formula counts as the value
that was last computed, and what is not there is not made up.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from luoshi_web.intake.faults import FileFault
from luoshi_web.intake.files import check_file
from luoshi_web.intake.names import ending_of

LARGEST = 10 << 20
"""Bytes of a file."""
UNPACKED = 24 << 20
"""Bytes of a sheet's or of the texts' part: openpyxl needs some twenty times as much memory."""
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 5000, 60, 30
_DOCTYPE = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_EXTERNAL = re.compile(r"^xl/(externalLinks|connections\.xml|queryTables)", re.IGNORECASE)
_BLANK = re.compile(r"[ \t\u3000\xa0]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """``text`` is what a reader sees, without blanks around it; ``value`` a day where the cell holds one. ``formula``: computed, not typed."""

    name: str
    text: str = ""
    value: date | Decimal | None = None
    formula: bool = False
    fault: str = ""
    """``#REF!`` and the like, which no reader takes for a value."""


@dataclass(slots=True)
class Sheet:
    """The rows of a sheet as they stand, each as wide as the widest; ``merged`` names a cell that another one reaches over, and that one."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    merged: dict[str, str] = field(default_factory=dict)


def read_sheets(name: str, content: bytes) -> list[Sheet]:
    """The sheets of an XLSX or CSV file that hold something. Raises :class:`FileFault`."""
    if len(content) > LARGEST:
        raise FileFault("too_large")
    if ending_of(name) == "csv":
        return [_csv(content)]
    checked = check_file(name, content)
    if ending_of(checked.name) != "xlsx":
        raise FileFault("unknown_type")
    _look_into(content)
    try:
        typed = load_workbook(io.BytesIO(content), data_only=False, keep_links=False)
        computed = typed
        if any(
            _has_formulas(sheet) for sheet in typed.worksheets
        ):  # their values are read only where there are any
            computed = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    except Exception as error:  # whatever openpyxl makes of a broken part, it is no workbook that can be read
        raise FileFault("damaged") from error
    if len(computed.worksheets) > MOST_SHEETS:
        raise FileFault("too_large")
    sheets = [
        _sheet(sheet, typed[sheet.title]) for sheet in computed.worksheets if isinstance(sheet, Worksheet)
    ]
    return [sheet for sheet in sheets if sheet.rows]


def _has_formulas(sheet: Any) -> bool:
    return any(cell.data_type == "f" for cell in sheet._cells.values())


def _look_into(content: bytes) -> None:
    """Parts that are too large to be opened, document types (entities), links to other files and queries."""
    with ZipFile(io.BytesIO(content)) as archive:
        for member in archive.infolist():
            if _EXTERNAL.search(member.filename):
                raise FileFault("active", "external link")
            if member.filename.endswith((".xml", ".rels")):
                if member.file_size > UNPACKED:
                    raise FileFault("bomb", member.filename[:60])
                start = archive.open(member).read(4096)
                if any(word in start for word in _DOCTYPE):
                    raise FileFault("active", "DOCTYPE")


def _sheet(computed: Worksheet, typed: Worksheet) -> Sheet:
    found: dict[int, dict[int, Cell]] = {}
    width = 0
    for (
        row,
        column,
    ), cell in typed._cells.items():  # the cells that are there, not the rectangle around them
        if cell.value is None:
            continue
        if row > MOST_ROWS or column > MOST_COLUMNS:
            raise FileFault("too_large")
        formula = cell.data_type == "f"
        value = computed.cell(row, column).value if formula else cell.value
        made = _cell(cell.coordinate, value, formula=formula)
        if made.text or made.fault or formula:
            found.setdefault(row, {})[column] = made
            width = max(width, column)
    merged = {}
    for span in typed.merged_cells.ranges:
        if span.max_row > MOST_ROWS or span.max_col > MOST_COLUMNS:
            continue
        first = f"{get_column_letter(span.min_col)}{span.min_row}"
        for row, column in _places(span.min_row, span.max_row, span.min_col, span.max_col):
            merged[f"{get_column_letter(column)}{row}"] = first
    rows = [
        [found.get(row, {}).get(column, Cell(f"{get_column_letter(column)}{row}")) for column in range(1, width + 1)]
        for row in range(1, max(found, default=0) + 1)
    ]  # fmt: skip
    return Sheet(typed.title, rows, {name: first for name, first in merged.items() if name != first})


def _places(top: int, bottom: int, left: int, right: int) -> Iterator[tuple[int, int]]:
    return ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))


def _cell(name: str, value: Any, *, formula: bool = False) -> Cell:
    if value is None or isinstance(value, bool):
        return Cell(name, "" if value is None else str(value), formula=formula)
    if isinstance(value, datetime):
        return Cell(name, value.date().isoformat(), value.date(), formula)
    if isinstance(value, date):
        return Cell(name, value.isoformat(), value, formula)
    if isinstance(value, int | float):
        number = Decimal(repr(value)).normalize() if value == value and abs(value) < 1e30 else None
        text = "" if number is None else f"{number:f}"
        return Cell(name, text, number, formula)
    if isinstance(value, time):
        return Cell(name, value.isoformat(), None, formula)
    text = _tidy(str(value))
    if text.startswith("#") and text.rstrip("!?/A0").isupper():
        return Cell(name, "", None, formula, text)
    return Cell(name, text, None, formula)


def _tidy(text: str) -> str:
    """Without control characters and blanks around; inner line ends stay."""
    lines = (
        _BLANK.sub(" ", line).strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    )
    return "\n".join("".join(sign for sign in line if sign.isprintable()) for line in lines).strip()


def _csv(content: bytes) -> Sheet:
    text = decoded(content)
    dialect = max(",\t;，", key=text[:20_000].count)
    rows = []
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=dialect), 1):
            if number > MOST_ROWS or len(row) > MOST_COLUMNS:
                raise FileFault("too_large")
            rows.append(
                [_cell(f"{get_column_letter(place)}{number}", value) for place, value in enumerate(row, 1)]
            )
    except csv.Error as error:
        raise FileFault("damaged") from error
    width = max((len(row) for row in rows), default=0)
    for number, cells in enumerate(rows, 1):
        cells.extend(
            Cell(f"{get_column_letter(place)}{number}") for place in range(len(cells) + 1, width + 1)
        )
    return Sheet("CSV", rows)


def decoded(content: bytes) -> str:
    """A text as offices save it: UTF-8 with or without a mark, UTF-16 with one, else GB 18030. Raises :class:`FileFault`."""
    codes = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for code in codes:
        try:
            text = content.decode(code)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FileFault("unknown_type")
