"""Legal debt as the rows hold it: each class of a year by a day, for gates and figures. 隐性债务 is kept nowhere here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Min, Sum

from luoshi_web.registers.funds.figures import Debt, DebtClass
from luoshi_web.registers.funds.models import Bond, DebtLimit, Repayment
from luoshi_web.registers.funds.rules.facts import YI
from luoshi_web.registers.funds.rules.states import State

_NONE = Decimal(0)
_STANDING = (State.ISSUED, State.REPAYING, State.REPAID)


def debts_of(year: int, *, on: date) -> dict[DebtClass, Debt]:
    """Each class of which a limit is confirmed for a year, in 亿元: what was issued and repaid in it by a day. Three queries."""
    limits = {
        DebtClass(each.debt_class): each
        for each in DebtLimit.objects.filter(year=year, confirmed_by__isnull=False).order_by("pk")
    }
    issued = _sums(
        Bond.objects.filter(issued_on__year=year, issued_on__lte=on, fund__matter__state__in=_STANDING)
        .order_by().values_list("debt_class").annotate(Sum("principal"))
    )  # fmt: skip
    repaid = _sums(
        Repayment.objects.filter(part=Repayment.Part.PRINCIPAL, paid_on__year=year, paid_on__lte=on)
        .order_by().values_list("bond__debt_class").annotate(Sum("amount"))
    )  # fmt: skip
    return {
        of: Debt(of, year, row.begin / YI, issued.get(of, _NONE) / YI, repaid.get(of, _NONE) / YI, row.limit / YI)
        for of, row in sorted(limits.items())
    }  # fmt: skip


def _sums(rows: Iterable[tuple[str, Decimal]]) -> dict[DebtClass, Decimal]:
    return {DebtClass(code): total for code, total in rows}


def first_year(of: DebtClass) -> int | None:
    """The first year of a class in the register: what was issued before is part of its opening balance."""
    known = DebtLimit.objects.filter(debt_class=of, confirmed_by__isnull=False)
    found: int | None = known.aggregate(first=Min("year"))["first"]
    return found


def principal_due(of: DebtClass, year: int) -> Decimal:
    """Principal of a class that is still to be repaid in a year, in 元."""
    due = Repayment.objects.filter(
        part=Repayment.Part.PRINCIPAL, bond__debt_class=of, due_on__year=year, paid_on=None
    )
    found: Decimal | None = due.aggregate(total=Sum("amount"))["total"]
    return found or _NONE


@dataclass(frozen=True, slots=True)
class Repaid:
    """到期债务本息 of a year by a day, in 元: due, paid of what was due, and over its day without being paid."""

    due: Decimal
    paid: Decimal
    overdue: Decimal


def repayments_of(year: int, *, on: date) -> Repaid:
    """What fell due in a year, principal and interest together. One query."""
    rows = Repayment.objects.filter(due_on__year=year, due_on__lte=on, bond__issued_on__lte=on)
    due = paid = overdue = _NONE
    for amount, due_on, paid_on in rows.values_list("amount", "due_on", "paid_on"):
        due += amount
        if paid_on is not None and paid_on <= on:
            paid += amount
        elif due_on < on:
            overdue += amount
    return Repaid(due, paid, overdue)
