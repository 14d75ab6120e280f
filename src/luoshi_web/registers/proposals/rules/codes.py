"""The letters by which a place says what a reply answers, with what they mean. Read from ``codes.toml`` and checked."""

from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from luoshi_web.registers.engine import codes
from luoshi_web.registers.engine.codes import Code, CodesFault, holding

__all__ = ["CodesFault", "Meaning", "Outcome", "outcomes", "read_codes"]
TABLE = Path(__file__).resolve().parent / "codes.toml"


class Meaning(StrEnum):
    """What a letter means, the same everywhere."""

    SOLVED = "solved"
    UNDER_WAY = "under_way"
    NOT_NOW = "not_now"
    REFERENCE = "reference"


Outcome = Code[Meaning]


def outcomes(place: str, *, on: date) -> dict[str, Outcome]:
    """The letters of a place on a day; the usual ones where it has none of its own."""
    return holding(_all(), place, on=on)


@cache
def _all() -> tuple[Outcome, ...]:
    return read_codes(TABLE.read_text(encoding="utf-8"))


def read_codes(text: str) -> tuple[Outcome, ...]:
    """The rows of a table. Raises :class:`CodesFault`."""
    return codes.read_codes(text, "outcome", Meaning)
