"""Who may do what with a suggestion or proposal. Cell by cell: tests/web/tables/permissions.tsv."""

from typing import Any

from rules.predicates import predicate

from luoshi_web.accounts.rights import (
    RIGHTS,
    cleared,
    heads,
    in_department,
    is_chief,
    leads,
    supervises,
)
from luoshi_web.audit.actor import Actor
from luoshi_web.registers.matters.rights import in_charge_of, keeps, rates, reads, reviews
from luoshi_web.registers.proposals.models import Share
from luoshi_web.supervision.rights import of_lead, sees_all


@predicate
def co_handles(actor: Actor, matter: Any) -> bool:
    """The actor's unit helps with the proposal (协办)."""
    if matter is None or actor.office_id is None:
        return False
    return any(
        share.office_id == actor.office_id and share.role == Share.Role.CO
        for share in matter.proposal.shares.all()
    )


RIGHTS.add_rule("proposals.list", sees_all | in_department)
RIGHTS.add_rule(
    "proposals.read",
    cleared & (sees_all | (in_department & (of_lead | co_handles)) | keeps("proposals") | reads("proposals")),
)
RIGHTS.add_rule("proposals.keep", cleared & keeps("proposals"))
RIGHTS.add_rule("proposals.rate", cleared & rates("proposals"))
RIGHTS.add_rule("proposals.handle", in_department & of_lead & cleared)
RIGHTS.add_rule("proposals.answer", heads & of_lead & cleared)
RIGHTS.add_rule("proposals.help", in_department & co_handles & cleared)
RIGHTS.add_rule("proposals.except", leads & (in_charge_of | is_chief) & cleared)
RIGHTS.add_rule("proposals.paper", cleared & keeps("proposals"))
RIGHTS.add_rule("proposals.sign_paper", cleared & reviews("proposals"))
RIGHTS.add_rule("proposals.supervise", supervises & cleared)
