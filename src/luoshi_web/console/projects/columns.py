"""The columns of the list of projects as a workbook. Contacts never leave."""

from django.utils.translation import gettext_lazy as _

from luoshi_web.console.workbooks.lists import Column, Listing
from luoshi_web.registers.projects.rules.states import State
from luoshi_web.registers.projects.words import STATES

COLUMNS = Listing(
    _("Projects"),
    (
        Column(_("No. of the project"), lambda matter: matter.number, key="number"),
        Column(_("Name of the project"), lambda matter: matter.title, 40, key="title"),
        Column(_("Investor"), lambda matter: matter.project.investor, 24, key="investor"),
        Column(_("Industry"), lambda matter: matter.project.industry, 16, key="industry"),
        Column(
            _("Unit that looks after it"),
            lambda matter: matter.office.name if matter.office else "",
            24,
            key="lead",
        ),
        Column(_("Signed on"), lambda matter: matter.project.signed_on, 12, key="signed_on"),
        Column(_("Investment, 亿元"), lambda matter: matter.project.amount, 14, key="amount", unit="亿元"),
        Column(_("Begun on"), lambda matter: matter.project.started_on, 12, key="started_on"),
        Column(_("Completed on"), lambda matter: matter.project.completed_on, 12, key="completed_on"),
        Column(_("Producing since"), lambda matter: matter.project.producing_on, 12, key="producing_on"),
        Column(_("Stage"), lambda matter: str(STATES[State(matter.state)]), 20, key="state"),
    ),
    code="projects",
)
