"""绩效: what a fund is to reach, what was reached, the unit's own evaluation, the keeper's, what follows from it; and the end of it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.funds.models import Fund, FundEvaluation, FundTarget
from luoshi_web.registers.funds.register import FUNDS
from luoshi_web.registers.funds.rules.gates import EVALUATE, SETTLE
from luoshi_web.registers.funds.rules.states import POSTED, Act, State, Type
from luoshi_web.registers.matters.days import demand_come
from luoshi_web.supervision.services.said import said

_SPENT_ON = tuple(state for state in POSTED if state is not State.BUDGETED)


@dataclass(frozen=True, slots=True)
class Target:
    """A performance target: ``value`` in ``unit``, at least or at most, with its ``weight`` of 100."""

    of: str
    words: str
    value: Decimal
    weight: Decimal
    unit: str = ""
    at_least: bool = True


@transaction.atomic
def aim(*, actor: Actor, matter_id: int, version: int, target: Target, at: datetime) -> FundTarget:
    """The unit names a performance target before the fund is evaluated.

    Raises :class:`Refusal`: ``not_yours``; ``other_fund``; ``matter_state``; ``weights_over`` 100; ``no_words``.
    """
    fund = FUNDS.hold(actor, matter_id, "handle", version=version)
    FUNDS.demand_type(fund, Type.SPECIAL)
    FUNDS.demand_state(fund, *POSTED)
    weights = sum((each.weight for each in fund.targets.all()), start=Decimal(0)) + target.weight
    if target.weight <= 0 or weights > 100:
        raise Refusal("weights_over", total=f"{weights.normalize():f}")
    made = FundTarget.objects.create(
        fund=fund, of=target.of, words=said(target.words), value=target.value, unit=target.unit.strip(), at_least=target.at_least, weight=target.weight,
        entered_by_id=actor.person_id,
    )  # fmt: skip
    FUNDS.keep(fund)
    record(actor=actor, verb="funds.aim", target=fund.matter, details={"of": target.of, "value": str(target.value)}, at=at)  # fmt: skip
    return made


@transaction.atomic
def reach(
    *, actor: Actor, matter_id: int, version: int, target_id: int, reached: Decimal, on: date, at: datetime
) -> FundTarget:
    """The unit says how much of a target was reached; once. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``no_such_target``; ``day_to_come``."""
    fund = FUNDS.hold(actor, matter_id, "handle", version=version)
    FUNDS.demand_state(fund, *_SPENT_ON)
    demand_come(on, at)
    found = FundTarget.objects.select_for_update(of=("self",)).filter(fund=fund, pk=target_id, reached=None).first()  # fmt: skip
    if found is None:
        raise Refusal("no_such_target")
    found.reached, found.reached_on = reached, on
    found.save(update_fields=["reached", "reached_on"])
    FUNDS.keep(fund)
    record(actor=actor, verb="funds.reach", target=fund.matter, details={"target": str(found), "reached": str(reached)}, at=at)  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A score of 100, a grade and the words of an evaluation."""

    score: Decimal
    grade: str
    words: str


@transaction.atomic
def evaluate_self(
    *, actor: Actor, matter_id: int, version: int, evaluated: Evaluated, at: datetime
) -> FundEvaluation:
    """The unit's head says what came of it (自评); said again before the keeper evaluates, it takes the place of what was said.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``score_of_100``; ``no_words``.
    """
    fund = FUNDS.hold(actor, matter_id, "answer", version=version)
    FUNDS.demand_state(fund, *_SPENT_ON)
    FundEvaluation.objects.filter(fund=fund, by=FundEvaluation.By.UNIT).delete()
    return _said(fund, actor, FundEvaluation.By.UNIT, evaluated, at, "funds.evaluate_self")


@transaction.atomic
def evaluate(
    *, actor: Actor, matter_id: int, version: int, evaluated: Evaluated, at: datetime
) -> FundEvaluation:
    """The keeper evaluates: every target's result is there, the unit evaluated itself, and this is another person.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``gate_shut``; ``score_of_100``; ``no_words``.
    """
    fund = FUNDS.hold(actor, matter_id, "keep", version=version)
    on = timezone.localdate(at)
    FUNDS.move(fund, Act.EVALUATE, on=on)
    FUNDS.demand_open(EVALUATE, fund, on=on, actor=actor.person_id)
    return _said(fund, actor, FundEvaluation.By.KEEPER, evaluated, at, "funds.evaluate")


def _said(fund: Fund, actor: Actor, by: str, evaluated: Evaluated, at: datetime, verb: str) -> FundEvaluation:
    if not 0 <= evaluated.score <= 100:
        raise Refusal("score_of_100")
    made = FundEvaluation.objects.create(
        fund=fund, by=by, score=evaluated.score, grade=evaluated.grade, words=said(evaluated.words), on=timezone.localdate(at), entered_by_id=actor.person_id
    )  # fmt: skip
    FUNDS.keep(fund)
    record(actor=actor, verb=verb, target=fund.matter, details={"score": str(made.score), "grade": made.grade}, at=at)  # fmt: skip
    return made


@transaction.atomic
def use(*, actor: Actor, matter_id: int, version: int, reason: str, at: datetime) -> Fund:
    """What follows from the evaluation for the next budget (结果应用). Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``no_words``."""
    fund = FUNDS.hold(actor, matter_id, "keep", version=version)
    FUNDS.demand_state(fund, State.EVALUATED)
    fund.result_use = said(reason)
    FUNDS.keep(fund)
    record(actor=actor, verb="funds.use", target=fund.matter, details={"words": fund.result_use}, at=at)
    return fund


@transaction.atomic
def settle(*, actor: Actor, matter_id: int, version: int, at: datetime) -> Fund:
    """Nothing is left of it, and the result of its evaluation is used. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``gate_shut``."""
    fund = FUNDS.hold(actor, matter_id, "keep", version=version)
    on = timezone.localdate(at)
    FUNDS.move(fund, Act.SETTLE, on=on)
    FUNDS.demand_open(SETTLE, fund, on=on)
    FUNDS.keep(fund)
    record(actor=actor, verb="funds.settle", target=fund.matter, at=at)
    return fund
