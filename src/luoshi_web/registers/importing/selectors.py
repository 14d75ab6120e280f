"""What would become of a file: every row with the units that it means and the matter that it is already, before anything is written."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from luoshi_web.accounts.models import Office
from luoshi_web.registers.importing.fields import Kind
from luoshi_web.registers.importing.models import ImportedFile, ImportedRow
from luoshi_web.registers.importing.rows import Row, read_rows
from luoshi_web.registers.importing.table import Table, Units
from luoshi_web.registers.importing.tables import TABLES
from luoshi_web.registers.importing.values import Doubt
from luoshi_web.supervision.selectors.establishment import Establishment, establishment
from luoshi_web.supervision.workbooks.grid import Sheet, read_sheets
from luoshi_web.supervision.workbooks.headings import Layout, lay_out

How = ImportedRow.How


@dataclass(slots=True)
class Preview:
    """``rows`` in the order of the file, ``beside`` (sheet, line, words) what is no row; names of units that nobody knows, with how many rows have them."""

    rows: list[tuple[Row, Units]] = field(default_factory=list)
    beside: list[tuple[str, int, str]] = field(default_factory=list)
    offices: Counter[str] = field(default_factory=Counter)

    def of(self, how: str) -> list[tuple[Row, Units]]:
        """The rows of a kind."""
        return [(row, units) for row, units in self.rows if how_of(row) == how]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Kind in words → how many, of the kinds that there are."""
        return [(str(label), count) for value, label in How.choices if (count := len(self.of(value)))]


def how_of(row: Row) -> str:
    """What becomes of a row."""
    if row.errors:
        return How.WRONG
    return How.MADE if row.there is None else How.THERE


def sheets_of(file: ImportedFile) -> list[Sheet]:
    """The sheets of the file as it came."""
    return read_sheets(file.filename, bytes(file.content))


def layout_of(table: Table, sheet: Sheet, said: Mapping[str, Any]) -> Layout:
    """What was said of a sheet's headings and columns."""
    return lay_out(
        sheet, said["head"], first=said.get("first"), chosen=said["columns"], reading=table.reading
    )


def preview(file: ImportedFile, *, on: date, sheets: Iterable[Sheet] | None = None) -> Preview:
    """Every row of the sheets that are taken. Some ten queries, whatever the number of rows."""
    seen, table = Preview(), TABLES[file.register]
    there = establishment(at=on)
    offices = {office.pk: office for office in Office.objects.filter(active=True)}
    for sheet in sheets_of(file) if sheets is None else sheets:
        said = file.layouts.get(sheet.name)
        if not said or not said.get("take") or table.needs not in said["columns"]:
            continue
        layout = layout_of(table, sheet, said)
        read = read_rows(sheet, layout, table.fields, common=file.common, year=file.year)
        seen.beside += [(sheet.name, line, words) for line, words in read.beside]
        for row in read.rows:
            _not_to_come(row, table, on)
            seen.rows.append((row, _units(row, file.names.get("offices", {}), there, offices, seen)))
    table.check(seen.rows, file.year, on)
    return seen


def _not_to_come(row: Row, table: Table, on: date) -> None:
    """A day on which something happened lies behind; what lies before the eye cannot be a fact. A limit may."""
    for each in table.fields:
        value = row.get(each.code)
        if each.kind is Kind.DAY and isinstance(value, date) and value > on:
            row.leave(each.code, "import_to_come", day=str(value))


def _units(
    row: Row,
    names: Mapping[str, int],
    there: Establishment,
    offices: Mapping[int, Office],
    seen: Preview,
) -> Units:
    said = [*(row.get("lead") or []), *(row.get("co") or [])]
    leads: list[Office] = []
    helpers: list[Office] = []
    for kind, name in said:
        key = names[name] if name in names else there.offices.named(name)
        if key is None:
            seen.offices[name] += 1
        if not key or key not in offices:
            column = "lead" if kind == "lead" else "co"
            row.doubts.append(
                Doubt(row.at.get(column) or row.at.get("lead", ""), "import_unit", {"text": name})
            )
            continue
        held = leads if kind == "lead" else helpers
        if offices[key] not in leads + helpers:
            held.append(offices[key])
    return Units(leads[0] if leads else None, (*leads[1:], *helpers))
