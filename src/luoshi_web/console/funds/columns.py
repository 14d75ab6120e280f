"""The columns of the lists of public money as workbooks. Amounts are numbers; in which unit says the head of their column."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from luoshi_web.console.funds.amounts import Written
from luoshi_web.console.funds.rows import bonds_of, lines_of, state_of, years_of
from luoshi_web.console.workbooks.lists import Column, Listing
from luoshi_web.registers.matters.models import Matter


def _money(words: StrOrPromise, of: Any, written: Written) -> Column:
    return Column(f"{words} ({written.words})", lambda row: written.cell(of(row)), 16)


def _share(words: StrOrPromise, of: Any) -> Column:
    def number(row: Any) -> Decimal | None:
        share = of(row)
        return None if share is None else Decimal(share)

    return Column(words, number, 12)


def _unit(row: Any) -> str:
    matter = getattr(row, "matter", row)
    return matter.office.name if matter.office else ""


def lines(written: Written) -> Listing:
    """Lines of the budget: 序号, 项目名称, 主管部门, 资金来源, 年初预算, 调整预算, 下达, 拨付, 支出, 进度."""
    return Listing(
        _("Special funds"),
        (
            Column(_("No."), lambda row: row.matter.number, 16),
            Column(_("Name"), lambda row: row.matter.title, 40),
            Column(_("Unit"), _unit, 22),
            Column(_("Budget year"), lambda row: row.matter.year, 10),
            Column(_("Account"), lambda row: str(row.matter.fund.get_account_display()), 22),
            Column(_("Source of the money"), lambda row: str(row.matter.fund.get_source_display()), 16),
            Column(_("Budget subject (类款项)"), lambda row: row.matter.fund.subject, 24),
            _money(_("First budget"), lambda row: row.sums.budget, written),
            _money(_("Budget as adjusted"), lambda row: row.sums.available, written),
            _money(_("Allocated"), lambda row: row.sums.allocated, written),
            _money(_("Paid out"), lambda row: row.sums.paid, written),
            _money(_("Spent"), lambda row: row.sums.spent, written),
            _money(_("Recovered"), lambda row: row.sums.recovered, written),
            _share(_("Per cent of the first budget"), lambda row: row.progress[0]),
            _share(_("Per cent of the budget as adjusted"), lambda row: row.progress[1]),
            _share(_("Per cent of what was allocated"), lambda row: row.progress[2]),
            Column(_("State"), lambda row: str(row.state), 18),
            Column(_("Confirmed up to"), lambda row: row.matter.fund.confirmed_until, 12),
        ),
        lines_of,
    )


def bonds(written: Written, today: date) -> Listing:
    """Bonds, with what is left of them."""
    return Listing(
        _("Government bonds"),
        (
            Column(_("No."), lambda row: row.matter.number, 16),
            Column(_("Name"), lambda row: row.matter.title, 36),
            Column(_("Class of debt"), lambda row: str(row.bond.get_debt_class_display()), 18),
            Column(_("Form of debt"), lambda row: str(row.bond.get_form_display()), 18),
            _money(_("Principal"), lambda row: row.bond.principal, written),
            _money(_("Not yet repaid"), lambda row: row.owed.principal, written),
            Column(_("Rate of interest, per cent a year"), lambda row: row.bond.rate, 12),
            Column(_("Used for"), lambda row: row.bond.used_for, 30),
            Column(_("Day of issue"), lambda row: row.bond.issued_on, 12),
            Column(_("Next repayment"), lambda row: row.owed.next, 12),
            Column(_("Last day of repayment"), lambda row: row.bond.due_on, 12),
            Column(_("State"), lambda row: str(row.state), 16),
        ),
        lambda matters: bonds_of(matters, today),
    )


def years(written: Written, seen: QuerySet[Matter]) -> Listing:
    """Three public expenses: budget, so far, final account, beside those of the year before."""
    return Listing(
        _("Three public expenses"),
        (
            Column(_("Budget year"), lambda row: row.matter.year, 10),
            Column(_("Unit"), _unit, 24),
            Column(_("Scope (口径)"), lambda row: row.matter.fund.scope, 20),
            _money(_("Last year's budget"), lambda row: row.totals["last_budget"], written),
            _money(_("Budget (ceiling)"), lambda row: row.totals["budget"], written),
            _share(_("Budget against last year's, per cent"), lambda row: row.planned),
            _money(_("So far"), lambda row: row.totals["running"], written),
            _money(_("Last year's final account"), lambda row: row.totals["last_final"], written),
            _money(_("Final account"), lambda row: row.totals["final"], written),
            _share(_("Final account against last year's, per cent"), lambda row: row.change),
            Column(_("Over its ceiling"), lambda row: str(_("yes")) if row.expenses.over else "", 10),
            Column(_("State"), lambda row: str(row.state), 16),
        ),
        lambda matters: years_of(matters, seen),
    )


BUDGETS = Listing(
    _("Budgets and final accounts"),
    (
        Column(_("No."), lambda matter: matter.number, 16),
        Column(_("Name"), lambda matter: matter.title, 36),
        Column(_("Budget, adjustment or final accounts"), lambda matter: str(matter.fund.budget_paper.get_paper_display()), 18),
        Column(_("Of whom"), lambda matter: str(matter.fund.budget_paper.get_level_display()), 18),
        Column(_("Unit"), _unit, 22),
        Column(_("The congress or its standing committee meets on"), lambda matter: matter.fund.budget_paper.meets_on, 12),
        Column(_("Draft sent on"), lambda matter: matter.fund.budget_paper.draft_sent_on, 12),
        Column(_("Approved on"), lambda matter: matter.fund.budget_paper.adopted_on, 12),
        Column(_("Number of the resolution or reply"), lambda matter: matter.fund.budget_paper.adopted_paper, 20),
        Column(_("Told to its units on"), lambda matter: matter.fund.budget_paper.told_on, 12),
        Column(_("General transfers passed down on"), lambda matter: matter.fund.budget_paper.general_down_on, 12),
        Column(_("Special transfers passed down on"), lambda matter: matter.fund.budget_paper.special_down_on, 12),
        Column(_("Published on"), lambda matter: matter.fund.budget_paper.published_on, 12),
        Column(_("Published where"), lambda matter: matter.fund.budget_paper.published_where, 30),
        Column(_("State"), lambda matter: str(state_of(matter)), 20),
    ),
)  # fmt: skip


def postings(written: Written) -> Listing:
    """Postings, each with its paper."""
    return Listing(
        _("Postings"),
        (
            Column(_("Day"), lambda row: row.on, 12),
            Column(_("No."), lambda row: row.fund.matter.number, 16),
            Column(_("Name"), lambda row: row.fund.matter.title, 36),
            Column(_("Unit"), lambda row: _unit(row.fund), 22),
            Column(_("Budget year"), lambda row: row.fund.matter.year, 10),
            Column(_("What is posted"), lambda row: str(row.get_kind_display()), 18),
            Column(_("Expense"), lambda row: str(row.get_item_display()), 20),
            _money(_("Amount"), lambda row: row.amount, written),
            Column(_("Number of its paper or voucher"), lambda row: row.paper, 20),
            Column(_("Why it was reversed"), lambda row: row.reason, 24),
            Column(_("Entered by"), lambda row: str(row.entered_by), 12),
        ),
    )


def repayments(written: Written) -> Listing:
    """The calendar of repayment."""
    return Listing(
        _("Calendar of repayment"),
        (
            Column(_("Falls due on"), lambda row: row.due_on, 12),
            Column(_("No."), lambda row: row.bond.fund.matter.number, 16),
            Column(_("Bond"), lambda row: row.bond.fund.matter.title, 36),
            Column(_("Class of debt"), lambda row: str(row.bond.get_debt_class_display()), 18),
            Column(_("Principal or interest"), lambda row: str(row.get_part_display()), 14),
            _money(_("Amount"), lambda row: row.amount, written),
            Column(_("Paid on"), lambda row: row.paid_on, 12),
            Column(_("Number of its paper or voucher"), lambda row: row.paper, 20),
        ),
    )
