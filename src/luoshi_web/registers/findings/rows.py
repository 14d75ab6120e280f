"""A finding's rows as the pure rules see them: for the gates, and for what is counted."""

from luoshi_web.registers.findings.figures import Finding as Counted
from luoshi_web.registers.findings.figures import MoneyKind, Voucher
from luoshi_web.registers.findings.models import Finding
from luoshi_web.registers.findings.rules import facts
from luoshi_web.registers.findings.rules.facts import ProofKind, Source

PARTS = ("proofs", "money", "stages", "objections")
"""What :func:`facts_of` reads of a finding, for ``prefetch_related``."""


def facts_of(finding: Finding, *, actor: int | None = None, on_site: bool = False) -> facts.Finding:
    """The whole, as it is kept. ``actor``: the person about to act; ``on_site``: the verification is about to be one on site."""
    return facts.Finding(
        key=finding.pk, source=Source(finding.source), needed=frozenset(ProofKind(kind) for kind in finding.needed),
        proofs=tuple(facts.Proof(ProofKind(proof.kind), proof.on, proof.by_id) for proof in finding.proofs.all()),
        amount=finding.amount, money=tuple(facts.Money(row.on, row.amount, bool(row.voucher)) for row in finding.money.all()),
        stages=tuple(facts.Stage(stage.due, stage.kept_on) for stage in finding.stages.all()),
        site_needed=finding.site_needed, on_site=finding.on_site or on_site, applied_by=finding.applied_by_id, verified_by=finding.verified_by_id,
        notice_from=finding.notice_from, notice_to=finding.notice_to,
        objections=tuple(facts.Objection(each.on, each.answered_on) for each in finding.objections.all()),
        public=finding.public, actor=actor,
    )  # fmt: skip


def counted(finding: Finding) -> Counted:
    """The finding as statistics read it."""
    return Counted(
        number=str(finding.pk), found_on=finding.issued_on, source=finding.source, unit=str(finding.matter.office_id or ""),
        category=finding.category, due=finding.due, closed_on=finding.closed_on,
        again=(finding.reopened_on,) if finding.reopened_on else (), closed_again_on=finding.reclosed_on, amount=finding.amount,
        vouchers=tuple(Voucher(row.on, MoneyKind(row.kind), row.amount, row.voucher) for row in finding.money.all()),
        rules=finding.rules_made,
    )  # fmt: skip
