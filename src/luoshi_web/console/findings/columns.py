"""The columns of the list of findings as a workbook: the ledger of what is put right (整改台账)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from luoshi_web.console.workbooks.lists import Column, Listing
from luoshi_web.registers.findings.rules.codes import word_for
from luoshi_web.registers.findings.rules.states import State
from luoshi_web.registers.findings.words import STATES
from luoshi_web.registers.matters.models import Matter


def listing(today: date) -> Listing:
    """``put_right`` is annotated; the status is said in the words of the finding's place."""
    return Listing(
        _("Findings put right"),
        (
            Column(_("No. of the finding"), lambda matter: matter.number, 16, key="number"),
            Column(_("What was found, in short"), lambda matter: matter.title, 40, key="title"),
            Column(_("Found by"), lambda matter: matter.finding.get_source_display(), 18, key="source"),
            Column(_("Report or decision that names it (文号)"), lambda matter: matter.finding.paper, 20, key="paper"),
            Column(_("Issued on"), lambda matter: matter.finding.issued_on, 12, key="issued_on"),
            Column(_("Category"), lambda matter: matter.finding.category, 14, key="category"),
            Column(_("The finding in its own words"), lambda matter: matter.finding.text, 50, key="text"),
            Column(_("Amount of the finding, yuan"), lambda matter: matter.finding.amount, 16, key="amount", unit="元"),
            Column(_("Unit that puts it right"), lambda matter: matter.office.name if matter.office else "", 22, key="lead"),
            Column(_("Measures (整改措施)"), lambda matter: matter.finding.measures, 40, key="measures"),
            Column(_("What must be reached (整改标准)"), lambda matter: matter.finding.standard, 30, key="standard"),
            Column(_("Time class"), lambda matter: matter.finding.get_time_class_display(), 16, key="time_class"),
            Column(_("To be put right by"), lambda matter: matter.finding.due, 12, key="due"),
            Column(_("First to be put right by"), lambda matter: matter.finding.first_due, 12, key="first_due"),
            Column(_("State"), lambda matter: str(STATES[State(matter.state)]), 20, key="state"),
            Column(_("Status in the place's words"), lambda matter: _status(matter, today), 18, key="status"),
            Column(_("Put right, yuan"), lambda matter: matter.put_right, 16, key="paid", unit="元"),
            Column(_("Rules made or mended (建章立制)"), lambda matter: matter.finding.rules_made, 12, key="rules_made"),
            Column(_("Closed on"), lambda matter: matter.finding.reclosed_on or matter.finding.closed_on, 12, key="closed_on"),
            Column(_("Found again on"), lambda matter: matter.finding.reopened_on, 12, key="reopened_on"),
        ),
        code="findings",
    )  # fmt: skip


def _status(matter: Matter, today: date) -> str:
    row = word_for(State(matter.state), matter.finding.place, on=today)
    return row.name if row is not None else ""
