"""The words by which a place says how far a finding is put right, with what they mean. Read from ``codes.toml`` and checked."""

from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from luoshi_web.registers.engine.codes import Code, holding, read_codes
from luoshi_web.registers.findings.rules.states import State

TABLE = Path(__file__).resolve().parent / "codes.toml"


class Meaning(StrEnum):
    """What a status word means, the same everywhere. What is mostly done, or goes on, is not closed."""

    CLOSED = "closed"
    UNDER_WAY = "under_way"
    LASTING = "lasting"
    NOT_BEGUN = "not_begun"
    CANNOT = "cannot"


Status = Code[Meaning]
_MEANINGS: dict[State, Meaning] = {
    State.REGISTERED: Meaning.NOT_BEGUN,
    State.ASSIGNED: Meaning.NOT_BEGUN,
    State.PLANNED: Meaning.NOT_BEGUN,
    State.CLOSED: Meaning.CLOSED,
    State.LASTING: Meaning.LASTING,
    State.CANNOT: Meaning.CANNOT,
    State.TRANSFERRED: Meaning.CANNOT,
}


def meaning_of(state: State) -> Meaning:
    """What a state is among the status words: what is applied for, verified or noticed is not closed yet."""
    return _MEANINGS.get(state, Meaning.UNDER_WAY)


def statuses(place: str, *, on: date) -> dict[str, Status]:
    """The words of a place on a day; the usual ones where it has none of its own."""
    return holding(_all(), place, on=on)


def word_for(state: State, place: str, *, on: date) -> Status | None:
    """The first word of a place for a state; None where the place has none for what it means."""
    meaning = meaning_of(state)
    return next((row for row in statuses(place, on=on).values() if row.meaning is meaning), None)


@cache
def _all() -> tuple[Status, ...]:
    return read_codes(TABLE.read_text(encoding="utf-8"), "status", Meaning)
