"""The register of suggestions and proposals, for the acts on them."""

from luoshi_web.registers.matters.register import Register
from luoshi_web.registers.proposals.models import Proposal
from luoshi_web.registers.proposals.rows import PARTS, facts_of
from luoshi_web.registers.proposals.rules import facts
from luoshi_web.registers.proposals.rules.gates import GATES
from luoshi_web.registers.proposals.rules.states import STATES, Act, State
from luoshi_web.registers.proposals.words import STATES as WORDS

PROPOSALS: Register[Proposal, facts.Proposal, State, Act] = Register(
    "proposals", "proposal", STATES, WORDS, PARTS, facts_of, GATES
)
