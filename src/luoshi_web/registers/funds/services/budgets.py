"""预决算: the draft is sent, approved, told to the units, passed down, published, each on its day; what is owed runs as clocks of the budget law."""

from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.funds.models import BudgetPaper, Fund
from luoshi_web.registers.funds.register import FUNDS
from luoshi_web.registers.funds.rules.states import Act, State
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.supervision.services.said import said


class Told(StrEnum):
    """To whom an approved budget goes: the units (批复), governments below (转移支付, general or special)."""

    UNITS = "units"
    GENERAL = "general"
    SPECIAL = "special"


_DAYS = {Told.UNITS: "told_on", Told.GENERAL: "general_down_on", Told.SPECIAL: "special_down_on"}


def owed(paper: BudgetPaper) -> tuple[tuple[str, str, str], ...]:
    """What follows from the approval: clock, its variant, and the column of the day on which it is done (预算法 14, 52)."""
    government, budget = (
        paper.level == BudgetPaper.Level.GOVERNMENT,
        paper.paper == BudgetPaper.Paper.BUDGET,
    )
    found = [("publish" if government else "publish_department", "", "published_on")]
    if budget:
        found.append(("units_told" if government else "sub_units_told", "", "told_on"))
    if paper.transfers:
        found += [("pass_down", "general", "general_down_on"), ("pass_down", "special", "special_down_on")]
    return tuple(found)


@transaction.atomic
def send_draft(*, actor: Actor, matter_id: int, version: int, on: date, at: datetime) -> BudgetPaper:
    """The draft went to the congress's committee. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``sent_already``; ``day_to_come``."""
    fund = FUNDS.hold(actor, matter_id, "keep", version=version)
    FUNDS.demand_state(fund, State.DRAFTED)
    demand_come(on, at)
    paper = fund.budget_paper
    if paper.draft_sent_on is not None:
        raise Refusal("sent_already")
    paper.draft_sent_on = on
    paper.save(update_fields=["draft_sent_on"])
    for code in ("first_draft", "adjustment_draft"):
        clocks.settle(fund.matter, code, on=on)
    FUNDS.keep(fund)
    record(actor=actor, verb="funds.send_draft", target=fund.matter, details={"on": str(on)}, at=at)
    return paper


@transaction.atomic
def adopt(*, actor: Actor, matter_id: int, version: int, on: date, number: str, at: datetime) -> BudgetPaper:
    """The congress or standing committee approved it; of a department the finance office told it. What is owed begins to run.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``day_to_come``; ``day_before`` the draft was sent; ``no_words``.
    """
    fund = FUNDS.hold(actor, matter_id, "keep", version=version)
    demand_come(on, at)
    FUNDS.move(fund, Act.ADOPT, on=on)
    paper = fund.budget_paper
    demand_after(on, paper.draft_sent_on)
    paper.adopted_on, paper.adopted_paper = on, said(number)
    paper.save(update_fields=["adopted_on", "adopted_paper"])
    clocks.lift(fund.matter, on=on, codes=("first_draft", "adjustment_draft"))
    of = fund.matter.office if paper.level == BudgetPaper.Level.DEPARTMENT else None
    for code, variant, _day in owed(paper):
        clocks.start(fund.matter, code, on, place="", variant=variant, of=of)
    FUNDS.keep(fund)
    record(actor=actor, verb="funds.adopt", target=fund.matter, details={"on": str(on), "paper": paper.adopted_paper}, at=at)  # fmt: skip
    return paper


@transaction.atomic
def tell(*, actor: Actor, matter_id: int, version: int, to: str, on: date, at: datetime) -> BudgetPaper:
    """It was told to the units, or its transfers were passed down: of the government by the finance office alone (预算法实施条例 59), of a department by its head.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``not_owed``; ``day_to_come``; ``day_before`` the approval.
    """
    fund, paper = _adopted(actor, matter_id, version, on, at)
    column = _DAYS[Told(to)]
    done = next(((code, variant) for code, variant, day in owed(paper) if day == column), None)
    if done is None or getattr(paper, column) is not None:
        raise Refusal("not_owed")
    setattr(paper, column, on)
    _done(fund, paper, *done, on=on, column=column)
    record(actor=actor, verb="funds.tell", target=fund.matter, details={"to": to, "on": str(on)}, at=at)
    return paper


@transaction.atomic
def publish(*, actor: Actor, matter_id: int, version: int, where: str, on: date, at: datetime) -> BudgetPaper:
    """It was published (预决算公开), with its address. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``not_owed``; ``day_to_come``; ``day_before``; ``no_words``; ``secret_not_published``."""
    fund, paper = _adopted(actor, matter_id, version, on, at)
    if fund.matter.secrecy:
        raise Refusal("secret_not_published")
    if paper.published_on is not None:
        raise Refusal("not_owed")
    paper.published_on, paper.published_where = on, said(where)
    _done(fund, paper, owed(paper)[0][0], "", on=on, column="published_on")
    details = {"on": str(on), "where": paper.published_where}
    record(actor=actor, verb="funds.publish", target=fund.matter, details=details, at=at)
    return paper


def right_of(paper: BudgetPaper) -> str:
    """Who tells and publishes: the keeper for the government, a department's head for its own."""
    return "keep" if paper.level == BudgetPaper.Level.GOVERNMENT else "answer"


def _adopted(actor: Actor, matter_id: int, version: int, on: date, at: datetime) -> tuple[Fund, BudgetPaper]:
    fund = FUNDS.hold(actor, matter_id, "read", version=version)
    FUNDS.demand_state(fund, State.ADOPTED)
    paper: BudgetPaper = fund.budget_paper
    fund = FUNDS.hold(actor, matter_id, right_of(paper))
    demand_come(on, at)
    demand_after(on, paper.adopted_on)
    return fund, paper


def _done(fund: Fund, paper: BudgetPaper, code: str, variant: str, *, on: date, column: str) -> None:
    """What was owed is done on a day; once nothing is, the paper has ended."""
    paper.save()
    clocks.settle(fund.matter, code, on=on, variant=variant)
    if all(getattr(paper, day) is not None for _code, _variant, day in owed(paper)):
        last = max(getattr(paper, day) for _code, _variant, day in owed(paper))
        FUNDS.move(fund, Act.CARRY, on=last)
    FUNDS.keep(fund)
