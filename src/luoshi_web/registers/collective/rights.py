"""Who may do what with a matter decided collectively. Cell by cell: tests/web/tables/permissions.tsv.

The unit that brings it in enters its checks; the keeper lists it and keeps the record; the unit that carries it out reports. A matter without a unit
(an appointment) is the keeper's alone.
"""

from typing import Any

from rules.predicates import predicate

from luoshi_web.accounts.rights import RIGHTS, cleared, in_department, is_chief, leads
from luoshi_web.audit.actor import Actor
from luoshi_web.registers.matters.rights import in_charge_of, keeps, unit_rights
from luoshi_web.supervision.rights import of_lead, sees_all


@predicate
def executes(actor: Actor, matter: Any) -> bool:
    """The actor's unit carries it out."""
    return (
        matter is not None
        and actor.office_id is not None
        and matter.collective.executor_id == actor.office_id
    )


@predicate
def of_no_unit(actor: Actor, matter: Any) -> bool:
    """No unit brings it in."""
    return matter is not None and matter.office_id is None


unit_rights("collective")
RIGHTS.set_rule("collective.read", RIGHTS["collective.read"] | (cleared & in_department & executes))
RIGHTS.set_rule(
    "collective.handle", cleared & ((in_department & of_lead) | (keeps("collective") & of_no_unit))
)
RIGHTS.add_rule(
    "collective.execute", cleared & ((in_department & executes) | (keeps("collective") & of_no_unit))
)
RIGHTS.add_rule("collective.first", cleared & leads & (in_charge_of | is_chief))
RIGHTS.add_rule("collective.audit", sees_all)
RIGHTS.add_rule("collective.rules", sees_all | keeps("collective"))
RIGHTS.add_rule("collective.rule", keeps("collective"))
