"""Other ends: what cannot be put right, what goes to another body, what is found again, what the congress heard of."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.findings.models import Finding
from luoshi_web.registers.findings.register import FINDINGS
from luoshi_web.registers.findings.rules.facts import relapses
from luoshi_web.registers.findings.rules.states import WORKED, Act, State
from luoshi_web.registers.findings.services.checking import unapplied
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.supervision.services.said import said


@transaction.atomic
def ask_to_give_up(*, actor: Actor, matter_id: int, version: int, reason: str, at: datetime) -> Finding:
    """The keeper says why it cannot be put right; nothing ends before the leader approves it."""
    finding = FINDINGS.hold(actor, matter_id, "keep", version=version)
    FINDINGS.demand_state(finding, *WORKED)
    finding.cannot_why, finding.cannot_asked_by_id = said(reason), actor.person_id
    FINDINGS.keep(finding)
    record(actor=actor, verb="findings.ask_cannot", target=finding.matter, details={"reason": finding.cannot_why}, at=at)  # fmt: skip
    return finding


@transaction.atomic
def give_up(*, actor: Actor, matter_id: int, version: int, at: datetime) -> Finding:
    """The leader in charge approves that it cannot be put right. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``no_cannot``; ``own_request``."""
    finding = FINDINGS.hold(actor, matter_id, "except", version=version)
    on = timezone.localdate(at)
    FINDINGS.move(finding, Act.CANNOT, on=on)
    if finding.cannot_asked_by_id is None:
        raise Refusal("no_cannot")
    if finding.cannot_asked_by_id == actor.person_id:
        raise Refusal("own_time_request")
    finding.cannot_approved_by_id = actor.person_id
    clocks.lift(finding.matter, on=on)
    FINDINGS.keep(finding)
    record(actor=actor, verb="findings.cannot", target=finding.matter, at=at)
    return finding


@transaction.atomic
def refuse_to_give_up(*, actor: Actor, matter_id: int, version: int, reason: str, at: datetime) -> Finding:
    """The leader in charge does not let it be given up: the unit goes on. Raises :class:`Refusal`: ``not_yours``; ``no_cannot``; ``own_request``; ``no_words``."""
    finding = FINDINGS.hold(actor, matter_id, "except", version=version)
    if finding.cannot_asked_by_id is None or finding.cannot_approved_by_id is not None:
        raise Refusal("no_cannot")
    if finding.cannot_asked_by_id == actor.person_id:
        raise Refusal("own_request")
    details = {"asked": finding.cannot_why, "reason": said(reason)}
    finding.cannot_why, finding.cannot_asked_by_id = "", None
    FINDINGS.keep(finding)
    record(actor=actor, verb="findings.refuse_cannot", target=finding.matter, details=details, at=at)
    return finding


@transaction.atomic
def transfer(*, actor: Actor, matter_id: int, version: int, to: str, reason: str, at: datetime) -> Finding:
    """It goes to another body (移送), which acts on it from here. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``no_words``."""
    finding = FINDINGS.hold(actor, matter_id, "keep", version=version)
    on = timezone.localdate(at)
    FINDINGS.move(finding, Act.TRANSFER, on=on)
    finding.transferred_to, finding.transferred_why = said(to), said(reason)
    clocks.lift(finding.matter, on=on)
    FINDINGS.keep(finding)
    details = {"to": finding.transferred_to, "reason": finding.transferred_why}
    record(actor=actor, verb="findings.transfer", target=finding.matter, details=details, at=at)
    return finding


@transaction.atomic
def found_again(
    *, actor: Actor, matter_id: int, version: int, on: date, reason: str, due: date, at: datetime
) -> Finding:
    """The same thing is found again within 12 months of the closing (反弹): it is open again, with a new day.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``no_relapse`` later than that; ``day_to_come``; ``day_before``; ``no_words``.
    """
    finding = FINDINGS.hold(actor, matter_id, "keep", version=version)
    FINDINGS.demand_state(finding, State.CLOSED)
    demand_come(on, at)
    closed_on = finding.reclosed_on or finding.closed_on
    demand_after(on, closed_on)
    if closed_on is None or not relapses(closed_on, on):
        raise Refusal("no_relapse")
    demand_after(due, on)
    FINDINGS.move(finding, Act.REOPEN, on=on)
    unapplied(finding)
    finding.reopened_on, finding.reopened_why = finding.reopened_on or on, said(reason)
    finding.reclosed_on, finding.due = None, due
    clocks.start(finding.matter, "check", due, place=finding.place)
    FINDINGS.keep(finding)
    record(actor=actor, verb="findings.reopen", target=finding.matter, details={"on": str(on), "due": str(due)}, at=at)  # fmt: skip
    return finding


@transaction.atomic
def heard_again(*, actor: Actor, matter_id: int, version: int, on: date, at: datetime) -> Finding:
    """The congress heard what was put right (监督法 27). Raises :class:`Refusal`: ``not_yours``; ``no_hearing``; ``day_to_come``; ``day_before``."""
    finding = FINDINGS.hold(actor, matter_id, "keep", version=version)
    if finding.heard_on is None or finding.heard_again_on is not None:
        raise Refusal("no_hearing")
    demand_come(on, at)
    demand_after(on, finding.heard_on)
    finding.heard_again_on = on
    clocks.settle(finding.matter, "heard", on=on)
    FINDINGS.keep(finding)
    record(actor=actor, verb="findings.heard", target=finding.matter, details={"on": str(on)}, at=at)
    return finding
