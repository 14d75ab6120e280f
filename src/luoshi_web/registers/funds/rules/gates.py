"""What must hold before money is posted, a fund evaluated and settled, a bond approved and issued, expenses run and closed. Sources: docs/registers/funds.md."""

from datetime import date
from decimal import Decimal

from luoshi_web.registers.engine.figures import Bar
from luoshi_web.registers.engine.gates import Condition, Gate
from luoshi_web.registers.funds.figures import Item, Kind
from luoshi_web.registers.funds.rules.facts import ANEW, YI, Bond, Form, Fund
from luoshi_web.registers.funds.rules.states import Act

_LAW = "预算法"
_RULES = "预算法实施条例"


def _within(least: str, most: str) -> Condition[Fund]:
    """One sum of a fund is no more than another."""
    return Condition(
        f"over_{most}",
        lambda fund, on: getattr(fund.sums, least) <= getattr(fund.sums, most),
        True,
        f"{_LAW} 13",
    )


_MONEY: tuple[Condition[Fund], ...] = (
    Condition("no_line", lambda fund, on: fund.sums.available > 0 or fund.kind is Kind.BUDGET, True, f"{_LAW} 13"),
    _within("allocated", "available"),
    _within("paid", "allocated"),
    _within("spent", "paid"),
    Condition("over_left", lambda fund, on: fund.sums.left >= 0, True),
)  # fmt: skip
"""Of every posting and of its reversal, by the sums as they stand after it."""
POST: Gate[Fund] = Gate("post", _MONEY)
ALLOCATE: Gate[Fund] = Gate(
    Act.ALLOCATE, (*_MONEY, Condition("target_missing", lambda fund, on: bool(fund.targets)))
)
EVALUATE: Gate[Fund] = Gate(
    Act.EVALUATE,
    (
        Condition("target_missing", lambda fund, on: bool(fund.targets)),
        Condition("targets_open", lambda fund, on: all(fund.targets), True),
        Condition("self_missing", lambda fund, on: fund.self_evaluated_by is not None, True),
        Condition("own_evaluation", lambda fund, on: fund.self_evaluated_by is None or fund.actor != fund.self_evaluated_by, True),
    ),
)  # fmt: skip
SETTLE: Gate[Fund] = Gate(
    Act.SETTLE,
    (
        Condition("money_left", lambda fund, on: fund.sums.left == 0, True),
        Condition("result_unused", lambda fund, on: fund.result_used, True),
    ),
)


def _adopted(fund: Fund, on: date) -> bool:
    bond = _bond(fund)
    held = bond.adopted_on is not None and bond.adopted_on <= on
    return held or bond.form is not Form.NEW or bond.taken_over


def _in_calendar(fund: Fund, on: date) -> bool:
    return _bond(fund).calendar == _bond(fund).principal


def _limited(fund: Fund, on: date) -> bool:
    return _bond(fund).debt is not None or _bond(fund).taken_over


def _room(fund: Fund, on: date) -> bool:
    """The balance of its own class after the issue is within its limit; what a refinancing bond is to repay leaves the balance with it."""
    bond = _bond(fund)
    if bond.debt is None or bond.taken_over:
        return True
    replaced = min(bond.principal, bond.due_this_year) if bond.form in ANEW else Decimal(0)
    return bond.debt.may_issue((bond.principal - replaced) / YI)


def _bond(fund: Fund) -> Bond:
    if fund.bond is None:
        raise ValueError("asked of what is no bond")
    return fund.bond


APPROVE: Gate[Fund] = Gate(
    Act.APPROVE, (Condition("not_adopted", _adopted, True, f"{_LAW} 35、67；{_RULES} 45"),)
)
ISSUE: Gate[Fund] = Gate(
    Act.ISSUE,
    (
        Condition("not_adopted", _adopted, True, f"{_LAW} 35、67；{_RULES} 45"),
        Condition("calendar_unequal", _in_calendar, True, f"{_LAW} 35"),
        Condition("limit_missing", _limited, True, f"{_LAW} 35"),
        Condition("over_limit", _room, True, f"{_LAW} 35；{_RULES} 43、44"),
    ),
)


def whole(items: frozenset[Item]) -> bool:
    """Whether all three are there: the cars by their own row, or by both of their parts."""
    cars = Item.CARS in items or {Item.CARS_BOUGHT, Item.CARS_RUN} <= items
    return {Item.OVERSEAS, Item.RECEPTION} <= items and cars


def _no_more(fund: Fund, on: date) -> bool:
    return fund.three.last is None or Bar(fund.three.last, includes=True).within(fund.three.budget)


RUN: Gate[Fund] = Gate(
    Act.RUN,
    (
        Condition("items_missing", lambda fund, on: whole(fund.three.budgeted), True),
        Condition("more_than_last", _no_more, source="只减不增"),
    ),
)
EXPEND: Gate[Fund] = Gate(
    "expend",
    (
        Condition(
            "over_ceiling", lambda fund, on: fund.three.running <= fund.three.budget, source=f"{_LAW} 13"
        ),
    ),
)
CLOSE: Gate[Fund] = Gate(Act.CLOSE, (Condition("final_missing", lambda fund, on: whole(fund.three.settled), True),))  # fmt: skip
GATES: dict[str, Gate[Fund]] = {gate.act: gate for gate in (POST, ALLOCATE, EVALUATE, SETTLE, APPROVE, ISSUE, RUN, EXPEND, CLOSE)}  # fmt: skip
