"""The register of normative documents, for the acts on them."""

from luoshi_web.registers.documents.models import NormativeDocument
from luoshi_web.registers.documents.rows import PARTS, facts_of
from luoshi_web.registers.documents.rules import facts
from luoshi_web.registers.documents.rules.gates import GATES
from luoshi_web.registers.documents.rules.states import STATES, Act, State
from luoshi_web.registers.documents.words import STATES as WORDS
from luoshi_web.registers.matters.register import Register

DOCUMENTS: Register[NormativeDocument, facts.Document, State, Act] = Register(
    "documents", "document", STATES, WORDS, PARTS, facts_of, GATES
)
