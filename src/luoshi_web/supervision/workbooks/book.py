"""A workbook that people fill in or calculate with. No cell of it is ever a formula or a link that somebody else wrote.

What begins with = + - or @ is kept as text with the quote mark that spreadsheets put before text: it stays text where the file is saved as CSV and
opened again.
"""

import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from django.utils import timezone

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 32_767
"""Characters that a cell can hold."""
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_FONT = {"font_name": "宋体", "font_size": 11, "valign": "top"}
_EXACT = 10**15
"""A spreadsheet keeps fifteen digits; a larger number is written as text."""


class Book:
    """A workbook in memory. ``streamed`` keeps one row at a time: rows are then written in their order."""

    def __init__(self, *, title: str, on: datetime, streamed: bool = False) -> None:
        self._file = io.BytesIO()
        safe = {
            "in_memory": not streamed,
            "constant_memory": streamed,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.book: Any = xlsxwriter.Workbook(self._file, safe)
        self.book.set_properties({"title": title, "created": timezone.localtime(on).replace(tzinfo=None)})
        self._looks: dict[tuple[tuple[str, Any], ...], Any] = {}

    def look(self, **columns: Any) -> Any:
        """A format, made once."""
        key = tuple(sorted(columns.items()))
        if key not in self._looks:
            self._looks[key] = self.book.add_format(_FONT | columns)
        return self._looks[key]

    def put(self, sheet: Any, row: int, column: int, value: Any, **look: Any) -> None:
        """A number as a number, a day as a day, everything else as text."""
        if value is None or value == "":
            sheet.write_blank(row, column, None, self.look(**look))
        elif isinstance(value, datetime):
            plain = timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
            sheet.write_datetime(row, column, plain, self.look(num_format="yyyy-mm-dd hh:mm", **look))
        elif isinstance(value, date):
            sheet.write_datetime(
                row, column, datetime(value.year, value.month, value.day), self.look(num_format="yyyy-mm-dd", **look)
            )  # fmt: skip
        elif _is_number(value):
            sheet.write_number(row, column, value, self.look(**look))
        else:
            text = str(value)[:LONGEST]
            if text.startswith(_DANGEROUS):
                look |= {"quote_prefix": True}
            sheet.write_string(row, column, text, self.look(text_wrap=True, **look))

    def head(self, sheet: Any, row: int, names: Sequence[str], widths: Sequence[float]) -> None:
        """The line of column names, in bold."""
        for place, (name, width) in enumerate(zip(names, widths, strict=True)):
            sheet.set_column(place, place, width)
            self.put(sheet, row, place, name, bold=True, bg_color="#E8EDF3", border=1, valign="vcenter")

    def close(self) -> bytes:
        """The file."""
        self.book.close()
        return self._file.getvalue()


def _is_number(value: Any) -> bool:
    number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    return number and abs(value) < _EXACT
