"""Who may do what with an application or a court case. Cell by cell: tests/web/tables/permissions.tsv.

Whoever keeps the register decides; a second person of it approves (its head; of the supervision office anybody who supervises). The unit whose act is
attacked answers, performs, and says who came to court. Names of parties are for whoever keeps the register alone, leaders and auditors see masks.
"""

from luoshi_web.accounts.rights import RIGHTS, cleared, heads, in_department, supervises
from luoshi_web.registers.matters.rights import keeps, reads
from luoshi_web.supervision.rights import of_lead, sees_all

_UNIT = in_department & of_lead
RIGHTS.add_rule("cases.list", sees_all | in_department)
RIGHTS.add_rule("cases.read", cleared & (sees_all | _UNIT | keeps("cases") | reads("cases")))
RIGHTS.add_rule("cases.keep", cleared & keeps("cases"))
RIGHTS.add_rule("cases.approve", cleared & keeps("cases") & (heads | supervises))
RIGHTS.add_rule("cases.parties", cleared & keeps("cases"))
RIGHTS.add_rule("cases.answer", heads & of_lead & cleared)
RIGHTS.add_rule("cases.note", cleared & (_UNIT | keeps("cases")))
