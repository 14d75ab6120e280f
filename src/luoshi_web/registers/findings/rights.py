"""Who may do what with a finding. Cell by cell: tests/web/tables/permissions.tsv.

Whoever keeps the register verifies and signs off, two persons of it; the unit's head applies; the leader in charge excepts and approves.
"""

from luoshi_web.accounts.rights import RIGHTS, cleared, heads, in_department, is_chief, leads
from luoshi_web.registers.matters.rights import in_charge_of, keeps, reads
from luoshi_web.supervision.rights import of_lead, sees_all

RIGHTS.add_rule("findings.list", sees_all | in_department)
RIGHTS.add_rule(
    "findings.read",
    cleared & (sees_all | (in_department & of_lead) | keeps("findings") | reads("findings")),
)
RIGHTS.add_rule("findings.keep", cleared & keeps("findings"))
RIGHTS.add_rule("findings.handle", in_department & of_lead & cleared)
RIGHTS.add_rule("findings.answer", heads & of_lead & cleared)
RIGHTS.add_rule("findings.except", leads & (in_charge_of | is_chief) & cleared)
