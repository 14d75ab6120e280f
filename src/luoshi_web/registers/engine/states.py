"""Where a matter stands, and every way from there: a table, one a register. Who may go a way stands in the register's ``rights``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

S = TypeVar("S", bound=StrEnum)
A = TypeVar("A", bound=StrEnum)


class Phase(StrEnum):
    """The same for every register: what lists are narrowed by."""

    OPEN = "open"
    WAITING = "waiting"
    ENDED = "ended"


class WrongWay(ValueError):
    """An act that cannot be done from a state."""


@dataclass(frozen=True)  # no slots: Python 3.11 cannot name the type of a slotted generic
class Way(Generic[S, A]):
    """One act, from where it may be done and where it leads."""

    act: A
    sources: frozenset[S]
    target: S


@dataclass(frozen=True)
class States(Generic[S, A]):
    """The states of a register. ``ended``: nothing is to be done any more; ``waiting``: the unit has acted, others are waited for."""

    kind: type[S]
    ways: Mapping[A, Way[S, A]]
    ended: frozenset[S]
    waiting: frozenset[S]

    @classmethod
    def of(
        cls, kind: type[S], ways: Iterable[Way[S, A]], *, ended: Iterable[S], waiting: Iterable[S]
    ) -> "States[S, A]":
        """From rows, one an act. Raises ValueError for an act with two rows."""
        rows = tuple(ways)
        table = {way.act: way for way in rows}
        if len(table) != len(rows):
            raise ValueError("an act has two rows")
        return cls(kind, table, frozenset(ended), frozenset(waiting))

    @property
    def open(self) -> frozenset[S]:
        """Those from which something can still come."""
        return frozenset(self.kind) - self.ended

    def go(self, state: S, act: A) -> S:
        """Where an act leads. Raises :class:`WrongWay`."""
        way = self.ways[act]
        if state not in way.sources:
            raise WrongWay(f"{act} from {state}")
        return way.target

    def phase(self, state: S) -> Phase:
        """What a state is among those of all registers."""
        if state in self.ended:
            return Phase.ENDED
        return Phase.WAITING if state in self.waiting else Phase.OPEN
