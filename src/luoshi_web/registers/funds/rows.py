"""The rows of a fund as the pure rules see them, for gates; and a unit's expenses as statistics see them."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from luoshi_web.registers.funds.debts import debts_of, first_year, principal_due
from luoshi_web.registers.funds.figures import DebtClass, Item, Kind
from luoshi_web.registers.funds.models import Bond, Fund, FundEvaluation, FundPosting, Repayment
from luoshi_web.registers.funds.rules import facts
from luoshi_web.registers.funds.rules.states import Type

PARTS = ("postings", "targets", "evaluations")
"""What :func:`facts_of` reads of a fund, for ``prefetch_related``."""
Said = tuple[Kind, Decimal]
"""A posting that is asked about: its kind and amount in 元."""


def sums_of(fund: Fund) -> facts.Sums:
    """What stands posted to a special fund."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for posting in fund.postings.all():
        sums[posting.kind] += posting.amount
    return facts.Sums(**sums) if fund.type == Type.SPECIAL else facts.Sums()


def items_of(fund: Fund, kind: Kind) -> dict[Item, Decimal]:
    """What stands posted of each of the three expenses; one whose postings were all reversed is not there."""
    posted: dict[Item, Decimal] = defaultdict(Decimal)
    undone = {each.reverses_id for each in fund.postings.all() if each.reverses_id is not None}
    for posting in fund.postings.all():
        if posting.kind == kind and posting.reverses_id is None and posting.pk not in undone:
            posted[Item(posting.item)] += posting.amount
    return dict(posted)


def facts_of(fund: Fund, *, posting: Said | None = None, issue_on: date | None = None, actor: int | None = None) -> facts.Fund:  # fmt: skip
    """The whole, as it is kept, or as it would be with one posting more. ``issue_on``: the day of a bond's issue; ``actor``: who is about to act."""
    sums = sums_of(fund)
    if posting is not None and fund.type == Type.SPECIAL:
        sums = sums.after(*posting)
    said = {each.by: each for each in fund.evaluations.all()}
    unit = said.get(FundEvaluation.By.UNIT)
    return facts.Fund(
        type=Type(fund.type), sums=sums, kind=posting[0] if posting else None, targets=tuple(each.reached is not None for each in fund.targets.all()),
        self_evaluated_by=unit.entered_by_id if unit else None, result_used=bool(fund.result_use), actor=actor,
        three=_three(fund, posting) if fund.type == Type.THREE else facts.Three(),
        bond=_bond(fund.bond, issue_on) if fund.type == Type.BOND else None,
    )  # fmt: skip


def _three(fund: Fund, posting: Said | None) -> facts.Three:
    budgeted, settled = items_of(fund, Kind.BUDGET), items_of(fund, Kind.FINAL)
    running = sum(items_of(fund, Kind.RUNNING).values(), start=Decimal(0))
    if posting is not None and posting[0] is Kind.RUNNING:
        running += posting[1]
    total = sum(budgeted.values(), start=Decimal(0))
    return facts.Three(frozenset(budgeted), frozenset(settled), total, running, last_budget(fund))


def last_budget(fund: Fund) -> Decimal | None:
    """The budget of the year before of the same unit and scope; None where the register has none."""
    matter = fund.matter
    before = FundPosting.objects.filter(
        kind=Kind.BUDGET, fund__type=Type.THREE, fund__scope=fund.scope, fund__matter__office=matter.office_id,
        fund__matter__year=matter.year - 1,
    ).exclude(fund__matter__state="dropped")  # fmt: skip
    amounts = list(before.values_list("amount", flat=True))
    return sum(amounts, start=Decimal(0)) if amounts else None


def _bond(bond: Bond, on: date | None) -> facts.Bond:
    """``on``: the day of its issue; today's year where none is said is of no use to a gate, so that nothing is known of the class then."""
    of = DebtClass(bond.debt_class)
    calendar = sum((each.amount for each in bond.repayments.all() if each.part == Repayment.Part.PRINCIPAL), start=Decimal(0))  # fmt: skip
    paper = getattr(bond.adopted_in, "budget_paper", None)
    first = first_year(of)
    return facts.Bond(
        form=facts.Form(bond.form), principal=bond.principal, calendar=calendar, adopted_on=paper.adopted_on if paper else None,
        debt=debts_of(on.year, on=date(on.year, 12, 31)).get(of) if on else None, due_this_year=principal_due(of, on.year) if on else Decimal(0),
        taken_over=on is not None and first is not None and on.year < first,
    )  # fmt: skip
