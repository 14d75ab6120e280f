"""Who may do what with public money. Cell by cell: tests/web/tables/permissions.tsv.

Whoever keeps the register (财政局, once a desk says so) budgets, allocates, pays and recovers, a second person of it confirms a period; the unit
spends, aims and evaluates itself; the leader in charge excepts. A budget of the government is told and published by the keeper, one of a department by
the department's head.
"""

from typing import Any

from rules.predicates import Predicate, predicate

from luoshi_web.accounts.rights import RIGHTS, cleared, heads, supervises
from luoshi_web.audit.actor import Actor
from luoshi_web.registers.matters.rights import keeps, unit_rights
from luoshi_web.supervision.rights import of_lead


def _budget_of(level: str) -> Predicate:
    """The matter is a budget, an adjustment or final accounts of this level."""

    @predicate(f"budget_of:{level}")
    def holds(actor: Actor, matter: Any) -> bool:
        paper = getattr(getattr(matter, "fund", None), "budget_paper", None)
        return paper is not None and paper.level == level

    found: Predicate = holds
    return found


unit_rights("funds")
RIGHTS.add_rule("funds.confirm", cleared & keeps("funds") & (heads | supervises))
RIGHTS.add_rule(
    "funds.tell",
    cleared & ((_budget_of("government") & keeps("funds")) | (_budget_of("department") & heads & of_lead)),
)
