"""The columns of the lists of normative documents as workbooks: the register, what is in force on a day, and the list of a clean-up."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi_web.console.workbooks.lists import Column, Listing
from luoshi_web.registers.documents.rules.states import State
from luoshi_web.registers.documents.words import STATES

_OF_MATTER = (
    Column(_("Registration number (登记号)"), lambda matter: matter.number, 20),
    Column(_("Title of the document"), lambda matter: matter.title, 44),
    Column(_("Number of the paper (文号)"), lambda matter: matter.document.paper_number, 24),
    Column(_("Issued by"), lambda matter: matter.document.get_maker_display(), 20),
    Column(_("Drafting unit"), lambda matter: matter.office.name if matter.office else "", 24),
    Column(_("Published on"), lambda matter: matter.document.published_on, 12),
    Column(_("In force since"), lambda matter: matter.document.effective_on, 12),
    Column(_("Valid until"), lambda matter: matter.document.ends_on, 12),
)
COLUMNS = Listing(
    _("Normative documents"),
    (
        *_OF_MATTER,
        Column(_("Ended on"), lambda matter: matter.ended_on, 12),
        Column(_("State"), lambda matter: str(STATES[State(matter.state)]), 20),
    ),
)
IN_FORCE = Listing(_("Normative documents in force"), _OF_MATTER)


def _of_row(column: Column) -> Callable[[Any], Any]:
    """A column of a document, for a row of a clean-up."""
    return lambda row: column.of(row.document.matter)


CLEANED = Listing(
    _("Results of a clean-up"),
    (
        *(Column(each.words, _of_row(each), each.width) for each in _OF_MATTER),
        Column(_("Result of the clean-up"), lambda row: row.get_finding_display(), 20),
        Column(_("Reason"), lambda row: row.why, 30),
    ),
)
