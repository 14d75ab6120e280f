"""The letters by which a place says what a reply answers, with what they mean. Read from ``codes.toml`` and checked."""

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).resolve().parent / "codes.toml"


class CodesFault(ValueError):
    """The table of codes is not as it must be."""


class Meaning(StrEnum):
    """What a letter means, the same everywhere."""

    SOLVED = "solved"
    UNDER_WAY = "under_way"
    NOT_NOW = "not_now"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One letter of a place; ``since`` is the day from which it holds."""

    code: str
    name: str
    english: str
    meaning: Meaning
    place: str = ""
    since: date | None = None


def outcomes(place: str, *, on: date) -> dict[str, Outcome]:
    """The letters of a place on a day; the usual ones where it has none of its own."""
    rows = [row for row in _all() if row.since is None or row.since <= on]
    own = {row.code: row for row in rows if row.place == place}
    return own or {row.code: row for row in rows if not row.place}


@cache
def _all() -> tuple[Outcome, ...]:
    return read_codes(TABLE.read_text(encoding="utf-8"))


def read_codes(text: str) -> tuple[Outcome, ...]:
    """The rows of a table. Raises :class:`CodesFault`."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise CodesFault(str(fault)) from fault
    if set(said) != {"outcome"} or not isinstance(said["outcome"], list):
        raise CodesFault("the table has [[outcome]] and nothing else")
    rows = tuple(_row(row) for row in said["outcome"])
    keys = [(row.place, row.code, row.since) for row in rows]
    if len(keys) != len(set(keys)):
        raise CodesFault("a letter of a place stands twice")
    return rows


def _row(row: Any) -> Outcome:
    needed = {"code", "name", "english", "meaning"}
    if not isinstance(row, dict) or needed - set(row) or set(row) - needed - {"place", "since"}:
        raise CodesFault(f"{row}: a line says {', '.join(sorted(needed))}, and may say place and since")
    if not all(isinstance(row[key], str) and row[key] for key in needed) or not isinstance(
        row.get("place", ""), str
    ):
        raise CodesFault(f"{row}: every word is said")
    since = row.get("since")
    if since is not None and type(since) is not date:
        raise CodesFault(f"{row}: since is a day")
    try:
        meaning = Meaning(row["meaning"])
    except ValueError as fault:
        raise CodesFault(str(fault)) from fault
    return Outcome(row["code"], row["name"], row["english"], meaning, row.get("place", ""), since)
