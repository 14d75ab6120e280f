"""The entries as CSV that spreadsheets open as they are: UTF-8 with a byte order mark, CRLF line ends."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from luoshi.ledger.export import Language
from luoshi.ledger.frame import COLUMNS, rows

if TYPE_CHECKING:
    from luoshi.ledger.report import Report

# A spreadsheet runs a cell that begins so as a formula; a page that was copied is not to be trusted with that.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(report: "Report", language: Language) -> bytes:
    return as_csv(tuple(COLUMNS), rows(report))


def as_csv(columns: Sequence[str], table: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows as the bytes of a CSV file; None is an empty cell."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(columns)
    for row in table:
        writer.writerow([cell(row[column]) for column in columns])
    return buffer.getvalue().encode("utf-8-sig", "replace")


def cell(value: Any) -> Any:
    """What a cell holds: nothing for None, and never the start of a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value
