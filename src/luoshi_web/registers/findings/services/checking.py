"""The closing: verified by one person, signed off by another, announced, objected to, done."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.findings.models import Finding, FindingObjection
from luoshi_web.registers.findings.register import FINDINGS
from luoshi_web.registers.findings.rules.gates import CLOSE, NOTICE, SIGN_OFF, VERIFY
from luoshi_web.registers.findings.rules.states import Act, State
from luoshi_web.registers.matters import clocks
from luoshi_web.registers.matters.days import demand_after, demand_come
from luoshi_web.registers.matters.telling import tell_unit
from luoshi_web.supervision.services.said import said


@transaction.atomic
def verify(*, actor: Actor, matter_id: int, version: int, words: str, on_site: bool, at: datetime) -> Finding:
    """A keeper verifies (核查) who neither gave a proof nor applied. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``gate_shut``; ``no_words``."""
    finding = FINDINGS.hold(actor, matter_id, "keep", version=version)
    on = timezone.localdate(at)
    FINDINGS.move(finding, Act.VERIFY, on=on)
    passage = FINDINGS.demand_open(VERIFY, finding, on=on, actor=actor.person_id, on_site=on_site)
    finding.verified_on, finding.verified_by_id, finding.verified_words = on, actor.person_id, said(words)
    finding.on_site = on_site
    clocks.settle(finding.matter, "check", on=on)
    FINDINGS.keep(finding)
    details = {"on_site": on_site, "excepted": [reason.code for reason, _ in passage.waived]}
    record(actor=actor, verb="findings.verify", target=finding.matter, details=details, at=at)
    return finding


@transaction.atomic
def refuse(*, actor: Actor, matter_id: int, version: int, reason: str, at: datetime) -> Finding:
    """The keeper sends it back to the unit: it applies anew. What was said against the closing stays."""
    finding = FINDINGS.hold(actor, matter_id, "keep", version=version)
    on = timezone.localdate(at)
    FINDINGS.move(finding, Act.REFUSE, on=on)
    unapplied(finding)
    finding.refused_why = said(reason)
    clocks.lift(finding.matter, on=on, codes=("notice",))
    FINDINGS.keep(finding)
    tell_unit(finding.matter, "findings.refused", reason=finding.refused_why, by=actor, at=at)
    record(actor=actor, verb="findings.refuse", target=finding.matter, details={"reason": finding.refused_why}, at=at)  # fmt: skip
    return finding


def unapplied(finding: Finding) -> None:
    """As before the application: who verified and signed off stands in the log."""
    finding.applied_on = finding.verified_on = finding.signed_off_on = finding.notice_from = (
        finding.notice_to
    ) = None
    finding.applied_by = finding.verified_by = finding.signed_off_by = None
    finding.applied_words = finding.verified_words = finding.notice_where = ""
    finding.on_site = False


@transaction.atomic
def sign_off(*, actor: Actor, matter_id: int, version: int, at: datetime) -> Finding:
    """Another keeper signs off (审签). Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``gate_shut``."""
    finding = FINDINGS.hold(actor, matter_id, "keep", version=version)
    on = timezone.localdate(at)
    FINDINGS.move(finding, Act.SIGN_OFF, on=on)
    FINDINGS.demand_open(SIGN_OFF, finding, on=on, actor=actor.person_id)
    finding.signed_off_on, finding.signed_off_by_id = on, actor.person_id
    FINDINGS.keep(finding)
    record(actor=actor, verb="findings.sign_off", target=finding.matter, at=at)
    return finding


@transaction.atomic
def announce(
    *, actor: Actor, matter_id: int, version: int, where: str, on: date, variant: str = "", at: datetime
) -> Finding:
    """The notice is out (公示) from a day; ``variant`` ``calendar`` counts its seven days as calendar days.

    Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``gate_shut``; ``no_words``; ``day_to_come``; ``day_before`` the signature.
    """
    finding = FINDINGS.hold(actor, matter_id, "keep", version=version)
    demand_come(on, at)
    demand_after(on, finding.signed_off_on)
    FINDINGS.move(finding, Act.NOTICE, on=on)
    FINDINGS.demand_open(NOTICE, finding, on=on)
    clock = clocks.start(finding.matter, "notice", on, place=finding.place, variant=variant)
    if clock is None:
        raise ValueError("the nation has no length of the notice")
    finding.notice_from, finding.notice_to, finding.notice_where = on, clock.due, said(where)
    FINDINGS.keep(finding)
    details = {"from": str(on), "to": str(clock.due), "where": finding.notice_where}
    record(actor=actor, verb="findings.notice", target=finding.matter, details=details, at=at)
    return finding


@transaction.atomic
def object_to(
    *, actor: Actor, matter_id: int, version: int, words: str, on: date, at: datetime
) -> FindingObjection:
    """Somebody objected while the notice was out, its last day with it. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``notice_over``; ``day_before``."""
    finding = FINDINGS.hold(actor, matter_id, "keep", version=version)
    FINDINGS.demand_state(finding, State.NOTICED)
    demand_come(on, at)
    demand_after(on, finding.notice_from)
    if finding.notice_to is not None and on > finding.notice_to:
        raise Refusal("notice_over", day=str(finding.notice_to))
    made = FindingObjection.objects.create(finding=finding, words=said(words), on=on)
    FINDINGS.keep(finding)
    record(actor=actor, verb="findings.object", target=finding.matter, details={"on": str(on)}, at=at)
    return made


@transaction.atomic
def answer_objection(
    *, actor: Actor, matter_id: int, version: int, objection_id: int, words: str, at: datetime
) -> FindingObjection:
    """An objection is answered. Raises :class:`Refusal`: ``not_yours``; ``no_such_objection``; ``no_words``."""
    finding = FINDINGS.hold(actor, matter_id, "keep", version=version)
    found = (
        finding.objections.select_for_update(of=("self",)).filter(pk=objection_id, answered_on=None).first()
    )
    if found is None:
        raise Refusal("no_such_objection")
    found.answer, found.answered_on, found.answered_by_id = said(words), timezone.localdate(at), actor.person_id  # fmt: skip
    found.save(update_fields=["answer", "answered_on", "answered_by"])
    FINDINGS.keep(finding)
    record(actor=actor, verb="findings.answer", target=finding.matter, details={"objection": found.pk}, at=at)
    return found


@transaction.atomic
def close(*, actor: Actor, matter_id: int, version: int, at: datetime) -> Finding:
    """It is closed (销号): after its notice, or without one where it stays within the party. Raises :class:`Refusal`: ``not_yours``; ``matter_state``; ``gate_shut``."""
    finding = FINDINGS.hold(actor, matter_id, "keep", version=version)
    on = timezone.localdate(at)
    FINDINGS.move(finding, Act.CLOSE, on=on)
    passage = FINDINGS.demand_open(CLOSE, finding, on=on)
    if finding.reopened_on is None:
        finding.closed_on = on
    else:
        finding.reclosed_on = on
    clocks.settle(finding.matter, "notice", on=finding.notice_to or on)
    clocks.lift(finding.matter, on=on)
    FINDINGS.keep(finding)
    details = {"on": str(on), "excepted": [reason.code for reason, _ in passage.waived]}
    tell_unit(finding.matter, "findings.closed", day=str(on), by=actor, at=at)
    record(actor=actor, verb="findings.close", target=finding.matter, details=details, at=at)
    return finding
