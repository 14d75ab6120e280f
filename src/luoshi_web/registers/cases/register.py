"""The register of cases, for the acts on them: one of applications, one of court cases, under one code and one keeper."""

from luoshi_web.registers.cases.court_models import Suit
from luoshi_web.registers.cases.models import Reconsideration
from luoshi_web.registers.cases.rows import PARTS, SUIT_PARTS, facts_of, suit_of
from luoshi_web.registers.cases.rules import facts
from luoshi_web.registers.cases.rules.court import COURT_GATES, STAGES, Move, Stage
from luoshi_web.registers.cases.rules.gates import GATES
from luoshi_web.registers.cases.rules.states import STATES, Act, State
from luoshi_web.registers.cases.words import STAGES as STAGE_WORDS
from luoshi_web.registers.cases.words import STATES as STATE_WORDS
from luoshi_web.registers.matters.register import Register

APPLICATIONS: Register[Reconsideration, facts.Application, State, Act] = Register(
    "cases", "reconsideration", STATES, STATE_WORDS, PARTS, facts_of, GATES
)
SUITS: Register[Suit, facts.Suit, Stage, Move] = Register(
    "cases", "suit", STAGES, STAGE_WORDS, SUIT_PARTS, suit_of, COURT_GATES
)
