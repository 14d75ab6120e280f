"""The register of suggestions and proposals, for the acts on them."""

from luoshi_web.registers.matters.register import Register
from luoshi_web.registers.proposals.models import Proposal
from luoshi_web.registers.proposals.rows import PARTS, facts_of
from luoshi_web.registers.proposals.rules import facts
from luoshi_web.registers.proposals.rules.gates import GATES
from luoshi_web.registers.proposals.rules.states import STATES, Act, State
from luoshi_web.registers.proposals.words import STATES as WORDS


def as_facts(proposal: Proposal, *, signed: bool = False) -> facts.Proposal:
    """The proposal as it is kept at this moment, for the rules."""
    fresh = Proposal.objects.prefetch_related(*PARTS).get(pk=proposal.pk)
    return facts_of(fresh, signed=signed)


PROPOSALS: Register[Proposal, facts.Proposal, State, Act] = Register(
    "proposals", "proposal", STATES, WORDS, as_facts, GATES
)
