"""Votes of a meeting: whether enough came, whether all who came are counted, and what most of them wanted. A vote is a number of persons, never of names."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor


class Side(StrEnum):
    """What most of those present wanted."""

    FOR = "for"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class Needed:
    """How many of a number a rule asks for: at least a part of it (二分之一以上 includes the number, 民法典 1259), or ``more`` than that (过半数)."""

    part: Fraction
    more: bool = False

    def of(self, number: int) -> int:
        """The smallest number of persons that is enough: 6 of 11 for a half, 8 of 11 for two thirds."""
        exact = self.part * number
        return floor(exact) + 1 if self.more else ceil(exact)


HALF = Needed(Fraction(1, 2))
MORE_THAN_HALF = Needed(Fraction(1, 2), more=True)


@dataclass(frozen=True, slots=True)
class Votes:
    """Of ``entitled`` members ``present`` came; each of these was for it, against it, or abstained. Who left the room for an interest is not present."""

    entitled: int
    present: int
    yes: int
    no: int = 0
    abstained: int = 0

    @property
    def complete(self) -> bool:
        """Everybody who was there is counted once, and nobody else."""
        return self.yes + self.no + self.abstained == self.present

    @property
    def majority(self) -> Side | None:
        """What more than half of those present wanted; None where neither side had so many."""
        enough = MORE_THAN_HALF.of(self.present)
        if self.yes >= enough:
            return Side.FOR
        return Side.AGAINST if self.no >= enough else None

    def quorate(self, rule: Needed) -> bool:
        """Whether so many of the members came as a rule asks for."""
        return self.present >= rule.of(self.entitled)

    def carried(self, rule: Needed, *, of_entitled: bool = False) -> bool:
        """Whether so many were for it as a rule asks for: of those present, or of all members (``of_entitled``)."""
        return self.yes >= rule.of(self.entitled if of_entitled else self.present)
