"""“三公”经费: the budget of a unit takes effect, and its final account closes the year."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.services import record
from luoshi_web.registers.engine.gates import Gate
from luoshi_web.registers.funds.models import Fund
from luoshi_web.registers.funds.register import FUNDS
from luoshi_web.registers.funds.rules import facts
from luoshi_web.registers.funds.rules.gates import CLOSE, RUN
from luoshi_web.registers.funds.rules.states import Act


@transaction.atomic
def run(*, actor: Actor, matter_id: int, version: int, at: datetime) -> Fund:
    """The keeper lets the budget take effect: all three are budgeted, and the total is no more than last year's (只减不增) or excepted.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``gate_shut``.
    """
    return _go(RUN, Act.RUN, "funds.run", actor, matter_id, version, at)


@transaction.atomic
def close(*, actor: Actor, matter_id: int, version: int, at: datetime) -> Fund:
    """The keeper closes the year: all three have a final account. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``gate_shut``."""
    return _go(CLOSE, Act.CLOSE, "funds.close", actor, matter_id, version, at)


def _go(gate: Gate[facts.Fund], act: Act, verb: str, actor: Actor, matter_id: int, version: int, at: datetime) -> Fund:  # fmt: skip
    fund = FUNDS.hold(actor, matter_id, "keep", version=version)
    on = timezone.localdate(at)
    FUNDS.move(fund, act, on=on)
    passage = FUNDS.demand_open(gate, fund, on=on)
    FUNDS.keep(fund)
    excepted = [reason.code for reason, _by in passage.waived]
    record(actor=actor, verb=verb, target=fund.matter, details={"excepted": excepted} if excepted else {}, at=at)  # fmt: skip
    return fund
