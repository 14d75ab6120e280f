"""The columns of the history of urging as a workbook."""

from django.utils.translation import gettext_lazy as _

from luoshi_web.console.workbooks.lists import Column, Listing
from luoshi_web.supervision.models import Urge
from luoshi_web.supervision.urging.reasons import sentence


def _why(urge: Urge) -> str:
    return urge.reason if urge.code in {"", "by_hand"} else sentence(urge.code, urge.inputs)


URGES = Listing(
    _("History of urging"),
    (
        Column(_("Day"), lambda urge: urge.on, 12),
        Column(_("Rung"), lambda urge: urge.get_rung_display()),
        Column(_("No."), lambda urge: urge.item.number),
        Column(_("Item"), lambda urge: urge.item.title, 50),
        Column(_("Office"), lambda urge: urge.office.name, 24),
        Column(_("Reason"), _why, 40),
        Column(_("State"), lambda urge: urge.get_state_display()),
        Column(_("Answer until"), lambda urge: urge.answer_due, 12),
        Column(_("Answer"), lambda urge: urge.answer, 40),
        Column(_("Answered on"), lambda urge: urge.answered_at, 17),
    ),
)
