"""The unit proves what it did: papers, money, rules made; the keeper says that a stage was kept; the head applies for the closing."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.findings.models import Finding, FindingMoney, FindingProof, FindingStage
from luoshi_web.registers.findings.register import FINDINGS
from luoshi_web.registers.findings.rules.gates import APPLY, LAST
from luoshi_web.registers.findings.rules.states import WORKED, Act
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.supervision.services.said import said


@transaction.atomic
def prove(
    *,
    actor: Actor,
    matter_id: int,
    version: int,
    kind: str,
    words: str,
    number: str = "",
    on: date,
    at: datetime,
) -> FindingProof:
    """Somebody of the unit gives a proof. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``no_words``; ``day_to_come``; ``day_before``."""
    finding = _held(actor, matter_id, version, on, at)
    made = FindingProof.objects.create(finding=finding, kind=kind, words=said(words), number=number.strip(), on=on, by_id=actor.person_id)  # fmt: skip
    FINDINGS.keep(finding)
    record(actor=actor, verb="findings.prove", target=finding.matter, details={"kind": kind, "number": made.number, "on": str(on)}, at=at)  # fmt: skip
    return made


@transaction.atomic
def put_right(
    *,
    actor: Actor,
    matter_id: int,
    version: int,
    kind: str,
    amount: Decimal,
    voucher: str,
    on: date,
    at: datetime,
) -> FindingMoney:
    """Money put right, in 元, by its voucher: never more than was found.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``no_amount``; ``over_amount``; ``voucher_taken``; ``no_words``; ``day_to_come``; ``day_before``.
    """
    finding = _held(actor, matter_id, version, on, at)
    number = said(voucher)
    if finding.amount is None or amount <= 0:
        raise Refusal("finding_no_money")
    if finding.money.filter(voucher=number).exists():
        raise Refusal("voucher_taken", voucher=number)
    total = (finding.money.aggregate(total=Sum("amount"))["total"] or Decimal(0)) + amount
    if total > finding.amount:
        raise Refusal("over_amount", total=f"{total:.2f}", amount=f"{finding.amount:.2f}")
    made = FindingMoney.objects.create(finding=finding, kind=kind, amount=amount, voucher=number, on=on, by_id=actor.person_id)  # fmt: skip
    FINDINGS.keep(finding)
    details = {"kind": kind, "amount": str(amount), "voucher": number, "on": str(on)}
    record(actor=actor, verb="findings.money", target=finding.matter, details=details, at=at)
    return made


def _held(actor: Actor, matter_id: int, version: int, on: date, at: datetime) -> Finding:
    """For somebody of the unit that is at work on it, on a day that has come."""
    finding = FINDINGS.hold(actor, matter_id, "handle", version=version)
    FINDINGS.demand_state(finding, *WORKED)
    demand_come(on, at)
    demand_after(on, finding.issued_on)
    return finding


@transaction.atomic
def keep_stage(
    *, actor: Actor, matter_id: int, version: int, stage_id: int, on: date, at: datetime
) -> FindingStage:
    """The keeper says that a stage was there on a day. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``no_such_stage``; ``day_to_come``."""
    finding = FINDINGS.hold(actor, matter_id, "keep", version=version)
    FINDINGS.demand_state(finding, *WORKED)
    demand_come(on, at)
    demand_after(on, finding.issued_on)
    stage = finding.stages.select_for_update(of=("self",)).filter(pk=stage_id, kept_on=None).first()
    if stage is None:
        raise Refusal("no_such_stage")
    stage.kept_on, stage.kept_by_id = on, actor.person_id
    stage.save(update_fields=["kept_on", "kept_by"])
    FINDINGS.keep(finding)
    record(actor=actor, verb="findings.stage", target=finding.matter, details={"due": str(stage.due), "on": str(on)}, at=at)  # fmt: skip
    return stage


@transaction.atomic
def go_on(*, actor: Actor, matter_id: int, version: int, at: datetime) -> Finding:
    """It goes on by stages (持续整改): those that were due are kept. It is not closed."""
    finding = FINDINGS.hold(actor, matter_id, "keep", version=version)
    on = timezone.localdate(at)
    FINDINGS.move(finding, Act.LAST, on=on)
    FINDINGS.demand_open(LAST, finding, on=on)
    FINDINGS.keep(finding)
    record(actor=actor, verb="findings.last", target=finding.matter, at=at)
    return finding


@transaction.atomic
def apply(
    *, actor: Actor, matter_id: int, version: int, words: str, rules_made: int = 0, at: datetime
) -> Finding:
    """The unit's head applies for the closing (申请销号). Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``gate_shut``; ``no_words``."""
    finding = FINDINGS.hold(actor, matter_id, "answer", version=version)
    on = timezone.localdate(at)
    FINDINGS.move(finding, Act.APPLY, on=on)
    passage = FINDINGS.demand_open(APPLY, finding, on=on)
    finding.applied_on, finding.applied_by_id, finding.applied_words = on, actor.person_id, said(words)
    finding.rules_made, finding.refused_why = rules_made, ""
    for code in ("report", "concentrated"):
        clocks.settle(finding.matter, code, on=on)
    FINDINGS.keep(finding)
    details = {"rules_made": rules_made, "excepted": [reason.code for reason, _ in passage.waived]}
    record(actor=actor, verb="findings.apply", target=finding.matter, details=details, at=at)
    return finding
