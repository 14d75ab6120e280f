"""Measures: counts and sums of a register, the rate of two sums, and one year held against another.

A measure has one unit and one way of counting. Sums of another unit, day or way are never divided by or held against one another.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Generic, TypeVar

from luoshi_web.registers.engine.figures import Bar, FigureFault, change, digest_of

R = TypeVar("R")


def _one(row: object, on: date) -> int:
    return 1


@dataclass(frozen=True)  # no slots: Python 3.11 cannot name the type of a slotted generic
class Measure(Generic[R]):
    """A count, or a sum where ``amount`` says how much a row is, in ``unit``. ``counts`` says whether a row belongs to it on a day."""

    code: str
    variant: str
    name: str
    unit: str
    counts: Callable[[R, date], bool]
    amount: Callable[[R, date], Decimal | int] = _one


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure on a day: its ``value`` in ``unit``, of how many rows, and the digest of their keys."""

    code: str
    variant: str
    on: date
    value: Decimal
    unit: str
    rows: int
    digest: str


def measure(
    definition: Measure[R], rows: Iterable[R], on: date, key: Callable[[R], int | str] = id
) -> Measured:
    """The measure of some rows on a day."""
    counted = [row for row in rows if definition.counts(row, on)]
    value = sum((Decimal(definition.amount(row, on)) for row in counted), start=Decimal(0))
    return Measured(
        definition.code,
        definition.variant,
        on,
        value,
        definition.unit,
        len(counted),
        digest_of([[key(row) for row in counted]]),
    )


@dataclass(frozen=True)
class Rate(Generic[R]):
    """A rate of two measures of the same rows (资金到位率): by how much of one thing, not by how many rows."""

    code: str
    variant: str
    name: str
    above: Measure[R]
    below: Measure[R]


@dataclass(frozen=True, slots=True)
class Ratio:
    """A rate of two sums on a day, both in one unit."""

    code: str
    variant: str
    on: date
    numerator: Decimal
    denominator: Decimal
    digest: str

    @property
    def value(self) -> Fraction | None:
        """The exact rate; None where nothing is in the denominator, which is never 100 %."""
        return Fraction(self.numerator) / Fraction(self.denominator) if self.denominator else None


def rate(definition: Rate[R], rows: Sequence[R], on: date, key: Callable[[R], int | str] = id) -> Ratio:
    """The rate of two sums. Raises :class:`FigureFault` ``other_unit`` where they are not of one unit."""
    above = measure(definition.above, rows, on, key)
    below = measure(definition.below, rows, on, key)
    if above.unit != below.unit:
        raise FigureFault("other_unit")
    return Ratio(
        definition.code,
        definition.variant,
        on,
        above.value,
        below.value,
        digest_of([[above.digest], [below.digest]]),
    )


def change_of(now: Measured, before: Measured) -> Fraction:
    """The change of a measure from one year to another, as a share: 8.6 % less is −0.086.

    Raises :class:`FigureFault`: ``other_measure`` where they were not counted alike, ``nothing_before``.
    """
    if (now.code, now.variant, now.unit) != (before.code, before.variant, before.unit):
        raise FigureFault("other_measure")
    return change(now.value, before.value)


@dataclass(frozen=True, slots=True)
class Quota:
    """A promised number against what is counted by a day (新招引超亿元项目100个): how much of it, and how much is short."""

    promised: Decimal
    counted: Decimal

    @property
    def kept(self) -> bool:
        """Whether it is reached."""
        return Bar(self.promised, includes=True).reached(self.counted)

    @property
    def share(self) -> Fraction:
        """How much of it, as a share; over 1 where more came than was promised."""
        return change(self.counted, self.promised) + 1

    @property
    def short(self) -> Decimal:
        """How much is missing; 0 where nothing is."""
        return max(self.promised - self.counted, Decimal(0))
