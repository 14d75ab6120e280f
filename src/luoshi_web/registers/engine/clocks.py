"""The clocks of all registers as dated data: how long, from what to what, by which law, and what follows at the end.

``data/clocks.toml`` is read once and checked at this border: an unknown key, unit, law or lapse stops the reading with its place.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from luoshi_web.workdays.count import CALENDAR, MONTHS, MOST, WORKING

TABLE = Path(__file__).resolve().parent.parent / "data" / "clocks.toml"
REGISTERS = (
    "proposals", "cases", "decisions", "documents", "collective", "funds", "projects", "findings",
)  # fmt: skip
YEARLY = "yearly"


class ClocksFault(ValueError):
    """The table of clocks is not as it must be: a fault of ours or of whoever changed it."""


class NoLength(LookupError):
    """No length is known for a clock in a place on a day: local law is to be filled in first."""


class Direction(StrEnum):
    """Which way a clock counts."""

    FORWARD = "forward"  # by then it must be done; rolls over rest days
    BACKWARD = "backward"  # so long before an event
    FLOOR = "floor"  # at least so long; never rolls, never late
    SPAN = "span"  # validity whose first day counts
    WINDOW = "window"  # opens so long before an end
    YEARLY = YEARLY  # a day of each year


class Lapse(StrEnum):
    """What a clock does when it ends and nothing was done."""

    LATE = "late"
    RIGHT_LOST = "right_lost"
    DEEMED_ACCEPTED = "deemed_accepted"
    DEEMED_ABANDONED = "deemed_abandoned"
    DEEMED_NO_OBJECTION = "deemed_no_objection"
    NO_EVIDENCE = "no_evidence"
    MAY_TERMINATE = "may_terminate"
    LEFT_OUT = "left_out"
    INFORMS = "informs"  # another body's limit
    OPENS = "opens"  # a gate; nobody owes anything
    LAPSED = "lapsed"  # it is no longer in force


class Read(StrEnum):
    """What was read for a length. Only ``law`` is shown as law; ``unread`` is switched off until a place fills it in."""

    LAW = "law"
    MUNICIPAL = "municipal"
    OTHER = "other"
    START = "start"  # a start value of ours
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Extension:
    """How a length may grow: by ``count`` of its unit (``adds``), or to ``count`` in place of it. ``by_due``: may be asked on the last day still."""

    count: int
    adds: bool
    by_due: bool
    approver: str

    def in_time(self, asked_on: date, due: date) -> bool:
        """Whether it may still be given on a day. A limit that has ended is not revived."""
        return asked_on <= due if self.by_due else asked_on < due


@dataclass(frozen=True, slots=True)
class Length:
    """One row: how long a clock is in a place, for a variant of the procedure, from a day on. ``on`` is (month, day) of a yearly clock."""

    count: int
    unit: str
    law: str
    article: str
    read: Read
    place: str = ""
    variant: str = ""
    since: date | None = None
    starts: str = ""
    on: tuple[int, int] | None = None
    extend: Extension | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock of a register. ``starts`` and ``ends`` are codes of acts; clocks of a ``group`` are suspended together."""

    register: str
    code: str
    name: str
    english: str
    starts: str
    ends: str
    direction: Direction
    lapse: Lapse
    lengths: tuple[Length, ...]
    right: bool = False
    group: str = ""

    def length(self, *, on: date, place: str = "", variant: str = "", unread: bool = False) -> Length:
        """The row that holds in a place on a day: the place's own before the nation's, the latest that has begun.

        Raises :class:`NoLength` where none does. ``unread`` admits rows whose source nobody has read.
        """
        for where in dict.fromkeys((place, "")):
            found = [
                row
                for row in self.lengths
                if row.place == where and row.variant == variant
                and (row.since is None or row.since <= on) and (unread or row.read is not Read.UNREAD)
            ]  # fmt: skip
            if found:
                return found[-1]
        raise NoLength(f"{self.register}.{self.code} {place} {variant}".strip())


Clocks = Mapping[str, Mapping[str, Clock]]
"""Register → code → clock."""


@cache
def clocks() -> Clocks:
    """All clocks. Raises :class:`ClocksFault`."""
    return read_clocks(TABLE.read_text(encoding="utf-8"), str(TABLE))


