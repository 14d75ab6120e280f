"""Money is posted, moved between lines, reversed; a second person confirms a period; what is left is taken back."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.engine.gates import Gate
from luoshi_web.registers.funds.figures import Item, Kind
from luoshi_web.registers.funds.models import Fund, FundPosting
from luoshi_web.registers.funds.register import FUNDS
from luoshi_web.registers.funds.rules import facts
from luoshi_web.registers.funds.rules.gates import ALLOCATE, EXPEND, POST
from luoshi_web.registers.funds.rules.states import POSTED, Act, State, Type, reached
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.supervision.services.said import said

BY_KEEPER = (Kind.BUDGET, Kind.ADJUSTMENT, Kind.ALLOCATED, Kind.PAID, Kind.RECOVERED)
"""What 财政 posts to a special fund; a unit posts what it spent."""
OF_THREE = {State.SET: (Kind.BUDGET,), State.RUNNING: (Kind.RUNNING, Kind.FINAL)}
"""What a unit posts of its three public expenses, by where they stand."""
_MOVES = {State.BUDGETED: (Kind.ALLOCATED, Act.ALLOCATE), State.ALLOCATED: (Kind.PAID, Act.PAY), State.PAID: (Kind.SPENT, Act.SPEND)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Posted:
    """What a posting says: ``amount`` in 元, the number of its ``paper``."""

    kind: str
    amount: Decimal
    on: date
    paper: str


@transaction.atomic
def post(*, actor: Actor, matter_id: int, version: int, posted: Posted, at: datetime) -> FundPosting:
    """财政 budgets, adjusts, allocates, pays out or recovers on a special fund; the first of a kind moves it.

    Raises :class:`Refusal`: ``not_yours``; ``changed_meanwhile``; ``other_fund``; ``matter_state``; ``gate_shut``; ``no_amount``; ``not_posted_here``;
    ``other_year``; ``period_confirmed``; ``day_to_come``; ``no_words``.
    """
    fund = FUNDS.hold(actor, matter_id, "keep", version=version)
    if posted.kind not in BY_KEEPER:
        raise Refusal("not_posted_here")
    return _post(fund, actor, posted, at, "funds.post")


@transaction.atomic
def spend(*, actor: Actor, matter_id: int, version: int, posted: Posted, at: datetime) -> FundPosting:
    """The unit enters what it spent of what was paid out. Raises :class:`Refusal` as :func:`post`."""
    fund = FUNDS.hold(actor, matter_id, "handle", version=version)
    if posted.kind != Kind.SPENT:
        raise Refusal("not_posted_here")
    return _post(fund, actor, posted, at, "funds.spend")


def _post(fund: Fund, actor: Actor, posted: Posted, at: datetime, verb: str) -> FundPosting:
    FUNDS.demand_type(fund, Type.SPECIAL)
    FUNDS.demand_state(fund, *POSTED)
    kind = Kind(posted.kind)
    if not posted.amount or (posted.amount < 0 and kind is not Kind.ADJUSTMENT):
        raise Refusal("no_amount")
    _demand_day(fund, posted.on, at)
    gate = ALLOCATE if kind is Kind.ALLOCATED else POST
    excepted = _demand_open(gate, fund, kind, posted.amount, posted.on)
    made = FundPosting.objects.create(fund=fund, kind=kind, amount=posted.amount, on=posted.on, paper=said(posted.paper), entered_by_id=actor.person_id)  # fmt: skip
    needed, act = _MOVES.get(FUNDS.state(fund), (None, None))
    if act is not None and kind is needed:
        FUNDS.move(fund, act, on=posted.on)
    FUNDS.keep(fund)
    details = {"kind": kind.value, "amount": str(posted.amount), "on": str(posted.on), "paper": made.paper}
    record(actor=actor, verb=verb, target=fund.matter, details=details | ({"excepted": excepted} if excepted else {}), at=at)  # fmt: skip
    return made


def _demand_open(gate: Gate[facts.Fund], fund: Fund, kind: Kind, amount: Decimal, on: date) -> list[str]:
    passage = FUNDS.demand_open(gate, fund, on=on, posting=(kind, amount))
    return [reason.code for reason, _by in passage.waived]


def _demand_day(fund: Fund, on: date, at: datetime) -> None:
    """Of the budget year, come, and in no period that was confirmed."""
    demand_come(on, at)
    if on.year != fund.matter.year:
        raise Refusal("other_year", year=str(fund.matter.year))
    if fund.confirmed_until is not None and on <= fund.confirmed_until:
        raise Refusal("period_confirmed", day=str(fund.confirmed_until))


@transaction.atomic
def move_line(
    *, actor: Actor, matter_id: int, version: int, to: int, amount: Decimal, on: date, paper: str, at: datetime
) -> FundPosting:  # fmt: skip
    """Money of a line goes to another of the same year by its paper (调剂, 预算法 72): one adjustment less, one more.

    Raises :class:`Refusal` as :func:`post`, and ``same_line``.
    """
    first, second = sorted((matter_id, to))
    if first == second:
        raise Refusal("same_line")
    held = {
        key: FUNDS.hold(actor, key, "keep", version=version if key == matter_id else None)
        for key in (first, second)
    }
    less = _post(held[matter_id], actor, Posted(Kind.ADJUSTMENT, -abs(amount), on, paper), at, "funds.move_line")  # fmt: skip
    _post(held[to], actor, Posted(Kind.ADJUSTMENT, abs(amount), on, paper), at, "funds.move_line")
    return less


@transaction.atomic
def reverse(
    *, actor: Actor, matter_id: int, version: int, posting_id: int, reason: str, at: datetime
) -> FundPosting:
    """A posting was wrong: another with the opposite sign undoes it from today on, in a confirmed period too; both stay. A fund goes back to how far it is.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``reversed_already``; ``gate_shut`` where later postings stand on it; ``no_words``.
    """
    fund = FUNDS.hold(actor, matter_id, "keep", version=version)
    FUNDS.demand_state(fund, *POSTED, State.SET, State.RUNNING)
    wrong = FundPosting.objects.select_for_update(of=("self",)).filter(fund=fund, pk=posting_id, reverses=None).first()  # fmt: skip
    if wrong is None or FundPosting.objects.filter(reverses=wrong).exists():
        raise Refusal("reversed_already")
    on = min(timezone.localdate(at), date(fund.matter.year, 12, 31))
    kind = Kind(wrong.kind)
    if fund.type == Type.SPECIAL:
        _demand_open(POST, fund, kind, -wrong.amount, on)
    elif kind is Kind.BUDGET:
        FUNDS.demand_state(fund, State.SET)
    made = FundPosting.objects.create(
        fund=fund, kind=kind, item=wrong.item, amount=-wrong.amount, on=max(on, wrong.on), paper=wrong.paper, reason=said(reason), reverses=wrong,
        entered_by_id=actor.person_id,
    )  # fmt: skip
    if fund.type == Type.SPECIAL:
        sums = FUNDS.seen(fund).sums
        fund.matter.state = reached({State.ALLOCATED: sums.allocated > 0, State.PAID: sums.paid > 0, State.SPENT: sums.spent > 0}).value  # fmt: skip
    FUNDS.keep(fund)
    details = {"kind": kind.value, "amount": str(made.amount), "of": str(wrong.on), "reason": made.reason}
    record(actor=actor, verb="funds.reverse", target=fund.matter, details=details, at=at)
    return made


@transaction.atomic
def recover(*, actor: Actor, matter_id: int, version: int, on: date, paper: str, at: datetime) -> FundPosting:
    """All that is allocated and not spent is taken back (收回存量资金), and the fund ends.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``nothing_left``; ``other_year``; ``period_confirmed``; ``day_to_come``; ``no_words``.
    """
    fund = FUNDS.hold(actor, matter_id, "keep", version=version)
    FUNDS.move(fund, Act.RECOVER, on=on)
    _demand_day(fund, on, at)
    left = FUNDS.seen(fund).sums.left
    if left <= 0:
        raise Refusal("nothing_left")
    made = FundPosting.objects.create(fund=fund, kind=Kind.RECOVERED, amount=left, on=on, paper=said(paper), entered_by_id=actor.person_id)  # fmt: skip
    FUNDS.keep(fund)
    record(actor=actor, verb="funds.recover", target=fund.matter, details={"amount": str(left), "on": str(on)}, at=at)  # fmt: skip
    return made


@transaction.atomic
def expend(
    *, actor: Actor, matter_id: int, version: int, kind: str, item: str, amount: Decimal, on: date, paper: str, at: datetime
) -> FundPosting:  # fmt: skip
    """The unit enters a budget, a sum so far or a final account of one of its three public expenses, in 元; 0 is said, too.

    Raises :class:`Refusal`: ``not_yours``; ``other_fund``; ``matter_state``; ``gate_shut`` over the budget; ``cars_twice`` where cars stand whole and
    in parts; ``item_taken``; ``no_amount``; ``not_posted_here``; ``other_year`` but for a final account; ``period_confirmed``; ``no_words``.
    """
    fund = FUNDS.hold(actor, matter_id, "handle", version=version)
    FUNDS.demand_type(fund, Type.THREE)
    FUNDS.demand_state(fund, *OF_THREE)
    of_kind, of_item = Kind(kind), Item(item)
    if of_kind not in OF_THREE[FUNDS.state(fund)]:
        raise Refusal("not_posted_here")
    if amount < 0:
        raise Refusal("no_amount")
    if of_kind is Kind.RUNNING:
        _demand_day(fund, on, at)
    else:
        demand_come(on, at)
        demand_after(on, date(fund.matter.year - 1, 7, 1))
    _demand_disjoint(fund, of_kind, of_item)
    excepted = _demand_open(EXPEND, fund, of_kind, amount, on) if of_kind is Kind.RUNNING else []
    made = FundPosting.objects.create(fund=fund, kind=of_kind, item=of_item, amount=amount, on=on, paper=said(paper), entered_by_id=actor.person_id)  # fmt: skip
    FUNDS.keep(fund)
    details = {"kind": of_kind.value, "item": of_item.value, "amount": str(amount), "on": str(on)}
    record(actor=actor, verb="funds.expend", target=fund.matter, details=details | ({"excepted": excepted} if excepted else {}), at=at)  # fmt: skip
    return made


def _demand_disjoint(fund: Fund, kind: Kind, item: Item) -> None:
    """Cars are entered whole or in their two parts, never both; a budget or final account of an item once."""
    parts = {Item.CARS_BOUGHT, Item.CARS_RUN}
    other = {Item.CARS} if item in parts else parts if item is Item.CARS else set()
    standing = FundPosting.objects.filter(Q(reversed_by=None), fund=fund, kind=kind, reverses=None)
    if standing.filter(item__in=other).exists():
        raise Refusal("cars_twice")
    if kind is not Kind.RUNNING and standing.filter(item=item).exists():
        raise Refusal("item_taken")


@transaction.atomic
def confirm(*, actor: Actor, matter_id: int, version: int, until: date, at: datetime) -> Fund:
    """A second person of the keeper, its head in a department, confirms what is posted up to a day: from then on that period takes reversals only.

    Raises :class:`Refusal`: ``not_yours``; ``day_to_come``; ``nothing_posted``; ``own_posting`` where one of them is the actor's; ``period_confirmed``.
    """
    fund = FUNDS.hold(actor, matter_id, "confirm", version=version)
    demand_come(until, at)
    if fund.confirmed_until is not None and until <= fund.confirmed_until:
        raise Refusal("period_confirmed", day=str(fund.confirmed_until))
    period = fund.postings.filter(on__lte=until)
    if fund.confirmed_until is not None:
        period = period.filter(on__gt=fund.confirmed_until)
    if not period.exists():
        raise Refusal("nothing_posted")
    if period.filter(entered_by=actor.person_id).exists():
        raise Refusal("own_posting")
    fund.confirmed_until, fund.confirmed_by_id = until, actor.person_id
    FUNDS.keep(fund)
    record(actor=actor, verb="funds.confirm", target=fund.matter, details={"until": str(until)}, at=at)
    return fund
