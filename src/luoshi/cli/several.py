"""Ledgers of several reports: a file each in a folder, or one after another."""

import json
import os
from collections.abc import Sequence

from luoshi.cli.failure import CommandFailure
from luoshi.cli.messages import Language, say
from luoshi.cli.streams import write_file
from luoshi.ledger.export import export
from luoshi.ledger.report import Report

# What can stand behind one another in one file; a page, a workbook or a flat table is one report's.
_LINES = ("table", "json", "jsonl")


def folder_of(out: str | None) -> str | None:
    """``out`` where it names a folder: one that is there, or a name that ends as a folder's does."""
    if out is None:
        return None
    return out if out.endswith(("/", os.sep)) or os.path.isdir(out) else None


def lines_of(reports: Sequence[Report], form: str, language: Language) -> bytes:
    """The ledgers one after another: JSON lines, one ledger or (``jsonl``) one entry with its document a line, or tables."""
    if form not in _LINES:
        name = reports[0].source.path or "-"
        raise CommandFailure(
            say(language, "read.several", count=len(reports), name=os.path.basename(name), format=form)
        )
    if form == "json":
        lines = (report.to_json(indent=None) for report in reports)
        return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")
    if form == "jsonl":
        rows = ({"document": r.source.path, **row} for r in reports for row in r.entry_rows())
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode(
            "utf-8", "backslashreplace"
        )
    return b"\n\n".join(export(report, form, language=language) for report in reports)


def write_each(
    folder: str, reports: Sequence[Report], form: str, language: Language, *, sources: Sequence[str]
) -> None:
    """A file each, called as the report's file; of two of one name the second gets a number."""
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CommandFailure(say(language, "errors.cannot_write", name=folder, reason=reason)) from error
    taken: set[str] = set()
    for report in reports:
        stem = os.path.splitext(os.path.basename((report.source.path or "report").rstrip("/")))[0]
        name, again = stem, 1
        while name in taken:
            again += 1
            name = f"{stem}-{again}"
        taken.add(name)
        suffix = "txt" if form == "table" else form
        data = export(report, form, language=language)
        write_file(os.path.join(folder, f"{name}.{suffix}"), data, language, source=sources)
