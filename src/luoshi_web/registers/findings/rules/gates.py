"""What must hold before a finding is applied for, verified, signed off, noticed, closed, or goes on by stages. Sources: docs/registers/findings.md."""

from datetime import date
from decimal import Decimal

from luoshi_web.registers.engine.gates import Condition, Gate
from luoshi_web.registers.findings.rules.facts import Finding
from luoshi_web.registers.findings.rules.states import Act


def _every_kind(finding: Finding, on: date) -> bool:
    return finding.needed <= {proof.kind for proof in finding.proofs if proof.on <= on}


def _proved(finding: Finding, on: date) -> bool:
    return any(proof.on <= on for proof in finding.proofs)


def money_fits(finding: Finding) -> bool:
    """Whether the money put right is no more than was found."""
    total = sum((row.amount for row in finding.money), start=Decimal(0))
    return total <= (finding.amount or Decimal(0))


def _stages_kept(finding: Finding, on: date) -> bool:
    return all(stage.kept(on) for stage in finding.stages)


APPLY: Gate[Finding] = Gate(
    Act.APPLY,
    (
        Condition("proof_missing", _proved, absolute=True),
        Condition("proof_kind_missing", _every_kind),
        Condition("money_over", lambda finding, on: money_fits(finding), absolute=True),
        Condition(
            "voucher_missing", lambda finding, on: all(row.voucher for row in finding.money), absolute=True
        ),
        Condition("stages_open", _stages_kept),
    ),
)


def _not_the_author(finding: Finding, on: date) -> bool:
    return finding.actor not in {proof.by for proof in finding.proofs}


VERIFY: Gate[Finding] = Gate(
    Act.VERIFY,
    (
        Condition("proof_author", _not_the_author, absolute=True),
        Condition("applicant", lambda finding, on: finding.actor != finding.applied_by, absolute=True),
        Condition(
            "site_missing", lambda finding, on: finding.on_site or not finding.site_needed, source="南乐"
        ),
    ),
)
SIGN_OFF: Gate[Finding] = Gate(
    Act.SIGN_OFF,
    (
        Condition("verifier", lambda finding, on: finding.actor != finding.verified_by, absolute=True),
        Condition("applicant", lambda finding, on: finding.actor != finding.applied_by, absolute=True),
    ),
)
NOTICE: Gate[Finding] = Gate(
    Act.NOTICE,
    (Condition("not_public", lambda finding, on: not finding.private, absolute=True, source="双公开"),),
)


def _noticed(finding: Finding, on: date) -> bool:
    return finding.private or finding.notice_from is not None


def _notice_over(finding: Finding, on: date) -> bool:
    return finding.notice_to is None or on > finding.notice_to


CLOSE: Gate[Finding] = Gate(
    Act.CLOSE,
    (
        Condition("notice_missing", _noticed),
        Condition("notice_runs", _notice_over, absolute=True),
        Condition(
            "objection_open",
            lambda finding, on: not any(each.open(on) for each in finding.objections),
            absolute=True,
        ),
    ),
)


def _stage_kept(finding: Finding, on: date) -> bool:
    due = [stage for stage in finding.stages if stage.due <= on]
    return bool(due) and all(stage.kept(on) for stage in due)


LAST: Gate[Finding] = Gate(Act.LAST, (Condition("stage_not_kept", _stage_kept, absolute=True),))
GATES = {gate.act: gate for gate in (APPLY, VERIFY, SIGN_OFF, NOTICE, CLOSE, LAST)}
