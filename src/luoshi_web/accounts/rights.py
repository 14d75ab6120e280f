"""Who may do what: named rights over an actor and a thing, in one set that all apps add to and the pages ask.

The table that tests walk cell by cell: tests/web/tables/permissions.tsv; for people: docs/permissions.md.
"""

from typing import Any

from rules.predicates import Predicate, predicate
from rules.rulesets import RuleSet

from luoshi_web.audit.actor import Actor

RIGHTS = RuleSet()


def may(actor: Actor | None, right: str, thing: Any = None) -> bool:
    """Whether an actor has a right over a thing. Nobody has any; an unknown right raises :class:`KeyError`."""
    if right not in RIGHTS:
        raise KeyError(f"no such right: {right}")
    return actor is not None and bool(RIGHTS.test_rule(right, actor, thing))


def has_role(*roles: str) -> Predicate:
    """Holds for an actor whose post has one of these roles."""

    @predicate(f"has_role:{','.join(roles)}")
    def holds(actor: Actor) -> bool:
        return actor.role in roles

    found: Predicate = holds
    return found


supervises = has_role("supervision")
leads = has_role("leader")
administers = has_role("administrator")
is_security = has_role("security")
audits = has_role("auditor")
in_department = has_role("officer", "head")
heads = has_role("head")


@predicate
def is_chief(actor: Actor) -> bool:
    """The post heads the government itself: what the law leaves to 行政首长 is no deputy's to do."""
    return actor.role == "leader" and actor.chief


@predicate
def secures(actor: Actor) -> bool:
    """The security administrator; while there is none, the system administrator has those acts too (docs/protection.md)."""
    return actor.role == "security" or (actor.role == "administrator" and actor.unsecured)


@predicate
def cleared(actor: Actor, thing: Any) -> bool:
    """The post's clearance reaches the secrecy of the thing; a thing without one is open."""
    return thing is None or actor.clearance >= int(getattr(thing, "secrecy", 0))


RIGHTS.add_rule("accounts.read", administers | is_security)
RIGHTS.add_rule("accounts.manage", administers)
RIGHTS.add_rule("accounts.secure", secures)
RIGHTS.add_rule("accounts.confirm", administers | is_security | audits)
RIGHTS.add_rule("audit.read", audits | supervises)
RIGHTS.add_rule("audit.export", audits)
RIGHTS.add_rule("guide.read", administers | supervises)
RIGHTS.add_rule("jobs.read", administers | supervises)
RIGHTS.add_rule("jobs.manage", administers)
