"""Who may do what with a project. Cell by cell: tests/web/tables/permissions.tsv."""

from luoshi_web.accounts.rights import RIGHTS, cleared, heads, in_department, is_chief, leads
from luoshi_web.registers.matters.rights import in_charge_of, keeps, reads
from luoshi_web.supervision.rights import of_lead, sees_all

RIGHTS.add_rule("projects.list", sees_all | in_department)
RIGHTS.add_rule(
    "projects.read",
    cleared & (sees_all | (in_department & of_lead) | keeps("projects") | reads("projects")),
)
RIGHTS.add_rule("projects.keep", cleared & keeps("projects"))
RIGHTS.add_rule("projects.handle", in_department & of_lead & cleared)
RIGHTS.add_rule("projects.answer", heads & of_lead & cleared)
RIGHTS.add_rule("projects.except", leads & (in_charge_of | is_chief) & cleared)
