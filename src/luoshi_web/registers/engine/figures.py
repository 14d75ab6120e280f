"""Figures: a rate is a named definition with its numerator, denominator, day and rows, never a bare number.

Two definitions of one word (满意率) stand side by side; a published number agrees where it is less than one unit of its last digit away,
because published tables cut off (26.88 → 26.8) and adjust parts so that they add up to 100 (58.06 → 58.07).
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Generic, TypeVar

R = TypeVar("R")


class FigureFault(ValueError):
    """Numbers that must not be made: nested parts added, an empty scale."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)  # no slots: Python 3.11 cannot name the type of a slotted generic
class Definition(Generic[R]):
    """A rate. ``within`` says of a row whether it is in the denominator on a day, ``counts`` whether it is in the numerator too.

    ``left_out`` names rows that belong to neither by rule (an overdue receipt): they are counted and shown.
    """

    code: str
    variant: str
    name: str
    numerator: str
    denominator: str
    within: Callable[[R, date], bool]
    counts: Callable[[R, date], bool]
    left_out: Callable[[R, date], bool] = lambda row, on: False


@dataclass(frozen=True, slots=True)
class Figure:
    """A definition worked out on a day over a scope. ``digest`` is of the sorted keys of the rows on both sides."""

    code: str
    variant: str
    on: date
    numerator: int
    denominator: int
    left_out: int
    digest: str

    @property
    def value(self) -> Fraction | None:
        """The exact rate; None where nothing is in the denominator, which is never 100 %."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None


def work_out(
    definition: Definition[R], rows: Sequence[R], on: date, key: Callable[[R], int | str] = id
) -> Figure:
    """The figure of a definition on a day."""
    kept = [row for row in rows if not definition.left_out(row, on)]
    below = [row for row in kept if definition.within(row, on)]
    above = [row for row in below if definition.counts(row, on)]
    return Figure(
        definition.code,
        definition.variant,
        on,
        len(above),
        len(below),
        len(rows) - len(kept),
        digest_of([[key(row) for row in part] for part in (above, below)]),
    )


def digest_of(parts: Iterable[Iterable[int | str]]) -> str:
    """What tells whether the rows behind a number are still the same: SHA-256 of the sorted keys of its parts, in hexadecimal."""
    keys = [",".join(sorted(str(key) for key in part)) for part in parts]
    return hashlib.sha256("/".join(keys).encode()).hexdigest()


def side_by_side(
    definitions: Iterable[Definition[R]],
    rows: Sequence[R],
    on: date,
    key: Callable[[R], int | str] = id,
) -> tuple[Figure, ...]:
    """One word by all its definitions."""
    return tuple(work_out(each, rows, on, key) for each in definitions)


def shown(share: Fraction | None, digits: int = 1) -> str | None:
    """A share as a percentage with so many digits, half up; 100 and 0 only where exact: 99.96 % shows 99.9. None for an empty denominator."""
    if share is None:
        return None
    scale = 10**digits
    rounded = _half_up(share * 100 * scale)
    if rounded == 100 * scale and share != 1:
        rounded += -1 if share < 1 else 1
    if rounded == 0 and share != 0:
        rounded = 1 if share > 0 else -1
    return f"{Decimal(rounded) / scale:.{digits}f}"


def agrees(published: str, exact: Fraction) -> bool:
    """Whether a published number, as it was written, can be this one: less than one unit of its last digit apart.

    Raises :class:`FigureFault` for what is no number.
    """
    try:
        said = Decimal(published)
        exponent = said.as_tuple().exponent
    except ArithmeticError as error:
        raise FigureFault("no_number") from error
    if not isinstance(exponent, int):
        raise FigureFault("no_number")
    return abs(Fraction(said) - exact) < Fraction(10) ** min(exponent, 0)


def change(now: int | Decimal, before: int | Decimal) -> Fraction:
    """The change against another year, as a share: 2364 after 2840 is −0.1676. Raises :class:`FigureFault` where there was nothing before."""
    if not before:
        raise FigureFault("nothing_before")
    return Fraction(now) / Fraction(before) - 1


@dataclass(frozen=True, slots=True)
class Part:
    """A class of a count or sum. ``inside`` names the class that holds it (亿元以上 holds 10亿元以上)."""

    name: str
    value: int | Decimal
    inside: str = ""


def total(parts: Sequence[Part]) -> int | Decimal:
    """The sum of disjoint classes. Raises :class:`FigureFault` where one stands inside another, or twice."""
    names = [part.name for part in parts]
    if len(names) != len(set(names)):
        raise FigureFault("part_twice")
    if any(part.inside in names for part in parts):
        raise FigureFault("nested")
    return sum((part.value for part in parts), start=0)


def parts_agree(parts: Sequence[Part], published: int | Decimal) -> bool:
    """Whether disjoint parts add up to a published total, each of them rounded in its last place: half a unit a part, and half of the total's."""
    room = Decimal(len(parts) + 1) / 2 * _unit([*(part.value for part in parts), published])
    return abs(Decimal(total(parts)) - Decimal(published)) <= room


@dataclass(frozen=True, slots=True)
class Bar:
    """A threshold in the words of a text: 以上, 以内 and 不少于 include the number, 超过 and 不满 do not (民法典 1259)."""

    number: Decimal
    includes: bool

    def reached(self, amount: Decimal) -> bool:
        """Whether an amount is at or over it."""
        return amount >= self.number if self.includes else amount > self.number

    def within(self, amount: Decimal) -> bool:
        """Whether an amount is at or under it."""
        return amount <= self.number if self.includes else amount < self.number


def quorum(members: int, share: Fraction, *, more_than: bool = False) -> int:
    """The least number of members that is the share of all: two thirds of 11 are 8; ``more_than``: more than half of 11 are 6."""
    exact = members * share
    least = -(-exact.numerator // exact.denominator)
    return least + 1 if more_than and least == exact else least


def _half_up(number: Fraction) -> int:
    """Away from zero at the half."""
    sign = -1 if number < 0 else 1
    return sign * int((abs(number) * 2 + 1) // 2)


def _unit(numbers: Iterable[int | Decimal]) -> Decimal:
    places = [Decimal(number).as_tuple().exponent for number in numbers]
    return Decimal(10) ** min(place for place in places if isinstance(place, int))
