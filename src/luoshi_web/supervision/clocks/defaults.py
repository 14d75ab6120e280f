"""The limits that an office begins with: ``data/limits.toml``, checked when it is read."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from luoshi_web.supervision.clocks.count import CALENDAR, MONTHS, MOST, WORKING

TABLE = Path(__file__).resolve().parent.parent / "data" / "limits.toml"
KINDS = frozenset({"sign", "return", "milestone", "report", "urged", "finish", "object", "decide"})


class DefaultsError(ValueError):
    """The table of limits is not as it must be: a fault of ours or of whoever changed it."""


@dataclass(frozen=True, slots=True)
class Default:
    """One row. ``least`` is the shortest that may be set, equal to ``count`` where it is no range."""

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


@cache
def defaults() -> dict[str, Default]:
    """Every row by its code. Raises :class:`DefaultsError`."""
    return read_defaults(TABLE)


def read_defaults(path: Path) -> dict[str, Default]:
    """The rows of a table, in its order. Raises :class:`DefaultsError`."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise DefaultsError(f"{path}: {fault}") from fault
    return {code: _row(code, row, f"{path}: [{code}]") for code, row in said.items()}


def _row(code: str, row: Any, where: str) -> Default:
    known = {field.name for field in fields(Default)} - {"code"}
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
