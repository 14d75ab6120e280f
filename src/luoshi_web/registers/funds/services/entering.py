"""A fund, a bond, a unit's three public expenses or a budget comes into the register; it goes to another unit; it is dropped."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from luoshi_web.accounts.models import Office
from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.funds.models import Bond, BudgetPaper, Fund
from luoshi_web.registers.funds.register import FUNDS
from luoshi_web.registers.funds.rules.states import FIRST, Act, Type
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.clearance import demand_cleared
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.register import demand_free
from luoshi_web.supervision.services.said import said


@dataclass(frozen=True, slots=True)
class Entered:
    """What all of them say. ``year``: the budget year; ``on``: since when it stands in the register."""

    number: str
    title: str
    office: Office
    year: int
    on: date
    secrecy: int = 0


@dataclass(frozen=True, slots=True)
class Special:
    """专项资金: whose money, under which subject, for what."""

    account: str
    source: str
    subject: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class NewBond:
    """政府债券: ``principal`` in 元, ``rate`` in per cent a year."""

    debt_class: str
    form: str
    principal: Decimal
    rate: Decimal
    used_for: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Three:
    """“三公”经费 of a unit: which units and what money (口径)."""

    scope: str


@dataclass(frozen=True, slots=True)
class Paper:
    """预决算: of what, of whom; the day on which the congress or standing committee meets, where it is the government's."""

    paper: str
    level: str
    meets_on: date | None = None
    transfers: bool = False


Part = Special | NewBond | Three | Paper
_TYPES: dict[type[Any], Type] = {
    Special: Type.SPECIAL,
    NewBond: Type.BOND,
    Three: Type.THREE,
    Paper: Type.BUDGET,
}


@transaction.atomic
def enter(*, actor: Actor, entered: Entered, part: Part, at: datetime) -> Fund:
    """It stands in the register.

    Raises :class:`Refusal`: ``not_yours``; ``day_to_come``; ``no_words``; ``number_taken``; ``unit_not_cleared``; ``no_amount``; ``day_before``;
    ``expenses_taken`` where the unit's three expenses of the year stand there in that scope; ``bonds_are_open``; ``no_meeting``; ``transfers_of_governments``.
    """
    type_ = _TYPES[type(part)]
    matter = Matter(
        register=Matter.Register.FUNDS, number=said(entered.number), year=entered.year, title=said(entered.title), office=entered.office,
        secrecy=entered.secrecy, state=FIRST[type_], opened_on=entered.on, entered_by_id=actor.person_id,
    )  # fmt: skip
    if not may(actor, "funds.keep", matter):
        raise Refusal("not_yours")
    demand_cleared(matter, entered.office)
    demand_come(entered.on, at)
    demand_free(matter)
    _demand_whole(matter, part)
    matter.save()
    fund = Fund(matter=matter, type=type_)
    if isinstance(part, Special):
        fund.account, fund.source = part.account, part.source
        fund.subject, fund.purpose = part.subject.strip(), part.purpose.strip()
    elif isinstance(part, Three):
        fund.scope = said(part.scope)
    fund.save(force_insert=True)
    if isinstance(part, NewBond):
        Bond.objects.create(
            fund=fund, debt_class=part.debt_class, form=part.form, principal=part.principal, rate=part.rate, used_for=said(part.used_for), due_on=part.due_on
        )  # fmt: skip
    elif isinstance(part, Paper):
        made = BudgetPaper.objects.create(fund=fund, paper=part.paper, level=part.level, meets_on=part.meets_on, transfers=part.transfers)  # fmt: skip
        _start_draft(fund, made)
    FUNDS.keep(fund)
    details = {"type": type_.value, "year": entered.year, "on": str(entered.on), "office": str(entered.office)}  # fmt: skip
    record(actor=actor, verb="funds.enter", target=matter, details=details, at=at)
    return fund


def _demand_whole(matter: Matter, part: Part) -> None:
    if isinstance(part, NewBond):
        if part.principal <= 0:
            raise Refusal("no_amount")
        demand_after(part.due_on, matter.opened_on)
        if matter.secrecy:
            raise Refusal("bonds_are_open")
    elif isinstance(part, Three):
        same = Fund.objects.filter(type=Type.THREE, scope=part.scope.strip(), matter__office=matter.office, matter__year=matter.year)  # fmt: skip
        if same.exclude(matter__state="dropped").exists():
            raise Refusal("expenses_taken")
    elif isinstance(part, Paper):
        government = part.level == BudgetPaper.Level.GOVERNMENT
        if government and part.meets_on is None:
            raise Refusal("no_meeting")
        if part.transfers and not (government and part.paper == BudgetPaper.Paper.BUDGET):
            raise Refusal("transfers_of_governments")


_DRAFTS = {BudgetPaper.Paper.BUDGET: "first_draft", BudgetPaper.Paper.ADJUSTMENT: "adjustment_draft"}


def _start_draft(fund: Fund, paper: BudgetPaper) -> None:
    """Thirty days before the congress or the standing committee meets (预算法 44, 69)."""
    code = _DRAFTS.get(BudgetPaper.Paper(paper.paper))
    if code and paper.meets_on is not None and paper.level == BudgetPaper.Level.GOVERNMENT:
        clocks.start_back(fund.matter, code, paper.meets_on, on=fund.matter.opened_on)


@transaction.atomic
def hand_over(
    *, actor: Actor, matter_id: int, version: int, office: Office, reason: str, at: datetime
) -> Fund:
    """Another unit has it. Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``unit_not_cleared``; ``no_words``."""
    fund = FUNDS.hold(actor, matter_id, "keep", version=version)
    FUNDS.demand_state(fund, *FUNDS.states.open)
    demand_cleared(fund.matter, office)
    before, why = fund.matter.office, said(reason)
    fund.matter.office = office
    FUNDS.keep(fund)
    details = {"before": str(before), "office": str(office), "reason": why}
    record(actor=actor, verb="funds.hand_over", target=fund.matter, details=details, at=at)
    return fund


@transaction.atomic
def drop(*, actor: Actor, matter_id: int, version: int, reason: str, at: datetime) -> Fund:
    """It comes to nothing before money moved: it stays a row and is counted nowhere. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``no_words``."""
    fund = FUNDS.hold(actor, matter_id, "keep", version=version)
    on = timezone.localdate(at)
    FUNDS.move(fund, Act.DROP, on=on)
    fund.dropped_why = said(reason)
    clocks.lift(fund.matter, on=on)
    FUNDS.keep(fund)
    record(actor=actor, verb="funds.drop", target=fund.matter, details={"reason": fund.dropped_why}, at=at)
    return fund
