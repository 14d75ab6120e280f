"""The registers that this installation keeps: which matters of each somebody may see, and where its pages are."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.registers.cases.selectors import visible_to as cases_of
from luoshi_web.registers.decisions.selectors import visible_to as decisions_of
from luoshi_web.registers.documents.selectors import visible_to as documents_of
from luoshi_web.registers.findings.selectors import visible_to as findings_of
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.projects.selectors import visible_to as projects_of
from luoshi_web.registers.proposals.selectors import visible_to as proposals_of


@dataclass(frozen=True, slots=True)
class Kept:
    """A register. ``seen``: the matters that somebody may read; ``figures``: the name of its page of figures."""

    register: Matter.Register
    seen: Callable[[Actor], QuerySet[Matter]]
    figures: str

    @property
    def list(self) -> str:
        """The name of its list."""
        return f"{self.register}:list"


KEPT = (
    Kept(Matter.Register.PROPOSALS, proposals_of, "proposals:rates"),
    Kept(Matter.Register.PROJECTS, projects_of, "projects:figures"),
    Kept(Matter.Register.FINDINGS, findings_of, "findings:figures"),
    Kept(Matter.Register.DECISIONS, decisions_of, "decisions:figures"),
    Kept(Matter.Register.DOCUMENTS, documents_of, "documents:figures"),
    Kept(Matter.Register.CASES, cases_of, "cases:figures"),
)


def listed_for(actor: Actor) -> tuple[Kept, ...]:
    """Those whose list the actor may open."""
    return tuple(each for each in KEPT if may(actor, f"{each.register}.list"))
