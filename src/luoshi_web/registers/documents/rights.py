"""Who may do what with a normative document. Cell by cell: tests/web/tables/permissions.tsv.

A unit drafts and sees its own; what is published, every department reads. Whoever reviews enters the opinion on legality.
"""

from typing import Any

from rules.predicates import predicate

from luoshi_web.accounts.models import Secrecy
from luoshi_web.accounts.rights import RIGHTS, cleared, heads, in_department, is_chief, leads
from luoshi_web.audit.actor import Actor
from luoshi_web.registers.documents.rules.states import ISSUED, OVER
from luoshi_web.registers.matters.rights import in_charge_of, keeps, reads, reviews
from luoshi_web.supervision.rights import of_lead, sees_all


@predicate
def is_public(actor: Actor, matter: Any) -> bool:
    """The document is published, and open."""
    return matter is not None and matter.secrecy == Secrecy.OPEN and matter.state in ISSUED | OVER


_KEEPS, _REVIEWS = keeps("documents"), reviews("documents")
_UNIT = in_department & of_lead
RIGHTS.add_rule("documents.list", sees_all | in_department)
RIGHTS.add_rule(
    "documents.read",
    cleared & (sees_all | _UNIT | (in_department & is_public) | _KEEPS | _REVIEWS | reads("documents")),
)
RIGHTS.add_rule("documents.clean", sees_all | _KEEPS | reads("documents"))
RIGHTS.add_rule("documents.draft", in_department | _KEEPS)
RIGHTS.add_rule("documents.keep", cleared & _KEEPS)
RIGHTS.add_rule("documents.review", cleared & _REVIEWS)
RIGHTS.add_rule("documents.handle", _UNIT & cleared)
RIGHTS.add_rule("documents.answer", heads & of_lead & cleared)
RIGHTS.add_rule("documents.except", leads & (in_charge_of | is_chief) & cleared)
