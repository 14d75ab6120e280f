"""The columns of the list of cases as a workbook. Names of parties and telephones never leave: a mask stands in their place."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi_web.console.workbooks.lists import Column, Listing
from luoshi_web.registers.cases.names import masked
from luoshi_web.registers.cases.words import ALL
from luoshi_web.registers.matters.models import Matter


def row_of(matter: Matter) -> Any:
    """The application or the court case of a matter."""
    return getattr(matter, "reconsideration", None) or getattr(matter, "suit", None)


def kind_of(matter: Matter) -> str:
    """Reconsideration, or which instance."""
    suit = getattr(matter, "suit", None)
    return str(suit.get_level_display() if suit is not None else _("reconsideration (行政复议)"))


def outcome_of(matter: Matter) -> str:
    """How it ended; nothing before."""
    row = row_of(matter)
    ended = row.outcome if hasattr(row, "outcome") else row.judged
    return str(
        (row.get_outcome_display() if hasattr(row, "outcome") else row.get_judged_display()) if ended else ""
    )


def _ended_on(matter: Matter) -> Any:
    row = row_of(matter)
    return row.closed_on if hasattr(row, "closed_on") else row.judged_on


def _applicants(matter: Matter) -> str:
    return "、".join(masked(party) for party in matter.case_parties.all() if party.role == "applicant")


COLUMNS = Listing(
    _("Reconsideration and court cases"),
    (
        Column(_("Case number"), lambda matter: matter.number, 20, key="number"),
        Column(_("Reconsideration or instance"), kind_of, 18, key="kind"),
        Column(_("Cause"), lambda matter: matter.title, 40, key="title"),
        Column(_("Applicant or plaintiff, masked"), _applicants, 16, key="applicants"),
        Column(
            _("Respondent or defendant"),
            lambda matter: matter.office.name if matter.office else "",
            24,
            key="lead",
        ),
        Column(_("Received or filed on"), lambda matter: matter.opened_on, 12, key="received_on"),
        Column(
            _("Accepted on"),
            lambda matter: getattr(row_of(matter), "accepted_on", None),
            12,
            key="accepted_on",
        ),
        Column(_("Decide by"), lambda matter: getattr(row_of(matter), "due", None), 12, key="due"),
        Column(_("Concluded on"), _ended_on, 12, key="closed_on"),
        Column(_("Outcome"), outcome_of, 20, key="outcome"),
        Column(_("State of the case"), lambda matter: str(ALL[matter.state]), 20, key="state"),
    ),
    code="cases",
)
