"""The register of what is decided collectively, for the acts on it."""

from luoshi_web.registers.collective.models import CollectiveMatter
from luoshi_web.registers.collective.rows import PARTS, facts_of
from luoshi_web.registers.collective.rules import facts
from luoshi_web.registers.collective.rules.gates import GATES
from luoshi_web.registers.collective.rules.states import STATES, Act, State
from luoshi_web.registers.collective.words import STATES as WORDS
from luoshi_web.registers.matters.register import Register

COLLECTIVE: Register[CollectiveMatter, facts.Matter, State, Act] = Register(
    "collective", "collective", STATES, WORDS, PARTS, facts_of, GATES
)
