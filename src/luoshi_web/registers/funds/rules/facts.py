"""Public money as the gates see it: sums in 元, days and codes, without names."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from luoshi_web.registers.funds.figures import Debt, Item, Kind
from luoshi_web.registers.funds.rules.states import Type

YI = 10**8
"""元 of one 亿元."""
_NONE = Decimal(0)


class Form(StrEnum):
    """How a bond came to be: 新增, 再融资, 置换, 外债转贷."""

    NEW = "new"
    REFINANCING = "refinancing"
    SWAP = "swap"
    ON_LENT = "on_lent"


ANEW = frozenset({Form.REFINANCING, Form.SWAP})
"""In place of other debt: what it is to repay leaves the balance with it."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What stands posted to a fund, in 元."""

    budget: Decimal = _NONE
    adjustment: Decimal = _NONE
    allocated: Decimal = _NONE
    paid: Decimal = _NONE
    spent: Decimal = _NONE
    recovered: Decimal = _NONE

    @property
    def available(self) -> Decimal:
        """The budget as adjusted."""
        return self.budget + self.adjustment

    @property
    def left(self) -> Decimal:
        """Allocated, and neither spent nor recovered."""
        return self.allocated - self.spent - self.recovered

    def after(self, kind: Kind, amount: Decimal) -> "Sums":
        """With one posting more."""
        return replace(self, **{kind.value: getattr(self, kind.value) + amount})


@dataclass(frozen=True, slots=True)
class Three:
    """A unit's three public expenses of a year: what items have a budget and a final account, and totals in 元. ``last``: last year's budget."""

    budgeted: frozenset[Item] = frozenset()
    settled: frozenset[Item] = frozenset()
    budget: Decimal = _NONE
    running: Decimal = _NONE
    last: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Bond:
    """A bond before it is issued. ``adopted_on``: the day on which the budget or adjustment that holds it was approved; ``debt`` its class and year
    as they stand, None where no limit is known; ``due_this_year`` principal of its class still to be repaid in the year; amounts in 元.

    ``taken_over``: issued before the first year of its class in the register, whose opening balance holds it.
    """

    form: Form
    principal: Decimal
    calendar: Decimal = _NONE
    adopted_on: date | None = None
    debt: Debt | None = None
    due_this_year: Decimal = _NONE
    taken_over: bool = False


@dataclass(frozen=True, slots=True)
class Fund:
    """The whole. ``sums`` and ``three`` are as they would stand after the posting that is asked about; ``kind`` is its kind.

    ``targets``: of each performance target, whether what was reached is entered.
    """

    type: Type
    sums: Sums = Sums()
    kind: Kind | None = None
    targets: tuple[bool, ...] = ()
    self_evaluated_by: int | None = None
    result_used: bool = False
    three: Three = Three()
    bond: Bond | None = None
    actor: int | None = None
