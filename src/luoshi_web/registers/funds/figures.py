"""What is counted of public money: progress of spending, debt against its limit, the three public expenses against another year.

Figures are built from postings, each of one vintage (年初预算, 调整预算, 执行, 决算). Vintages and scopes are never mixed in one figure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from luoshi_web.registers.engine.figures import Bar, FigureFault, Part, change, total
from luoshi_web.registers.engine.measures import Measure, Rate


class Kind(StrEnum):
    """What is posted: 年初预算, 预算调整 (a sum with its sign), 下达, 拨付, 支出, 收回; of the three public expenses 预计执行 and 决算, too."""

    BUDGET = "budget"
    ADJUSTMENT = "adjustment"
    ALLOCATED = "allocated"
    PAID = "paid"
    SPENT = "spent"
    RECOVERED = "recovered"
    RUNNING = "running"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Posting:
    """An entry in 元 on a line of the year's budget; a mistake is undone by one with the opposite sign, never edited."""

    line: str
    kind: Kind
    amount: Decimal
    on: date


def posted(*kinds: Kind) -> Measure[Posting]:
    """The sum of postings of some kinds in the year of the day, up to it."""
    return Measure(
        str(kinds[0]),
        "+".join(kinds),
        "、".join(kinds),
        "元",
        lambda row, on: row.kind in kinds and row.on.year == on.year and row.on <= on,
        lambda row, on: row.amount,
    )


PROGRESS: tuple[Rate[Posting], ...] = tuple(
    Rate("progress", variant, "支出进度", posted(Kind.SPENT), below)
    for variant, below in (
        ("budget", posted(Kind.BUDGET)),
        ("adjusted", posted(Kind.BUDGET, Kind.ADJUSTMENT)),
        ("allocated", posted(Kind.ALLOCATED)),
    )
)
"""支出进度: spent ÷ (a) the budget of the year's beginning, (b) as adjusted, (c) what was allocated."""

RECOVERED: Measure[Posting] = posted(Kind.RECOVERED)
"""收回存量资金."""


def ahead(progress: Fraction, months: int) -> Fraction:
    """How far progress is ahead of the months (序时进度: months ÷ 12), in percentage points; below 0 it is behind.

    Raises :class:`FigureFault` ``no_month``.
    """
    if not 1 <= months <= 12:
        raise FigureFault("no_month")
    return (progress - Fraction(months, 12)) * 100


class DebtClass(StrEnum):
    """Legal debt of a government: 一般债务, 专项债务 (预算法 35, 预算法实施条例 43, 44). 隐性债务 is in no sum with them."""

    GENERAL = "general"
    SPECIAL = "special"


@dataclass(frozen=True, slots=True)
class Debt:
    """A year of one class of debt, in 亿元."""

    of: DebtClass
    year: int
    begin: Decimal
    issued: Decimal
    repaid: Decimal
    limit: Decimal

    @property
    def end(self) -> Decimal:
        """The balance: begin + issued − repaid."""
        return self.begin + self.issued - self.repaid

    @property
    def room(self) -> Decimal:
        """What may still be issued in this class; below 0 the limit is broken."""
        return self.limit - self.end

    def may_issue(self, amount: Decimal) -> bool:
        """Whether the balance of its own class stays within its limit: room of the other class is none."""
        return Bar(self.limit, includes=True).within(self.end + amount)


def _year(row: Debt, on: date) -> bool:
    return row.year == on.year


BALANCE: Measure[Debt] = Measure("balance", "legal", "政府债务余额", "亿元", _year, lambda row, on: row.end)
LIMIT: Measure[Debt] = Measure("limit", "legal", "政府债务限额", "亿元", _year, lambda row, on: row.limit)


class Item(StrEnum):
    """The three public expenses (“三公”经费): 因公出国（境）, 公务接待, 公务用车 with its two parts."""

    OVERSEAS = "overseas"
    RECEPTION = "reception"
    CARS = "cars"
    CARS_BOUGHT = "cars_bought"
    CARS_RUN = "cars_run"


