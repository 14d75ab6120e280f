"""Words and letters of places with what they mean: they differ by place, meanings do not. Dated rows of a register's ``codes.toml``, checked."""

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

M = TypeVar("M", bound=StrEnum)
NEEDED = frozenset({"code", "name", "english", "meaning"})


class CodesFault(ValueError):
    """The table of codes is not as it must be."""


@dataclass(frozen=True)  # no slots: Python 3.11 cannot name the type of a slotted generic
class Code(Generic[M]):
    """One word or letter of a place; ``since`` is the day from which it holds."""

    code: str
    name: str
    english: str
    meaning: M
    place: str = ""
    since: date | None = None


def holding(rows: tuple[Code[M], ...], place: str, *, on: date) -> dict[str, Code[M]]:
    """What a place uses on a day; the usual ones where it has none of its own."""
    known = [row for row in rows if row.since is None or row.since <= on]
    own = {row.code: row for row in known if row.place == place}
    return own or {row.code: row for row in known if not row.place}


def read_codes(text: str, table: str, meaning: type[M]) -> tuple[Code[M], ...]:
    """The rows ``[[table]]``, and nothing else. Raises :class:`CodesFault`."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise CodesFault(str(fault)) from fault
    if set(said) != {table} or not isinstance(said[table], list):
        raise CodesFault(f"the table has [[{table}]] and nothing else")
    rows = tuple(_row(row, meaning) for row in said[table])
    keys = [(row.place, row.code, row.since) for row in rows]
    if len(keys) != len(set(keys)):
        raise CodesFault("a code of a place stands twice")
    return rows


def _row(row: Any, meaning: type[M]) -> Code[M]:
    if not isinstance(row, dict) or NEEDED - set(row) or set(row) - NEEDED - {"place", "since"}:
        raise CodesFault(f"{row}: a line says {', '.join(sorted(NEEDED))}, and may say place and since")
    words = [*(row[key] for key in NEEDED), row.get("place", "-")]
    if not all(isinstance(word, str) and word for word in words):
        raise CodesFault(f"{row}: every word is said")
    since = row.get("since")
    if since is not None and type(since) is not date:
        raise CodesFault(f"{row}: since is a day")
    try:
        means = meaning(row["meaning"])
    except ValueError as fault:
        raise CodesFault(str(fault)) from fault
    return Code(row["code"], row["name"], row["english"], means, row.get("place", ""), since)