def read_clocks(text: str, where: str = "clocks.toml") -> Clocks:
    """The clocks of a table. Raises :class:`ClocksFault` with the place of what is wrong."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise ClocksFault(f"{where}: {fault}") from fault
    laws = said.pop("laws", {})
    if set(said) - set(REGISTERS):
        raise ClocksFault(f"{where}: no such register: {', '.join(sorted(set(said) - set(REGISTERS)))}")
    return {
        register: {code: _clock(register, code, row, laws, f"{where}: [{register}.{code}]") for code, row in rows.items()}
        for register, rows in said.items()
    }  # fmt: skip


_CLOCK_KEYS = {"name", "english", "starts", "ends", "lapse", "lengths"}
_MAY_BE_LEFT_OUT = {"direction", "right", "group"}


def _clock(register: str, code: str, row: Any, laws: Mapping[str, Any], where: str) -> Clock:
    if not isinstance(row, dict) or set(row) - _CLOCK_KEYS - _MAY_BE_LEFT_OUT or _CLOCK_KEYS - set(row):
        raise ClocksFault(f"{where}: its keys are {', '.join(sorted(_CLOCK_KEYS | _MAY_BE_LEFT_OUT))}")
    words = ("name", "english", "starts", "ends")
    if not all(isinstance(row[key], str) and row[key] for key in words) or not isinstance(
        row.get("group", ""), str
    ):
        raise ClocksFault(f"{where}: every word of it is said")
    try:
        direction, lapse = Direction(row.get("direction", "forward")), Lapse(row["lapse"])
    except ValueError as fault:
        raise ClocksFault(f"{where}: {fault}") from fault
    right = row.get("right", False)
    if right is not (lapse is Lapse.RIGHT_LOST):
        raise ClocksFault(f"{where}: a right, and nothing else, is lost")
    if not isinstance(row["lengths"], list) or not row["lengths"]:
        raise ClocksFault(f"{where}: it has no length")
    lengths = tuple(_length(each, direction, laws, where) for each in row["lengths"])
    _in_order(lengths, where)
    return Clock(
        register, code, row["name"], row["english"], row["starts"], row["ends"], direction, lapse, lengths, right, row.get("group", "")
    )  # fmt: skip


def _in_order(lengths: tuple[Length, ...], where: str) -> None:
    """Rows of one place and variant follow each other by their days; only the first may be without one."""
    last: dict[tuple[str, str], date | None] = {}
    for row in lengths:
        key = row.place, row.variant
        before = last.get(key)
        if key in last and (row.since is None or (before is not None and row.since <= before)):
            raise ClocksFault(f"{where}: two rows of {row.place or 'the nation'} {row.variant} hold on a day")
        last[key] = row.since


_LENGTH_KEYS = {"law", "article", "read"}
_LENGTH_MORE = {"count", "unit", "place", "variant", "since", "starts", "on", "extend"}


def _length(row: Any, direction: Direction, laws: Mapping[str, Any], where: str) -> Length:
    if not isinstance(row, dict) or set(row) - _LENGTH_KEYS - _LENGTH_MORE or _LENGTH_KEYS - set(row):
        raise ClocksFault(f"{where}: a length says {', '.join(sorted(_LENGTH_KEYS))}, and may say no key but {', '.join(sorted(_LENGTH_MORE))}")  # fmt: skip
    texts = {key: row.get(key, "") for key in ("law", "article", "place", "variant", "starts")}
    if not all(isinstance(value, str) for value in texts.values()) or not texts["law"]:
        raise ClocksFault(f"{where}: law, article, place, variant and starts are words")
    try:
        read = Read(row["read"])
    except ValueError as fault:
        raise ClocksFault(f"{where}: {fault}") from fault
    if read is Read.LAW and (not texts["article"] or not (texts["law"] in laws or texts["place"])):
        raise ClocksFault(f"{where}: {texts['law']} {texts['article']}: a law has its edition in [laws] and its article")  # fmt: skip
    since = row.get("since")
    if since is not None and type(since) is not date:
        raise ClocksFault(f"{where}: since is a day")
    if direction is Direction.YEARLY:
        return Length(0, YEARLY, read=read, since=since, on=_day_of_year(row, where), **texts)
    count, unit = row.get("count"), row.get("unit")
    if unit not in (WORKING, CALENDAR, MONTHS) or type(count) is not int or not 1 <= count <= MOST[unit]:
        raise ClocksFault(f"{where}: {count!r} {unit!r} cannot be counted")
    if "on" in row or (direction in (Direction.SPAN, Direction.WINDOW) and unit != MONTHS):
        raise ClocksFault(f"{where}: {direction} is counted in months, and only yearly clocks have a day")
    return Length(count, unit, read=read, since=since, extend=_extension(row.get("extend"), count, where), **texts)  # fmt: skip


def _day_of_year(row: Mapping[str, Any], where: str) -> tuple[int, int]:
    try:
        on = date.fromisoformat(f"2025-{row.get('on')}")
    except ValueError as fault:
        raise ClocksFault(f"{where}: on is a day of every year, as 08-31") from fault
    if set(row) & {"count", "unit", "extend"}:
        raise ClocksFault(f"{where}: a day of the year has no length")
    return on.month, on.day


def _extension(said: Any, count: int, where: str) -> Extension | None:
    if said is None:
        return None
    keys = {"count", "how", "asked", "approver"}
    if not isinstance(said, dict) or set(said) != keys:
        raise ClocksFault(f"{where}: an extension says {', '.join(sorted(keys))}")
    if said["how"] not in ("adds", "replaces") or said["asked"] not in ("by_due", "before_due"):
        raise ClocksFault(f"{where}: an extension adds or replaces, asked by_due or before_due")
    adds, more = said["how"] == "adds", said["count"]
    if type(more) is not int or more < 1 or (not adds and more <= count) or not said["approver"]:
        raise ClocksFault(f"{where}: an extension is longer, and somebody grants it")
    return Extension(more, adds, said["asked"] == "by_due", said["approver"])