class Vintage(StrEnum):
    """Which number of a year: its budget or its final account."""

    BUDGET = "budget"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Expense:
    """One unit's expense of one item in a year, in 元; ``scope`` says which units and money it is of (口径)."""

    unit: str
    year: int
    item: Item
    vintage: Vintage
    amount: Decimal
    scope: str = ""


def of_items(expenses: Iterable[Expense], year: int, vintage: Vintage) -> tuple[Part, ...]:
    """The year's expenses item by item; a part of the cars stands inside them, so that adding all five is refused."""
    rows = [row for row in expenses if (row.year, row.vintage) == (year, vintage)]
    return tuple(
        Part(
            item,
            sum((row.amount for row in rows if row.item is item), start=Decimal(0)),
            inside=Item.CARS if item in (Item.CARS_BOUGHT, Item.CARS_RUN) else "",
        )
        for item in Item
        if any(row.item is item for row in rows)
    )


def three_public(expenses: Iterable[Expense], year: int, vintage: Vintage) -> Decimal:
    """The sum of the three: of cars their own row, else their two parts."""
    parts = of_items(expenses, year, vintage)
    if any(part.name == Item.CARS for part in parts):
        parts = tuple(part for part in parts if not part.inside)
    return Decimal(total(parts))


COMPARED = {
    "final": (Vintage.FINAL, Vintage.FINAL, 1),
    "budget": (Vintage.FINAL, Vintage.BUDGET, 0),
    "plan": (Vintage.BUDGET, Vintage.BUDGET, 1),
}
"""What is held against what: (a) final against last year's final, (b) final against its budget, (c) budget against last year's budget."""


@dataclass(frozen=True, slots=True)
class ThreeChange:
    """“三公”经费 of one year against another: both sums, the change, and the items that rose though the total may not have."""

    variant: str
    now: Decimal
    before: Decimal
    rose: tuple[str, ...]

    @property
    def value(self) -> Fraction:
        """The change as a share: 8.6 % less is −0.086."""
        return change(self.now, self.before)

    @property
    def no_more(self) -> bool:
        """Whether 只减不增 holds of the total."""
        return Bar(self.before, includes=True).within(self.now)


def sides(variant: str, year: int) -> tuple[tuple[int, Vintage], tuple[int, Vintage]]:
    """Year and vintage of what is held against what."""
    now, before, back = COMPARED[variant]
    return (year, now), (year - back, before)


def alike(expenses: Sequence[Expense], year: int, variant: str) -> tuple[tuple[Expense, ...], frozenset[str]]:
    """The expenses of the units that stand on both sides of a comparison, and the units that stand on one alone (同口径): a unit that is new is no rise."""
    now, before = (
        {row.unit for row in expenses if (row.year, row.vintage) == side} for side in sides(variant, year)
    )
    return tuple(row for row in expenses if row.unit in now & before), frozenset(now ^ before)


def whole_cars(expenses: Iterable[Expense]) -> tuple[Expense, ...]:
    """With the two parts of the cars as cars, so that units that have them whole and units that have them in parts can be added."""
    return tuple(
        replace(row, item=Item.CARS) if row.item in (Item.CARS_BOUGHT, Item.CARS_RUN) else row
        for row in expenses
    )


def three_change(expenses: Sequence[Expense], year: int, variant: str) -> ThreeChange:
    """The three public expenses of a year held against what the variant says.

    Raises :class:`FigureFault`: ``other_scope`` where the two are not of one scope (同口径), ``nothing_before``.
    """
    (_year, now), (earlier_year, before) = sides(variant, year)
    scopes = [
        {row.scope for row in expenses if (row.year, row.vintage) == side} for side in sides(variant, year)
    ]
    if not scopes[1]:
        raise FigureFault("nothing_before")
    if scopes[0] != scopes[1]:
        raise FigureFault("other_scope")
    earlier = {part.name: part.value for part in of_items(expenses, earlier_year, before)}
    later = of_items(expenses, year, now)
    return ThreeChange(
        variant,
        three_public(expenses, year, now),
        three_public(expenses, earlier_year, before),
        tuple(part.name for part in later if part.value > earlier.get(part.name, 0)),
    )
