"""The district's own days: local days off, and a year's arrangement entered by hand before the package knows it.

A file ``days.toml`` in the office's data folder::

    announced = [2027]        # the notice of this year is entered below in full

    [[day]]
    on = 2027-02-11
    rests = true
    name = "春节调休"
    english = "Spring Festival, day off in lieu"
    source = "the notice or the local rule that says so"
"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

_KEYS = {"on", "rests", "name", "english", "source"}


class LocalDaysError(ValueError):
    """The file of days is not as it must be; the sentence says where."""


@dataclass(frozen=True, slots=True)
class LocalDay:
    """One day as the district has it. ``source`` is the notice or rule."""

    on: date
    rests: bool
    name: str
    english: str
    source: str


@dataclass(frozen=True, slots=True)
class LocalDays:
    """All of them. ``digest`` is empty where there is no file: eight characters of the SHA-256 of its bytes otherwise."""

    days: Mapping[date, LocalDay] = field(default_factory=dict)
    announced: frozenset[int] = frozenset()
    digest: str = ""


NO_LOCAL_DAYS = LocalDays()


def read_local_days(path: Path) -> LocalDays:
    """The file's days; none where there is no file. Raises :class:`LocalDaysError`."""
    if not path.is_file():
        return NO_LOCAL_DAYS
    content = path.read_bytes()
    try:
        said = tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise LocalDaysError(f"{path}: {fault}") from fault
    if unknown := set(said) - {"announced", "day"}:
        raise LocalDaysError(f"{path}: unknown key {sorted(unknown)[0]!r}")
    years = said.get("announced", [])
    if not isinstance(years, list) or not all(isinstance(year, int) for year in years):
        raise LocalDaysError(f"{path}: announced is a list of years")
    days: dict[date, LocalDay] = {}
    for number, row in enumerate(said.get("day", []), 1):
        day = _day(row, f"{path}: day {number}")
        if day.on in days:
            raise LocalDaysError(f"{path}: {day.on} stands twice")
        days[day.on] = day
    return LocalDays(days, frozenset(years), hashlib.sha256(content).hexdigest()[:8])


def _day(row: Any, where: str) -> LocalDay:
    if not isinstance(row, dict) or set(row) - _KEYS:
        raise LocalDaysError(f"{where}: its keys are {', '.join(sorted(_KEYS))}")
    on, rests = row.get("on"), row.get("rests")
    if type(on) is not date or not isinstance(rests, bool):
        raise LocalDaysError(f"{where}: on is a date, rests is true or false")
    words = [row.get(key, "") for key in ("name", "english", "source")]
    if not all(isinstance(word, str) for word in words) or not words[0] or not words[2]:
        raise LocalDaysError(f"{where}: name and source say in words what it is and where that stands")
    return LocalDay(on, rests, words[0], words[1] or words[0], words[2])
