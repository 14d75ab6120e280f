"""How far a finding was put right before this register was kept here, as a list says it. Only of one that came from a list, and only once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.findings.models import Finding, FindingMoney
from luoshi_web.registers.findings.register import FINDINGS
from luoshi_web.registers.findings.rules.states import Act, State
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.days import demand_after, demand_come

_WAYS: dict[State, tuple[Act, ...]] = {
    State.ASSIGNED: (),
    State.RECTIFYING: (Act.PLAN, Act.ACCEPT),
    State.LASTING: (Act.PLAN, Act.ACCEPT, Act.LAST),
    State.CLOSED: (Act.PLAN, Act.ACCEPT, Act.APPLY, Act.VERIFY, Act.SIGN_OFF, Act.CLOSE),
}
"""How far it went → the ways that it must have gone; who went them the list does not say."""


@dataclass(frozen=True, slots=True)
class PutRight:
    """What a list tells. ``on`` is the day of the closing, None where it is not closed; ``source`` names the list and the line. ``money``: (kind,
    amount in 元, voucher, day).
    """

    state: State
    source: str
    on: date | None = None
    measures: str = ""
    rules_made: int = 0
    money: Sequence[tuple[str, Decimal, str, date]] = ()


@transaction.atomic
def take_over(*, actor: Actor, matter_id: int, version: int, put_right: PutRight, at: datetime) -> Finding:
    """It was being put right, or was closed, before the register was kept here. Who applied, verified and signed off stays unknown; proofs are not asked.

    Raises :class:`Refusal`: ``not_yours``; ``not_taken_over``; ``matter_state``; ``closing_day_of_the_closed``; ``over_amount`` for more money than was found;
    ``day_to_come``; ``day_before``.
    """
    finding = FINDINGS.hold(actor, matter_id, "keep", version=version)
    if not finding.taken_over:
        raise Refusal("not_taken_over")
    FINDINGS.demand_state(finding, State.ASSIGNED)
    day = put_right.on
    if (put_right.state is State.CLOSED) != (day is not None):
        raise Refusal("closing_day_of_the_closed")
    for act in _WAYS[put_right.state]:
        FINDINGS.move(finding, act, on=day or finding.received_on)
    finding.measures, finding.rules_made = put_right.measures.strip(), put_right.rules_made
    if day is not None:
        demand_come(day, at)
        demand_after(day, finding.received_on)
        finding.closed_on = day
    _pay(finding, put_right, actor, at)
    clocks.lift(finding.matter, on=day or finding.received_on, codes=() if day is not None else ("list", "plan"))  # fmt: skip
    FINDINGS.keep(finding)
    details = {"state": put_right.state.value, "on": str(day or ""), "vouchers": len(put_right.money), "from": put_right.source}  # fmt: skip
    record(actor=actor, verb="findings.take_over", target=finding.matter, details=details, at=at)
    return finding


def _pay(finding: Finding, put_right: PutRight, actor: Actor, at: datetime) -> None:
    total = sum((amount for _kind, amount, _voucher, _on in put_right.money), Decimal(0))
    if total > (finding.amount or 0):
        raise Refusal("over_amount", total=f"{total:.2f}", amount=f"{finding.amount or 0:.2f}")
    for _kind, _amount, _voucher, on in put_right.money:
        demand_come(on, at)
        demand_after(on, finding.issued_on)
    FindingMoney.objects.bulk_create(
        FindingMoney(finding=finding, kind=kind, amount=amount, voucher=voucher, on=on, by_id=actor.person_id)
        for kind, amount, voucher, on in put_right.money
    )
