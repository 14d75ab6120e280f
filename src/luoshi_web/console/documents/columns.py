"""The columns of the lists of normative documents as workbooks: the register, what is in force on a day, and the list of a clean-up."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi_web.console.workbooks.lists import Column, Listing
from luoshi_web.registers.documents.rules.states import State
from luoshi_web.registers.documents.words import STATES

_OF_MATTER = (
    Column(_("Registration number (登记号)"), lambda matter: matter.number, 20, key="number"),
    Column(_("Title of the document"), lambda matter: matter.title, 44, key="title"),
    Column(
        _("Number of the paper (文号)"), lambda matter: matter.document.paper_number, 24, key="paper_number"
    ),
    Column(_("Issued by"), lambda matter: matter.document.get_maker_display(), 20, key="maker"),
    Column(_("Drafting unit"), lambda matter: matter.office.name if matter.office else "", 24, key="lead"),
    Column(_("Published on"), lambda matter: matter.document.published_on, 12, key="published_on"),
    Column(_("In force since"), lambda matter: matter.document.effective_on, 12, key="effective_on"),
    Column(_("Valid until"), lambda matter: matter.document.ends_on, 12, key="ends_on"),
)
COLUMNS = Listing(
    _("Normative documents"),
    (
        *_OF_MATTER,
        Column(_("Ended on"), lambda matter: matter.ended_on, 12, key="ended_on"),
        Column(_("State"), lambda matter: str(STATES[State(matter.state)]), 20, key="state"),
    ),
    code="documents",
)
IN_FORCE = Listing(_("Normative documents in force"), _OF_MATTER, code="documents_in_force")


def _of_row(column: Column) -> Callable[[Any], Any]:
    """A column of a document, for a row of a clean-up."""
    return lambda row: column.of(row.document.matter)


CLEANED = Listing(
    _("Results of a clean-up"),
    (
        *(Column(each.words, _of_row(each), each.width, each.key) for each in _OF_MATTER),
        Column(_("Result of the clean-up"), lambda row: row.get_finding_display(), 20),
        Column(_("Reason"), lambda row: row.why, 30),
    ),
)
