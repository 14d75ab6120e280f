"""Two years of the registers that stand beside suggestions and proposals: projects, findings, cases, decisions, documents.

The report of January 2026 speaks of each; of projects and of hearings it says what the register does not hold.
"""

from examples.office.district import District
from examples.office.events import Events
from examples.office.registers.cases import cases
from examples.office.registers.decisions import decisions
from examples.office.registers.documents import documents
from examples.office.registers.findings import findings
from examples.office.registers.projects import projects

__all__ = ["cases", "decisions", "documents", "findings", "projects", "registers"]


def registers(district: District, events: Events) -> None:
    """All of them, at their days."""
    for one in (projects, findings, cases, decisions, documents):
        one(district, events)
