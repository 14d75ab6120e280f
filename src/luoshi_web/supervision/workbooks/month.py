"""The month's reports of a unit as a workbook (月度进展报送表): what is due goes out, is filled in and comes back.

Further values of an item's line (新建小学3所，新增学位3600个) stand each in a row of their own under the item's, where the value alone is asked for.
The key cells are locked, what is not asked of an item is grey, choices and percents are checked by the spreadsheet itself. What comes back is read by
place, whatever language the headings were written in; a hidden sheet says for which unit and period the file was made.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from luoshi_web.ledgerstore.models import Entry
from luoshi_web.supervision.drafting.rows import further_name
from luoshi_web.supervision.models import Item, Update
from luoshi_web.supervision.progress.values import write_target, write_value
from luoshi_web.supervision.workbooks.book import Book
from luoshi_web.supervision.workbooks.grid import Cell, read_sheets

MARK = "luoshi-month"
"""The hidden sheet."""
FIRST = 4
"""The row of the first item; above it a title, how to fill in, the headings."""
NUMBER, TITLE, TARGET, DUE, LAST, STATE, VALUE, SHARE, WORDS, PROBLEMS, NEXT, SOURCE, WHY, FURTHER = range(14)
FILLED = (STATE, VALUE, SHARE, WORDS, PROBLEMS, NEXT, SOURCE, WHY)
"""``FURTHER`` is hidden: the key of the entry whose value a row is asked for."""
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
        return f"{'ABCDEFGHIJKLMN'[place]}{self.row}"

    @property
    def further(self) -> str:
        """The key of the entry, in a row of a further value."""
        return self.text(FURTHER)

    @property
    def blank(self) -> bool:
        """Whether nothing was filled in; an error in a cell is no nothing."""
        return not any(cell.text or cell.fault for cell in self.cells[STATE : WHY + 1])


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


def further_of(item: Item) -> list[Entry]:
    """The further values of an item's line that can be named, in the order of the report."""
    found = sorted(item.further.all(), key=lambda entry: (entry.order, entry.pk))
    return [entry for entry in found if further_name(entry.reading, entry.low, entry.high, entry.unit)]


def month_book(
    *, office: str, code: str, period: date, items: Iterable[Item], last: Mapping[int, Update], at: datetime
) -> bytes:
    """The file. ``last`` holds the latest report of each item before the period; ``further`` of the items is best fetched before."""
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
    for item in items:
        row += 1
        before = last.get(item.pk)
        _row(book, sheet, row, item, before)
        for entry in further_of(item):
            row += 1
            _further_row(book, sheet, row, item, entry, before)
    sheet.set_column(FURTHER, FURTHER, None, None, {"hidden": True})
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
    target = write_target(item.low, item.high, item.unit, item.bound)
    valued, shared = asks(item)
    _cells(
        book,
        sheet,
        row,
        (item.number, item.title, target, due, before),
        asks_for={VALUE: valued, WHY: valued, SHARE: shared},
    )


def _further_row(book: Book, sheet: Any, row: int, item: Item, entry: Entry, last: Update | None) -> None:
    """The number, what is counted, its target, what was last said of it; the value is asked for and nothing else."""
    before = (last.further if last else {}).get(str(entry.pk))
    said = f"{last.period:%Y-%m}: {write_value(Decimal(before), entry.unit)}" if last and before else ""
    name = further_name(entry.reading, entry.low, entry.high, entry.unit)
    target = write_target(entry.low, entry.high, entry.unit, entry.reading.get("bound") or "")
    due = item.due.isoformat() if item.due else ""
    only = {place: place == VALUE for place in FILLED}
    _cells(book, sheet, row, (item.number, f"　{name}", target, due, said), asks_for=only)
    book.put(sheet, row, FURTHER, str(entry.pk), locked=True)


def _cells(book: Book, sheet: Any, row: int, known: Iterable[str], *, asks_for: Mapping[int, bool]) -> None:
    """What is known stands grey and locked, and so does what is not asked for."""
    for place, said in enumerate(known):
        book.put(sheet, row, place, said, locked=True, border=1, bg_color=_GREY)
    for place in FILLED:
        asked = asks_for.get(place, True)
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
