"""The columns of the list of proposals as a workbook. Telephones never leave."""

from django.utils.translation import gettext_lazy as _

from luoshi_web.console.workbooks.lists import Column, Listing
from luoshi_web.registers.proposals.rules.states import State
from luoshi_web.registers.proposals.words import STATES

COLUMNS = Listing(
    _("Suggestions and proposals"),
    (
        Column(_("No. of the suggestion or proposal"), lambda matter: matter.number, key="number"),
        Column(_("Subject (案由)"), lambda matter: matter.title, 50, key="title"),
        Column(
            _("Kind of suggestion or proposal"),
            lambda matter: matter.proposal.get_kind_display(),
            20,
            key="kind",
        ),
        Column(
            _("Signatories"),
            lambda matter: "、".join(each.name for each in matter.proposal.signatories.all()),
            24,
            key="signatories",
        ),
        Column(_("Lead unit"), lambda matter: matter.office.name if matter.office else "", 24, key="lead"),
        Column(_("Assigned on"), lambda matter: matter.proposal.assigned_on, 12, key="assigned_on"),
        Column(_("Reply due"), lambda matter: matter.proposal.due, 12, key="due"),
        Column(_("Replied on"), lambda matter: matter.proposal.replied_on, 12, key="replied_on"),
        Column(_("Class"), lambda matter: matter.proposal.outcome, 8, key="outcome"),
        Column(_("State"), lambda matter: str(STATES[State(matter.state)]), 20, key="state"),
    ),
    code="proposals",
)
