"""An empty workbook for a register: the columns that it understands, and on a second sheet what is written in each."""

from datetime import datetime

from django.utils.translation import gettext as _

from luoshi_web.registers.importing.fields import Kind
from luoshi_web.registers.importing.table import Table
from luoshi_web.supervision.workbooks.book import Book

_WIDE, _USUAL = 40, 18


def template_book(table: Table, *, title: str, at: datetime) -> bytes:
    """The file. Its headings are in Chinese, which the import reads; the second sheet says what each column means."""
    book = Book(title=title, on=at)
    sheet = book.book.add_worksheet(title[:31])
    fields = [each for each in table.fields if each.example]
    widths = [_WIDE if each.code in {"title", "text"} else _USUAL for each in fields]
    book.head(sheet, 0, [each.heading for each in fields], widths)
    sheet.freeze_panes(1, 0)
    told = book.book.add_worksheet(_("What the columns mean")[:31])
    book.head(
        told, 0, [_("Column"), _("What it means"), _("How it is written"), _("Example")], [18, 30, 60, 30]
    )
    for line, each in enumerate(fields, 1):
        for place, text in enumerate((each.heading, str(each.words), _how(each.kind), each.example)):
            book.put(told, line, place, text)
    return book.close()


def _how(kind: Kind) -> str:
    """How a column of a kind is written."""
    return {
        Kind.DAY: _("A day, as 2026.3.1, 2026年3月1日 or 20260301. A month is no day."),
        Kind.LIMIT: _("A day or a month: of a month its last day is meant."),
        Kind.AMOUNT: _("A number with its unit, or with the unit in the heading: 投资额（万元）."),
        Kind.COUNT: _("A whole number."),
        Kind.UNITS: _(
            "Units, divided by 、. Of several the first one leads, or the one with （牵头） behind it."
        ),
        Kind.NAMES: _("Names, divided by 、."),
        Kind.CODE: _("One of the usual words."),
        Kind.YES: _("是 or 否."),
    }.get(kind, _("Words."))
