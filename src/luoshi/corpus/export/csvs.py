"""The panel as CSV that spreadsheets open as it is: UTF-8 with a byte order mark, CRLF line ends."""

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from luoshi.corpus.panel_columns import Language
from luoshi.ledger.export.csvs import cell

if TYPE_CHECKING:
    import polars


def write(panel: "polars.DataFrame", language: Language) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(panel.columns)
    for row in panel.iter_rows():
        writer.writerow([_cell(value) for value in row])
    return buffer.getvalue().encode("utf-8-sig", "replace")


def _cell(value: Any) -> Any:
    """Numbers in full: ``1350000000``, not ``1.35e9``; ``5.5``, not ``5.50``."""
    if isinstance(value, float):
        plain = f"{Decimal(repr(value)):f}"
        return plain.removesuffix(".0")
    return cell(value)
