"""Debt: limits of a class and year, a bond's calendar, its approval, issue and repayment."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.funds.models import Bond, BudgetPaper, DebtLimit, Fund, Repayment
from luoshi_web.registers.funds.register import FUNDS
from luoshi_web.registers.funds.rules.facts import Form
from luoshi_web.registers.funds.rules.gates import APPROVE, ISSUE
from luoshi_web.registers.funds.rules.states import Act, State, Type
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.supervision.services.said import said


@transaction.atomic
def set_limit(
    *, actor: Actor, debt_class: str, year: int, begin: Decimal, limit: Decimal, paper: str, at: datetime
) -> DebtLimit:
    """The limit of a class for a year, as its paper says, and the balance with which the year begins, in 元. It holds once another person confirmed it.

    Raises :class:`Refusal`: ``not_yours``; ``no_amount``; ``limit_said`` where the same stands there; ``no_words``.
    """
    if not may(actor, "funds.keep"):
        raise Refusal("not_yours")
    if begin < 0 or limit < 0:
        raise Refusal("no_amount")
    row = {"debt_class": debt_class, "year": year, "begin": begin, "limit": limit, "paper": said(paper)}
    if DebtLimit.objects.filter(**row).exists():
        raise Refusal("limit_said")
    made = DebtLimit.objects.create(**row, entered_by_id=actor.person_id)
    details = {"begin": str(begin), "limit": str(limit), "paper": made.paper}
    record(actor=actor, verb="funds.set_limit", target=made, details=details, at=at)
    return made


@transaction.atomic
def confirm_limit(*, actor: Actor, limit_id: int, at: datetime) -> DebtLimit:
    """Another person of the keeper confirms it. Raises :class:`Refusal`: ``not_yours``; ``limit_decided``; ``own_limit``."""
    if not may(actor, "funds.confirm"):
        raise Refusal("not_yours")
    found = DebtLimit.objects.select_for_update(of=("self",)).filter(pk=limit_id, confirmed_by=None).first()
    if found is None:
        raise Refusal("limit_decided")
    if found.entered_by_id == actor.person_id:
        raise Refusal("own_limit")
    found.confirmed_by_id = actor.person_id
    found.save(update_fields=["confirmed_by"])
    record(actor=actor, verb="funds.confirm_limit", target=found, details={"limit": str(found.limit)}, at=at)
    return found


@transaction.atomic
def schedule(
    *, actor: Actor, matter_id: int, version: int, part: str, due_on: date, amount: Decimal, at: datetime
) -> Repayment:
    """A day of the calendar of principal and interest, in 元; interest may still be added later.

    Raises :class:`Refusal`: ``not_yours``; ``other_fund``; ``matter_state``; ``no_amount``; ``day_taken``; ``over_principal``; ``day_before``; ``after_the_last``.
    """
    fund = FUNDS.hold(actor, matter_id, "keep", version=version)
    FUNDS.demand_type(fund, Type.BOND)
    open_ = (State.PLANNED, State.APPROVED)
    interest = part == Repayment.Part.INTEREST
    FUNDS.demand_state(fund, *open_, *((State.ISSUED, State.REPAYING) if interest else ()))
    if amount <= 0:
        raise Refusal("no_amount")
    demand_after(due_on, fund.bond.issued_on)
    if due_on > fund.bond.due_on:
        raise Refusal("after_the_last", day=str(fund.bond.due_on))
    rows = list(fund.bond.repayments.filter(part=part))
    if any(each.due_on == due_on for each in rows):
        raise Refusal("day_taken", day=str(due_on))
    if not interest and sum((each.amount for each in rows), start=amount) > fund.bond.principal:
        raise Refusal("over_principal")
    made = Repayment.objects.create(bond=fund.bond, part=part, due_on=due_on, amount=amount)
    FUNDS.keep(fund)
    details = {"part": part, "due_on": str(due_on), "amount": str(amount)}
    record(actor=actor, verb="funds.schedule", target=fund.matter, details=details, at=at)
    return made


@transaction.atomic
def unschedule(*, actor: Actor, matter_id: int, version: int, repayment_id: int, at: datetime) -> Fund:
    """A day of the calendar is taken out while the bond is not issued. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``repaid_already``."""
    fund = FUNDS.hold(actor, matter_id, "keep", version=version)
    FUNDS.demand_state(fund, State.PLANNED, State.APPROVED)
    found = _waiting(fund, repayment_id)
    details = {"part": found.part, "due_on": str(found.due_on), "amount": str(found.amount)}
    found.delete()
    FUNDS.keep(fund)
    record(actor=actor, verb="funds.unschedule", target=fund.matter, details=details, at=at)
    return fund


@transaction.atomic
def approve(*, actor: Actor, matter_id: int, version: int, adopted_in: int | None, on: date, at: datetime) -> Bond:  # fmt: skip
    """It stands in a budget or adjustment that the congress or its standing committee approved; new debt only so (预算法 35, 67).

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``no_such_budget``; ``gate_shut``; ``day_to_come``.
    """
    fund = FUNDS.hold(actor, matter_id, "keep", version=version)
    demand_come(on, at)
    FUNDS.move(fund, Act.APPROVE, on=on)
    bond = fund.bond
    if adopted_in is not None:
        papers = BudgetPaper.objects.filter(pk=adopted_in, level=BudgetPaper.Level.GOVERNMENT, adopted_on__isnull=False).exclude(paper=BudgetPaper.Paper.FINAL)  # fmt: skip
        if not papers.filter(fund__matter__secrecy__lte=fund.matter.secrecy).exists():
            raise Refusal("no_such_budget")
        bond.adopted_in_id = adopted_in
        bond.save(update_fields=["adopted_in"])
    if bond.form == Form.NEW:
        FUNDS.demand_open(APPROVE, fund, on=on, issue_on=on)
    FUNDS.keep(fund)
    record(actor=actor, verb="funds.approve", target=fund.matter, details={"on": str(on), "adopted_in": adopted_in}, at=at)  # fmt: skip
    return bond


@transaction.atomic
def issue(*, actor: Actor, matter_id: int, version: int, on: date, at: datetime) -> Bond:
    """It is issued: the balance of its class stays within its limit, and the calendar repays all of it. No exception.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``gate_shut``; ``day_to_come``; ``day_before`` a repayment's day.
    """
    fund = FUNDS.hold(actor, matter_id, "keep", version=version)
    demand_come(on, at)
    FUNDS.move(fund, Act.ISSUE, on=on)
    bond = fund.bond
    # one after the other: of two issues that both fit, the second sees the first
    list(DebtLimit.objects.select_for_update(of=("self",)).filter(debt_class=bond.debt_class, year=on.year).order_by("pk"))  # fmt: skip
    for each in bond.repayments.all():
        demand_after(each.due_on, on)
    FUNDS.demand_open(ISSUE, fund, on=on, issue_on=on)
    bond.issued_on = on
    bond.save(update_fields=["issued_on"])
    FUNDS.keep(fund)
    details = {"on": str(on), "principal": str(bond.principal), "class": bond.debt_class}
    record(actor=actor, verb="funds.issue", target=fund.matter, details=details, at=at)
    return bond


@transaction.atomic
def repay(
    *, actor: Actor, matter_id: int, version: int, repayment_id: int, on: date, paper: str, at: datetime
) -> Repayment:
    """A day of the calendar was paid, as its paper says; the last one ends the bond.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``repaid_already``; ``day_to_come``; ``day_before`` the issue; ``no_words``.
    """
    fund = FUNDS.hold(actor, matter_id, "keep", version=version)
    FUNDS.demand_state(fund, State.ISSUED, State.REPAYING)
    demand_come(on, at)
    demand_after(on, fund.bond.issued_on)
    found = _waiting(fund, repayment_id)
    found.paid_on, found.paper, found.paid_by_id = on, said(paper), actor.person_id
    found.save(update_fields=["paid_on", "paper", "paid_by"])
    if not fund.bond.repayments.filter(paid_on=None).exists():
        FUNDS.move(fund, Act.REPAY_ALL, on=on)
    elif FUNDS.state(fund) is State.ISSUED:
        FUNDS.move(fund, Act.REPAY, on=on)
    FUNDS.keep(fund)
    details = {"part": found.part, "due_on": str(found.due_on), "on": str(on), "amount": str(found.amount)}
    record(actor=actor, verb="funds.repay", target=fund.matter, details=details, at=at)
    return found


def _waiting(fund: Fund, repayment_id: int) -> Repayment:
    found = Repayment.objects.select_for_update(of=("self",)).filter(bond=fund.pk, pk=repayment_id, paid_on=None).first()  # fmt: skip
    if found is None:
        raise Refusal("repaid_already")
    return found
