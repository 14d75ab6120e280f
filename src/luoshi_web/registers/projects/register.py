"""The register of projects, for the acts on them."""

from luoshi_web.registers.matters.register import Register
from luoshi_web.registers.projects.models import Project
from luoshi_web.registers.projects.rows import PARTS, facts_of
from luoshi_web.registers.projects.rules import facts
from luoshi_web.registers.projects.rules.gates import GATES
from luoshi_web.registers.projects.rules.states import STATES, Act, State
from luoshi_web.registers.projects.words import STATES as WORDS

PROJECTS: Register[Project, facts.Project, State, Act] = Register(
    "projects", "project", STATES, WORDS, PARTS, facts_of, GATES
)
