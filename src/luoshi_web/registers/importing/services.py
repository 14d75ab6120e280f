"""A file comes in, is put right by whoever brought it, and is entered: every row by its register's own services, or nothing at all."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from luoshi_web.accounts.models import Secrecy
from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record, recorded_together
from luoshi_web.intake.faults import FileFault
from luoshi_web.intake.names import clean_name, ending_of
from luoshi_web.registers.importing.models import ImportedFile, ImportedRow
from luoshi_web.registers.importing.rows import Row
from luoshi_web.registers.importing.selectors import Preview, how_of, preview
from luoshi_web.registers.importing.table import Source, Table, Units
from luoshi_web.registers.importing.tables import TABLES
from luoshi_web.registers.importing.values import Doubt
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.telling import told_together
from luoshi_web.supervision.workbooks.grid import Sheet, read_sheets
from luoshi_web.supervision.workbooks.headings import guess

How = ImportedRow.How
TOLD = 5
"""Rows that a refusal of the whole file names."""


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a file as a whole: ``year`` is that of its matters' numbers, and of days without one."""

    year: int
    secrecy: int = Secrecy.OPEN


@transaction.atomic
def bring_in(
    *, actor: Actor, register: str, name: str, content: bytes, about: About, at: datetime
) -> ImportedFile:
    """A file comes in; nothing is made of it yet. What its columns mean is guessed.

    Raises :class:`Refusal`: ``not_yours``; ``import_too_secret``; ``import_old_format``, ``import_not_a_table``, ``import_too_large``,
    ``import_empty`` or ``file_…`` for a file that cannot be read.
    """
    file = ImportedFile(register=register, year=about.year, secrecy=about.secrecy)
    _demand(actor, file)
    if about.secrecy > Secrecy.INTERNAL:
        raise Refusal("import_too_secret")
    name = clean_name(name)
    sheets = _read(name, content)
    reading = TABLES[register].reading
    for sheet in sheets:
        found = guess(sheet, reading)
        file.layouts[sheet.name] = {
            "take": found is not None, "head": found.head if found else 1, "columns": dict(found.columns) if found else {},
        }  # fmt: skip
    file.filename, file.content, file.sha256 = name, content, hashlib.sha256(content).hexdigest()
    file.by_id, file.at = actor.person_id, at
    file.save()
    details = {"register": register, "file": name, "sha256": file.sha256, "sheets": list(file.layouts)}
    record(actor=actor, verb="imports.bring_in", target=file, details=details, at=at)
    return file


def _read(name: str, content: bytes) -> list[Sheet]:
    if ending_of(name) == "xls":
        raise Refusal("import_old_format", name=name)
    if ending_of(name) not in {"xlsx", "csv"}:
        raise Refusal("import_not_a_table", name=name)
    try:
        sheets = [sheet for sheet in read_sheets(name, content) if any(cell.text for row in sheet.rows for cell in row)]  # fmt: skip
    except FileFault as fault:
        own = {"too_large": "import_too_large", "unknown_type": "import_not_a_table", "empty": "import_empty"}
        raise Refusal(own.get(fault.code, f"file_{fault.code}"), name=name, detail=fault.detail) from fault
    if not sheets:
        raise Refusal("import_empty", name=name)
    return sheets


@transaction.atomic
def put_right(
    *, actor: Actor, file_id: int, layouts: Mapping[str, Any], names: Mapping[str, int], common: Mapping[str, str]
) -> ImportedFile:  # fmt: skip
    """What its columns and names mean, and what holds for the whole list, as somebody said who looked at it. Logged when the file is entered."""
    file = _hold(actor, file_id)
    file.layouts, file.common = dict(layouts), dict(common)
    file.names = {"offices": file.names.get("offices", {}) | dict(names)}
    file.save(update_fields=["layouts", "names", "common"])
    return file


@transaction.atomic
def drop(*, actor: Actor, file_id: int, at: datetime) -> None:
    """The file is put aside; nothing was taken from it."""
    file = _hold(actor, file_id)
    file.state = ImportedFile.State.DROPPED
    file.save(update_fields=["state"])
    record(actor=actor, verb="imports.drop", target=file, at=at)


