"""Who somebody is to a matter, whatever its register, and which office does what part of a register's work on the actor's day."""

from typing import Any

from rules.predicates import Predicate, predicate

from luoshi_web.accounts.rights import (
    RIGHTS,
    administers,
    audits,
    cleared,
    heads,
    in_department,
    is_chief,
    is_security,
    leads,
    supervises,
)
from luoshi_web.audit.actor import Actor
from luoshi_web.registers.matters.desks import WORKING, offices_at
from luoshi_web.registers.matters.models import Desk
from luoshi_web.supervision.rights import of_lead, sees_all


@predicate
def in_charge_of(actor: Actor, matter: Any) -> bool:
    """The actor is the leader in charge of the unit (分管)."""
    return matter is not None and matter.office_id in actor.offices


def _at_desk(register: str, part: str, otherwise: Predicate | None) -> Predicate:
    """The actor's office does this part on the actor's day. Where no row says who does, it is who ``otherwise`` holds for."""

    @predicate(f"{part}:{register}")
    def holds(actor: Actor) -> bool:
        if actor.role not in WORKING:
            return False
        offices = offices_at(register, part, on=actor.on) if actor.on is not None else frozenset()
        if offices:
            return actor.office_id in offices
        return otherwise is not None and bool(otherwise.test(actor))

    found: Predicate = holds
    return found


def keeps(register: str) -> Predicate:
    """Of the office that keeps the register: the supervision office where no row says otherwise."""
    return _at_desk(register, Desk.Part.KEEP, supervises)


def reviews(register: str) -> Predicate:
    """Of the office that reviews: the supervision office where no row says otherwise."""
    return _at_desk(register, Desk.Part.REVIEW, supervises)


def rates(register: str) -> Predicate:
    """Of the office that enters ratings: the keeper where no row says otherwise."""
    return _at_desk(register, Desk.Part.RATE, keeps(register))


def reads(register: str) -> Predicate:
    """Of an office that reads the whole register, besides those who see everything."""
    return _at_desk(register, Desk.Part.READ, None)


def unit_rights(register: str) -> None:
    """The rights of a register whose matters one unit handles: it keeps them up, its head answers, the leader in charge excepts."""
    unit = in_department & of_lead
    RIGHTS.add_rule(f"{register}.list", sees_all | in_department)
    RIGHTS.add_rule(f"{register}.read", cleared & (sees_all | unit | keeps(register) | reads(register)))
    RIGHTS.add_rule(f"{register}.keep", cleared & keeps(register))
    RIGHTS.add_rule(f"{register}.handle", unit & cleared)
    RIGHTS.add_rule(f"{register}.answer", heads & of_lead & cleared)
    RIGHTS.add_rule(f"{register}.except", leads & (in_charge_of | is_chief) & cleared)


@predicate
def _confirms(actor: Actor) -> bool:
    """The security administrator; while there is none, the system administrator and the auditor."""
    return actor.role == "security" or actor.unsecured


RIGHTS.add_rule("registers.list", sees_all | in_department)
RIGHTS.add_rule("desks.read", administers | is_security | audits | supervises)
RIGHTS.add_rule("desks.manage", administers)
RIGHTS.add_rule("desks.confirm", _confirms)
