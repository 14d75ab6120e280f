"""The limits that an office begins with: ``data/limits.toml``, checked when it is read."""

import tomllib
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from luoshi_web.workdays.count import CALENDAR, MONTHS, MOST, WORKING

TABLE = Path(__file__).resolve().parent.parent / "data" / "limits.toml"
KINDS = frozenset({"sign", "return", "milestone", "report", "urged", "finish", "object", "decide"})


class DefaultsError(ValueError):
    """The table of limits is not as it must be: a fault of ours or of whoever changed it."""


@dataclass(frozen=True, slots=True)
class Default:
    """One row. ``least`` is the shortest that may be set, equal to ``count`` where it is no range.

    ``since`` is the day from which it holds, None for the first rule of its kind.
    """

    code: str
    kind: str
    count: int
    unit: str
    name: str
    english: str
    source: str
    remark: str
    english_remark: str
    least: int = 0
    since: date | None = None


@cache
def defaults() -> dict[str, Default]:
    """Every row by its code, as it was first. Raises :class:`DefaultsError`."""
    return {code: rows[0] for code, rows in _dated().items()}


def defaults_on(day: date) -> dict[str, Default]:
    """Every row by its code, as it holds on a day: of those that have begun the latest. Raises :class:`DefaultsError`."""
    return {
        code: next(row for row in reversed(rows) if row.since is None or row.since <= day)
        for code, rows in _dated().items()
    }


@cache
def _dated() -> dict[str, tuple[Default, ...]]:
    return read_dated(TABLE)


def read_defaults(path: Path) -> dict[str, Default]:
    """The rows of a table as they were first, in its order. Raises :class:`DefaultsError`."""
    return {code: rows[0] for code, rows in read_dated(path).items()}


def read_dated(path: Path) -> dict[str, tuple[Default, ...]]:
    """The rows of a table, each with those that follow it (``[[code.later]]``, with the day in ``since``). Raises :class:`DefaultsError`."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise DefaultsError(f"{path}: {fault}") from fault
    return {code: _rows(code, row, f"{path}: [{code}]") for code, row in said.items()}


def _rows(code: str, row: Any, where: str) -> tuple[Default, ...]:
    later: Any = row.get("later", []) if isinstance(row, dict) else []
    if not isinstance(later, list) or not all(isinstance(each, dict) for each in later):
        raise DefaultsError(f"{where}: later is a list of tables")
    first = {name: value for name, value in row.items() if name != "later"} if later else row
    rows = [_row(code, first, where)]
    for each in later:
        since = each.get("since")
        if type(since) is not date or (rows[-1].since is not None and since <= rows[-1].since):
            raise DefaultsError(f"{where}: each later row has its day in since, in the order of days")
        changed = first | {"least": each.get("count", first.get("count"))} if "count" in each else first
        said = changed | {name: value for name, value in each.items() if name != "since"}
        rows.append(replace(_row(code, said, f"{where} since {since}"), since=since))
    return tuple(rows)


def _row(code: str, row: Any, where: str) -> Default:
    known = {field.name for field in fields(Default)} - {"code", "since"}
    if not isinstance(row, dict) or set(row) - known or known - {"least"} - set(row):
        raise DefaultsError(f"{where}: its keys are {', '.join(sorted(known))}; only least may be left out")
    if row["kind"] not in KINDS or row["unit"] not in (WORKING, CALENDAR, MONTHS):
        raise DefaultsError(f"{where}: unknown kind or unit")
    count: Any = row["count"]
    least: Any = row.get("least", count)
    if not all(isinstance(number, int) for number in (count, least)) or not (
        1 <= least <= count <= MOST[row["unit"]]
    ):
        raise DefaultsError(f"{where}: count and least are whole numbers, least not above count")
    if not all(isinstance(row[key], str) and row[key] for key in known - {"count", "least"}):
        raise DefaultsError(f"{where}: every word of it is said")
    return Default(code, **(row | {"least": least}))
