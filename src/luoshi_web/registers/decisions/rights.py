"""Who may do what with a major decision. Cell by cell: tests/web/tables/permissions.tsv.

The unit drafts it, its head asks for the review and tables it; the office that reviews gives its opinion and agrees that a step does not apply;
the keeper has the catalogue and what follows the decision; the head of the government alone halts it (37).
"""

from luoshi_web.accounts.rights import RIGHTS, cleared, is_chief
from luoshi_web.registers.matters.rights import keeps, reviews, unit_rights
from luoshi_web.supervision.rights import sees_all

unit_rights("decisions")
RIGHTS.set_rule("decisions.read", RIGHTS["decisions.read"] | (cleared & reviews("decisions")))
RIGHTS.add_rule("decisions.review", cleared & reviews("decisions"))
RIGHTS.add_rule("decisions.halt", cleared & is_chief)
RIGHTS.add_rule("decisions.publish_catalogue", keeps("decisions"))
RIGHTS.add_rule("meetings.list", sees_all | keeps("decisions") | keeps("collective"))
RIGHTS.add_rule("meetings.keep", keeps("decisions") | keeps("collective"))
