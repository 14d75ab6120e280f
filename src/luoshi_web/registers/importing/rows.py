"""The rows of a list under its headings: what each cell says, by the register's columns. Pure: a sheet and its layout in, rows out.

Every line of the sheet becomes a row, goes on with one, or is told as standing beside the table: nothing is left out without a word.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from luoshi_web.registers.importing.fields import Field, Kind
from luoshi_web.registers.importing.values import (
    Doubt,
    amount_of,
    code_of,
    count_of,
    day_of,
    names_in,
    plain,
    unit_of,
    yes_of,
)
from luoshi_web.supervision.workbooks.grid import Cell, Sheet
from luoshi_web.supervision.workbooks.headings import Layout
from luoshi_web.supervision.workbooks.worklist import FOOTER, heading_of, is_again, units_in


@dataclass(slots=True)
class Row:
    """One matter as the file says it. ``words``: column → text as it stands, ``at``: column → its cell, ``values``: column → what was understood,
    ``cells``: heading → text, of every column. ``errors`` keep it out of the register; ``doubts`` are told; ``left`` is what was said and cannot be
    entered, with the reason: it stays beside the matter, as it stood. ``there`` is the key of the matter that is in the register already.
    """

    sheet: str
    first: int
    last: int
    words: dict[str, str] = field(default_factory=dict)
    at: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    errors: list[Doubt] = field(default_factory=list)
    left: dict[str, Doubt] = field(default_factory=dict)
    there: int | None = None
    number: str = ""

    @property
    def lines(self) -> str:
        """``5`` or ``5–7``."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    def get(self, code: str) -> Any:
        """What a column says; None where it says nothing."""
        return self.values.get(code)

    def leave(self, code: str, why: str, **facts: str) -> None:
        """What a column says is not entered: it stays beside the matter as it stood."""
        if self.values.pop(code, None) not in (None, [], ""):
            said = self.words.get(code, "")
            self.left[code] = Doubt(self.at.get(code, ""), why, {"text": said} | facts)

    def wrong(self, code: str, why: str, **facts: str) -> None:
        """The row cannot be entered."""
        self.errors.append(Doubt(self.at.get(code, ""), why, {"text": self.words.get(code, "")} | facts))

    def tell(self, code: str, why: str, **facts: str) -> None:
        """Something is to be told of a column."""
        self.doubts.append(Doubt(self.at.get(code, ""), why, {"text": self.words.get(code, "")} | facts))


@dataclass(slots=True)
class Read:
    """``rows``, and ``beside`` (line, words) what is no matter: headings of parts, sums, remarks."""

    rows: list[Row] = field(default_factory=list)
    beside: list[tuple[int, str]] = field(default_factory=list)


def read_rows(
    sheet: Sheet, layout: Layout, fields: Sequence[Field], *, common: Mapping[str, str], year: int
) -> Read:
    """All rows of a sheet under its headings. ``common`` is what was said of the whole list, for rows that say nothing themselves."""
    read, by_name = Read(), {cell.name: cell for line in sheet.rows for cell in line}
    units = [unit_of(name) for name in layout.names]
    found: list[tuple[Row, dict[str, Cell]]] = []
    for number, cells in enumerate(sheet.rows[layout.head :], layout.head + 1):
        own = [cell for cell in cells if cell.text or cell.fault]
        if not own:
            continue
        if is_again(cells, layout) or FOOTER.match(own[0].text):
            read.beside.append((number, "　".join(cell.text for cell in own)))
        elif (part := heading_of(sheet, own, layout)) is not None:
            read.beside.append((number, part))
        elif found and _goes_on(sheet, cells, layout, found[-1][0]):
            _add(*found[-1], cells, layout, number)
        else:
            row = Row(sheet.name, number, number)
            held: dict[str, Cell] = {}
            _add(row, held, _filled_down(sheet, cells, by_name), layout, number)
            found.append((row, held))
    for row, held in found:
        for each in fields:
            _understand(row, each, held.get(each.code), common.get(each.code, ""), units, layout, year)
        read.rows.append(row)
    return read


def _filled_down(sheet: Sheet, cells: Sequence[Cell], by_name: Mapping[str, Cell]) -> list[Cell]:
    """A cell that another one of its column reaches over says what that one says."""
    return [_above(sheet, cell, by_name) for cell in cells]


def _above(sheet: Sheet, cell: Cell, by_name: Mapping[str, Cell]) -> Cell:
    first = sheet.merged.get(cell.name, "")
    if cell.text or not first or first.rstrip("0123456789") != cell.name.rstrip("0123456789"):
        return cell
    over = by_name.get(first, cell)
    return Cell(cell.name, over.text, over.value, over.formula, over.fault)


