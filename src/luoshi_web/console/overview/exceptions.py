"""An exception as the audit view and its workbook say it."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi_web.console.workbooks.lists import Column, Listing
from luoshi_web.registers.matters.models import Waiver
from luoshi_web.registers.matters.register import in_words


def shown(waiver: Waiver, today: date) -> dict[str, Any]:
    """A row of the page: which condition, and whether it holds on a day."""
    return {"waiver": waiver, "matter": waiver.matter, "condition": _condition(waiver), "page": f"{waiver.matter.register}:show", "stands": _stands(waiver, today)}  # fmt: skip


def _condition(waiver: Waiver) -> str:
    return in_words([waiver.condition])


def _stands(waiver: Waiver, today: date) -> str:
    if waiver.approved_by_id is None or waiver.since is None or waiver.until is None:
        return "asked"
    if waiver.until < today:
        return "ended"
    return "holds" if waiver.since <= today else ""


COLUMNS = Listing(
    _("Exceptions"),
    (
        Column(_("Register"), lambda waiver: waiver.matter.get_register_display(), 20),
        Column(_("No."), lambda waiver: waiver.matter.number, 16),
        Column(_("Title"), lambda waiver: waiver.matter.title, 40),
        Column(_("Unit"), lambda waiver: waiver.matter.office.name if waiver.matter.office else "", 20),
        Column(_("Condition"), _condition, 40),
        Column(_("Reason"), lambda waiver: waiver.reason, 40),
        Column(_("Asked by"), lambda waiver: str(waiver.asked_by), 12),
        Column(_("Asked on"), lambda waiver: waiver.asked_at.date(), 12),
        Column(_("Approved by"), lambda waiver: str(waiver.approved_by or ""), 12),
        Column(_("From"), lambda waiver: waiver.since, 12),
        Column(_("To"), lambda waiver: waiver.until, 12),
    ),
)
