"""The register of findings, for the acts on them."""

from luoshi_web.registers.findings.models import Finding
from luoshi_web.registers.findings.rows import PARTS, facts_of
from luoshi_web.registers.findings.rules import facts
from luoshi_web.registers.findings.rules.gates import GATES
from luoshi_web.registers.findings.rules.states import STATES, Act, State
from luoshi_web.registers.findings.words import STATES as WORDS
from luoshi_web.registers.matters.register import Register

FINDINGS: Register[Finding, facts.Finding, State, Act] = Register(
    "findings", "finding", STATES, WORDS, PARTS, facts_of, GATES
)