_NAMING = ("number", "serial", "title", "text")
"""Columns that say which matter a line is of."""


def _goes_on(sheet: Sheet, cells: Sequence[Cell], layout: Layout, before: Row) -> bool:
    """Whether a line belongs to the row above: what names it is merged with the row's own cell, or the line says neither number nor name, where the list has them."""
    named = [cells[place] for code in _NAMING if (place := layout.columns.get(code)) is not None]
    if any(cell.text for cell in named):
        return False
    merged = [sheet.merged.get(cell.name) in before.at.values() for cell in named]
    return any(merged) or not any(sheet.merged.get(cell.name) for cell in named)


def _add(row: Row, held: dict[str, Cell], cells: Sequence[Cell], layout: Layout, number: int) -> None:
    """The cells of a line, put behind what the row has."""
    row.last = number
    for place, cell in enumerate(cells):
        name = (layout.names[place] if place < len(layout.names) else "") or cell.name.rstrip("0123456789")
        if cell.fault:
            row.doubts.append(Doubt(cell.name, "worklist_cell_in_error", {"text": cell.fault}))
        if cell.formula and cell.text:
            row.doubts.append(Doubt(cell.name, "worklist_formula", {"text": cell.text}))
        if cell.text:
            row.cells[name] = f"{row.cells[name]}\n{cell.text}" if name in row.cells else cell.text
    for code, place in layout.columns.items():
        cell = cells[place] if place < len(cells) else Cell("")
        if not cell.text:
            continue
        row.at.setdefault(code, cell.name)
        held.setdefault(code, cell)
        row.words[code] = f"{row.words[code]}\n{cell.text}" if code in row.words else cell.text


def _understand(
    row: Row, each: Field, cell: Cell | None, common: str, units: Sequence[int], layout: Layout, year: int
) -> None:
    """What a column says of a row, in its kind; what the whole list says where the row says nothing."""
    text = row.words.get(each.code, "")
    if not plain(text):
        if common:
            row.values[each.code] = common if each.kind is Kind.CODE else _value(row, each, Cell("", common), common, 0, year)  # fmt: skip
        return
    place = layout.columns.get(each.code)
    heading = units[place] if place is not None and place < len(units) else 0
    value = _value(row, each, cell or Cell("", text), text, heading, year)
    if value is not None and value != "":
        row.values[each.code] = value
    elif common and each.kind is Kind.CODE:
        row.values[each.code] = common


def _value(row: Row, each: Field, cell: Cell, text: str, heading: int, year: int) -> Any:
    match each.kind:
        case Kind.DAY | Kind.LIMIT:
            return _day(row, each, cell, text, year)
        case Kind.AMOUNT:
            amount, code = amount_of(text, heading=heading, unit=each.unit, places=each.places)
            return _told(row, each, amount, code)
        case Kind.COUNT:
            return _told(row, each, *count_of(text))
        case Kind.UNITS:
            return list(units_in(text, "lead" if each.code == "lead" else "helpers"))
        case Kind.NAMES:
            return names_in(text)
        case Kind.YES:
            said = yes_of(text)
            return _told(row, each, said, "import_yes" if said is None else "")
        case Kind.CODE:
            found = code_of(text, each.codes)
            return _told(row, each, found, "" if found else "import_code")
        case _:
            return _text(row, each, text)


def _day(row: Row, each: Field, cell: Cell, text: str, year: int) -> date | None:
    day, code, facts = day_of(cell, year, limit=each.kind is Kind.LIMIT)
    if day is None and code:
        row.left[each.code] = Doubt(cell.name, code, {"text": text})
    elif code:
        row.doubts.append(Doubt(cell.name, code, facts))
    return day


def _told(row: Row, each: Field, value: Any, code: str) -> Any:
    """A value, with a doubt where there is one; what stands there and is none stays beside the matter."""
    if code and value in (None, ""):
        row.left[each.code] = Doubt(row.at.get(each.code, ""), code, {"text": row.words.get(each.code, "")})
    elif code:
        row.tell(each.code, code)
    return value


def _text(row: Row, each: Field, text: str) -> str:
    """Words; those of one line without line ends, and cut where the register keeps fewer."""
    if not each.longest:
        return text
    kept = " ".join(text.split("\n"))
    if len(kept) > each.longest:
        row.tell(each.code, "import_long", most=str(each.longest))
        return kept[: each.longest - 1] + "…"
    return kept
