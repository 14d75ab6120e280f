"""The month's reports of a unit as a workbook (月度进展报送表): what is due goes out, is filled in and comes back.

The key cells are locked, what is not asked of an item is grey, choices and percents are checked by the spreadsheet itself. What comes back is read by
place, whatever language the headings were written in; a hidden sheet says for which unit and period the file was made.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from luoshi_web.supervision.models import Item, Update
from luoshi_web.supervision.progress.values import write_target, write_value
from luoshi_web.supervision.workbooks.book import Book
from luoshi_web.supervision.workbooks.grid import Cell, read_sheets

MARK = "luoshi-month"
"""The hidden sheet."""
FIRST = 4
"""The row of the first item; above it a title, how to fill in, the headings."""
NUMBER, TITLE, TARGET, DUE, LAST, STATE, VALUE, SHARE, WORDS, PROBLEMS, NEXT, SOURCE, WHY = range(13)
FILLED = (STATE, VALUE, SHARE, WORDS, PROBLEMS, NEXT, SOURCE, WHY)
_WIDTHS = (14, 36, 14, 12, 18, 14, 14, 10, 44, 28, 28, 18, 24)
_GREY = "#EEEEEE"


@dataclass(frozen=True, slots=True)
class Filled:
    """One row that came back: its cells by place."""

    row: int
    cells: tuple[Cell, ...]

    def text(self, place: int) -> str:
        """What stands in a cell, and nothing where the row is shorter."""
        return self.cells[place].text if place < len(self.cells) else ""

    def name(self, place: int) -> str:
        """``G17``."""
        return f"{'ABCDEFGHIJKLM'[place]}{self.row}"

    @property
    def blank(self) -> bool:
        """Whether nothing was filled in."""
        return not any(self.text(place) for place in FILLED)


@dataclass(frozen=True, slots=True)
class Month:
    """A workbook that came back. ``office`` is the unit's code."""

    office: str
    period: date
    rows: tuple[Filled, ...]


def asks(item: Item) -> tuple[bool, bool]:
    """Whether an item is asked for a value, and whether for the share done; for words both do."""
    valued = item.low is not None or item.high is not None
    return valued, not valued and not item.is_rate


def month_book(
    *, office: str, code: str, period: date, items: Iterable[Item], last: Mapping[int, Update], at: datetime
) -> bytes:
    """The file. ``last`` holds the latest report of each item before the period."""
    book = Book(title=_("Reports of the period"), on=at)
    sheet = book.book.add_worksheet(_("Reports of the period")[:31])
    book.put(
        sheet, 0, 0, _("%(office)s: reports up to %(day)s") % {"office": office, "day": period}, bold=True
    )
    told = _(
        "Fill in the white cells and bring the file back as it is. A row that is left empty is not reported. Values with their unit, in all since the year began."
    )
    sheet.merge_range(1, 0, 1, WHY, told, book.look(text_wrap=True))
    sheet.set_row(1, 20)
    names = (
        _("No."), _("Item"), _("Target"), _("Due"), _("Last value"), _("State of the report"), _("Value reached"), _("Share done, in percent"),
        _("Progress so far"), _("Problems"), _("Next steps"), _("Source of the data"), _("Why this value is right"),
    )  # fmt: skip
    book.head(sheet, FIRST - 2, names, _WIDTHS)
    row = FIRST - 2
    for row, item in enumerate(items, FIRST - 1):
        _row(book, sheet, row, item, last.get(item.pk))
    if row >= FIRST - 1:
        choices = [str(label) for label in Update.State.labels]
        sheet.data_validation(FIRST - 1, STATE, row, STATE, {"validate": "list", "source": choices})
        percents = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
        sheet.data_validation(FIRST - 1, SHARE, row, SHARE, percents)
    sheet.freeze_panes(FIRST - 1, TITLE + 1)
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
    marked = book.book.add_worksheet(MARK)
    for place, said in enumerate((MARK, code, period.isoformat())):
        marked.write_string(0, place, said)
    marked.very_hidden()
    return book.close()


def _row(book: Book, sheet: Any, row: int, item: Item, last: Update | None) -> None:
    before = ""
    if last is not None:
        done = write_value(last.share, "%") if last.share is not None else ""
        before = f"{last.period:%Y-%m}: {write_value(last.value, item.unit) or done or last.words[:60]}"
    due = item.due.isoformat() if item.due else ""
    key = {"locked": True, "border": 1, "bg_color": _GREY}
    for place, said in enumerate(
        (item.number, item.title, write_target(item.low, item.high, item.unit, item.bound), due, before)
    ):
        book.put(sheet, row, place, said, **key)
    valued, shared = asks(item)
    for place in FILLED:
        asked = {VALUE: valued, WHY: valued, SHARE: shared}.get(place, True)
        look = {"border": 1} if asked else {"border": 1, "bg_color": _GREY}
        book.put(
            sheet,
            row,
            place,
            None,
            locked=not asked,
            text_wrap=True,
            num_format="@" if place != SHARE else "General",
            **look,
        )


def read_month(name: str, content: bytes) -> Month:
    """What came back. Raises :class:`FileFault`, and :class:`ValueError` where it is no workbook of this kind."""
    sheets = {sheet.name: sheet for sheet in read_sheets(name, content)}
    mark = sheets.pop(MARK, None)
    if mark is None or len(mark.rows[0]) < 3 or mark.rows[0][0].text != MARK or not sheets:
        raise ValueError("no workbook of a month")
    rows = next(iter(sheets.values())).rows[FIRST - 1 :]
    found = (Filled(number, tuple(cells)) for number, cells in enumerate(rows, FIRST))
    filled = tuple(row for row in found if row.text(NUMBER) or not row.blank)
    return Month(mark.rows[0][1].text, date.fromisoformat(mark.rows[0][2].text), filled)


def share_of(text: str) -> Decimal | None:
    """``45``, ``45%``; None for an empty text. Raises :class:`ValueError`."""
    said = text.strip().removesuffix("%").removesuffix("％").strip()
    if not said:
        return None
    try:
        return Decimal(said)
    except ArithmeticError as error:
        raise ValueError(text) from error
