"""The register of major decisions, for the acts on them."""

from luoshi_web.registers.decisions.models import Decision
from luoshi_web.registers.decisions.rows import PARTS, facts_of
from luoshi_web.registers.decisions.rules import facts
from luoshi_web.registers.decisions.rules.gates import GATES
from luoshi_web.registers.decisions.rules.states import STATES, Act, State
from luoshi_web.registers.decisions.words import STATES as WORDS
from luoshi_web.registers.matters.register import Register

DECISIONS: Register[Decision, facts.Decision, State, Act] = Register(
    "decisions", "decision", STATES, WORDS, PARTS, facts_of, GATES
)
