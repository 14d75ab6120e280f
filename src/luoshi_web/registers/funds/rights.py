"""Who may do what with public money. Cell by cell: tests/web/tables/permissions.tsv.

Whoever keeps the register (财政局, once a desk says so) budgets, allocates, pays and recovers, a second person of it confirms a period; the unit
spends, aims and evaluates itself; the leader in charge excepts.
"""

from luoshi_web.accounts.rights import RIGHTS, cleared, heads, supervises
from luoshi_web.registers.matters.rights import keeps, unit_rights

unit_rights("funds")
RIGHTS.add_rule("funds.confirm", cleared & keeps("funds") & (heads | supervises))
