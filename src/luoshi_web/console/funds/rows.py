"""A row of each list of public money, for its page and its workbook alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet
from django_stubs_ext import StrOrPromise

from luoshi_web.registers.engine.figures import shown
from luoshi_web.registers.funds.lists import Owed, UnitYear, owed_on, progress_of, sums_of_lines, unit_years
from luoshi_web.registers.funds.models import Bond, Repayment
from luoshi_web.registers.funds.rules.facts import Sums
from luoshi_web.registers.funds.rules.states import State
from luoshi_web.registers.funds.words import STATES
from luoshi_web.registers.matters.models import Matter


def state_of(matter: Matter) -> StrOrPromise:
    """Where it stands, in words."""
    return STATES[State(matter.state)]


@dataclass(frozen=True, slots=True)
class Line:
    """A special fund with its sums."""

    matter: Matter
    sums: Sums

    @property
    def state(self) -> StrOrPromise:
        """In words."""
        return state_of(self.matter)

    @property
    def progress(self) -> list[str | None]:
        """By each denominator, in per cent; None of nothing."""
        return [percent(each) for each in progress_of(self.sums)]


def percent(share: Fraction | None) -> str | None:
    """A share in per cent with one digit; None of nothing."""
    return None if share is None else shown(share)


def lines_of(matters: Iterable[Matter]) -> list[Line]:
    """Special funds with their sums. One query."""
    rows = list(matters)
    sums = sums_of_lines([matter.pk for matter in rows])
    return [Line(matter, sums.get(matter.pk, Sums())) for matter in rows]


@dataclass(frozen=True, slots=True)
class Lent:
    """A bond with what is left of it."""

    matter: Matter
    bond: Bond
    owed: Owed
    today: date

    @property
    def state(self) -> StrOrPromise:
        """In words."""
        return state_of(self.matter)

    @property
    def over(self) -> bool:
        """Whether the next day of its calendar is past."""
        return self.bond.issued_on is not None and self.owed.next is not None and self.owed.next < self.today


def bonds_of(matters: Iterable[Matter], today: date) -> list[Lent]:
    """Bonds with what is left of them. One query."""
    rows = [(matter, matter.fund.bond) for matter in matters]
    owed = owed_on({bond.pk: bond.principal for _matter, bond in rows})
    return [Lent(matter, bond, owed[bond.pk], today) for matter, bond in rows]


@dataclass(frozen=True, slots=True)
class Year:
    """A unit's three public expenses of a year."""

    matter: Matter
    expenses: UnitYear

    @property
    def state(self) -> StrOrPromise:
        """In words."""
        return state_of(self.matter)

    @property
    def totals(self) -> dict[str, Any]:
        """Of each column."""
        return {
            name: self.expenses.total(name)
            for name in ("budget", "running", "final", "last_budget", "last_final")
        }

    @property
    def change(self) -> str | None:
        """The final account against last year's, in per cent."""
        return percent(self.expenses.change)

    @property
    def planned(self) -> str | None:
        """The budget against last year's."""
        return percent(self.expenses.planned)


def years_of(matters: Iterable[Matter], seen: QuerySet[Matter]) -> list[Year]:
    """Three public expenses beside the year before. Two queries."""
    rows = list(matters)
    found = unit_years(rows, seen)
    return [Year(matter, found[matter.pk]) for matter in rows]


@dataclass(frozen=True, slots=True)
class Due:
    """A day of repayment."""

    row: Repayment
    today: date

    @property
    def over(self) -> bool:
        """Whether its day is past and its paper is not there."""
        return self.row.paid_on is None and self.row.due_on < self.today

    @property
    def late(self) -> bool:
        """Whether it was paid after its day."""
        return self.row.paid_on is not None and self.row.paid_on > self.row.due_on
