"""The register of findings, for the acts on them."""

from luoshi_web.accounts.models import Secrecy
from luoshi_web.registers.findings.models import Finding
from luoshi_web.registers.findings.rows import PARTS, facts_of
from luoshi_web.registers.findings.rules import facts
from luoshi_web.registers.findings.rules.gates import GATES
from luoshi_web.registers.findings.rules.states import STATES, Act, State
from luoshi_web.registers.findings.words import STATES as WORDS
from luoshi_web.registers.matters.register import Register

MOST_SECRET = Secrecy.INTERNAL
"""What the constraint on matters lets be kept. What the party's inspection found is confidential, and is refused while this is less."""


def as_facts(finding: Finding, *, actor: int | None = None, on_site: bool = False) -> facts.Finding:
    """The finding as it is kept at this moment, for the rules."""
    fresh = Finding.objects.prefetch_related(*PARTS).get(pk=finding.pk)
    return facts_of(fresh, actor=actor, on_site=on_site)


FINDINGS: Register[Finding, facts.Finding, State, Act] = Register(
    "findings", "finding", STATES, WORDS, as_facts, GATES
)
