"""Who sees a report against the registers, and who decides. Cell by cell: tests/web/tables/permissions.tsv."""

from dataclasses import dataclass
from typing import Any

from rules.predicates import predicate

from luoshi_web.accounts.rights import RIGHTS, audits, leads, supervises
from luoshi_web.audit.actor import Actor
from luoshi_web.ledgerstore.models import Report


@dataclass(frozen=True, slots=True)
class Told:
    """A report, and whether it was given."""

    report: Report
    given: bool


@predicate
def was_given(actor: Actor, told: Any) -> bool:
    """The report was given: what was said in public is anybody's to audit."""
    return told is not None and told.given


RIGHTS.add_rule("sayings.list", supervises | leads | audits)
RIGHTS.add_rule("sayings.read", supervises | leads | (audits & was_given))
RIGHTS.add_rule("sayings.decide", supervises)
RIGHTS.add_rule("sentences.read", supervises | leads)
RIGHTS.add_rule("sentences.take", supervises)