@transaction.atomic
def take(*, actor: Actor, file_id: int, leave_wrong: bool = False, at: datetime) -> ImportedFile:
    """Every row that is not there yet is entered, or none. Wrong rows are left out only where that was said (``leave_wrong``).

    Raises :class:`Refusal`: ``not_yours``; ``import_settled``; ``import_names_unknown``; ``import_no_rows``; ``import_wrong_rows``;
    ``import_refused`` with the rows that a service refused and why.
    """
    file = _hold(actor, file_id)
    seen = preview(file, on=timezone.localdate(at))
    if seen.offices:
        raise Refusal("import_names_unknown", names="、".join([*seen.offices][:10]))
    wrong, made = seen.of(How.WRONG), seen.of(How.MADE)
    if wrong and not leave_wrong:
        raise Refusal("import_wrong_rows", count=len(wrong))
    if not made and not seen.of(How.THERE):
        raise Refusal("import_no_rows")
    with recorded_together(), told_together(at=at):
        matters = _enter(actor, file, made, at)
        _settle(actor, file, seen, matters, at)
    return file


def _enter(
    actor: Actor, file: ImportedFile, made: list[tuple[Row, Units]], at: datetime
) -> dict[int, Matter]:
    """Row → its matter. Every row is tried, so that whoever brought the file in learns of all refusals at once."""
    table: Table = TABLES[file.register]
    entered: dict[int, Matter] = {}
    refused: list[str] = []
    for row, units in made:
        source = Source(f"{file.filename} {row.sheet} {row.lines}", file.secrecy, file.year)
        try:
            with transaction.atomic():
                entered[id(row)] = table.enter(actor, row, units, source, at)
        except Refusal as refusal:
            refused.append(f"{row.sheet} {row.lines}: {refusal}")
    if refused:
        more = [] if len(refused) <= TOLD else [f"… ({len(refused)})"]
        raise Refusal("import_refused", rows="; ".join([*refused[:TOLD], *more]))
    return entered


def _settle(
    actor: Actor, file: ImportedFile, seen: Preview, matters: Mapping[int, Matter], at: datetime
) -> None:
    """Where each row went, and the file's own act."""
    ImportedRow.objects.bulk_create(
        [_kept(file, row, matters.get(id(row))) for row, _units in seen.rows], batch_size=200
    )
    file.state, file.taken_at = ImportedFile.State.TAKEN, at
    file.save(update_fields=["state", "taken_at"])
    details = {
        "rows": {how.value: len(seen.of(how)) for how in How}, "layouts": file.layouts, "names": file.names, "common": file.common,
        "sha256": file.sha256,
    }  # fmt: skip
    record(actor=actor, verb="imports.take", target=file, details=details, at=at)


def _kept(file: ImportedFile, row: Row, matter: Matter | None) -> ImportedRow:
    private = {each.code for each in TABLES[file.register].fields if each.private}
    return ImportedRow(
        file=file, matter_id=matter.pk if matter is not None else None if row.errors else row.there, how=how_of(row), sheet=row.sheet[:60],
        first=row.first, last=row.last, cells=row.cells,
        left={code: [doubt.cell, doubt.code, dict(doubt.facts)] for code, doubt in row.left.items() if code not in private},
        faults=[_doubt(doubt) for doubt in [*row.errors, *row.doubts]],
    )  # fmt: skip


def _doubt(doubt: Doubt) -> list[Any]:
    return [doubt.cell, doubt.code, dict(doubt.facts)]


def _hold(actor: Actor, file_id: int) -> ImportedFile:
    file = ImportedFile.objects.select_for_update(of=("self",)).get(pk=file_id)
    _demand(actor, file)
    if file.state != ImportedFile.State.SEEN:
        raise Refusal("import_settled")
    return file


def _demand(actor: Actor, file: ImportedFile) -> None:
    """Raise :class:`Refusal` for whoever does not keep the register."""
    if file.register not in TABLES or not may(actor, f"{file.register}.keep", file):
        raise Refusal("not_yours")
