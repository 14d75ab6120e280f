"""Who somebody is to a matter, whatever its register."""

from typing import Any

from rules.predicates import predicate

from luoshi_web.audit.actor import Actor


@predicate
def in_charge_of(actor: Actor, matter: Any) -> bool:
    """The actor is the leader in charge of the unit (分管)."""
    return matter is not None and matter.office_id in actor.offices
