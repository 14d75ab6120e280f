"""What is told of a row's cells in sentences, and of a matter that came from a file on its own page."""

from collections.abc import Mapping
from dataclasses import dataclass

from django_stubs_ext import StrOrPromise

from luoshi_web.audit.refusal import Refusal
from luoshi_web.registers.importing.models import ImportedRow
from luoshi_web.registers.importing.table import Table
from luoshi_web.registers.importing.tables import TABLES
from luoshi_web.registers.matters.models import Matter


def sentence(table: Table, code: str, facts: Mapping[str, str]) -> str:
    """What is told of a cell."""
    said = dict(facts)
    if "column" in said:
        said["column"] = str(table.field(said["column"]).words)
    return str(Refusal(code, **said))


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a matter came from. ``left``: column, what the list said there, and why it was not entered."""

    row: ImportedRow
    left: list[tuple[StrOrPromise, str, str]]


def origin_of(matter: Matter) -> Origin | None:
    """The file and line that a matter was entered from, for whoever may read it. One query."""
    row = matter.imported_rows.filter(how=ImportedRow.How.MADE).select_related("file").defer("file__content").first()  # fmt: skip
    if row is None:
        return None
    table = TABLES[matter.register]
    left = [
        (table.field(column).words, facts.get("text", ""), sentence(table, code, facts))
        for column, (_cell, code, facts) in row.left.items()
    ]
    return Origin(row, left)
