"""The register of public money, for the acts on it."""

from django.db.models import Min

from luoshi_web.audit.refusal import Refusal
from luoshi_web.registers.funds.models import Fund, Repayment
from luoshi_web.registers.funds.rows import PARTS, facts_of
from luoshi_web.registers.funds.rules import facts
from luoshi_web.registers.funds.rules.gates import GATES
from luoshi_web.registers.funds.rules.states import STATES, Act, State, Type
from luoshi_web.registers.funds.words import STATES as WORDS
from luoshi_web.registers.matters.register import Register

_REPAID_BY_DAYS = frozenset({State.ISSUED, State.REPAYING})


class Funds(Register[Fund, facts.Fund, State, Act]):
    """What a bond waits for is the next day of its calendar, too."""

    def keep(self, row: Fund) -> None:
        """Save what an act changed, with the nearest day of what is waited for, and count the act."""
        super().keep(row)
        if self.state(row) in _REPAID_BY_DAYS:
            matter = row.matter
            day = Repayment.objects.filter(bond=row.pk, paid_on=None).aggregate(day=Min("due_on"))["day"]
            matter.due = min((each for each in (matter.due, day) if each is not None), default=None)
            matter.save(update_fields=["due"])

    def demand_type(self, row: Fund, *types: Type) -> None:
        """Raise :class:`Refusal` where a matter is none of these."""
        if row.type not in types:
            raise Refusal("other_fund")


FUNDS = Funds("funds", "fund", STATES, WORDS, PARTS, facts_of, GATES)
