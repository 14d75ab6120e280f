"""The columns of the items that follow from instructions and decisions, as a workbook."""

from django.utils.translation import gettext_lazy as _

from luoshi_web.console.workbooks.lists import Column, Listing

ORIGINS = Listing(
    _("Instructions and decisions"),
    (
        Column(_("No."), lambda origin: origin.item.number),
        Column(_("Item"), lambda origin: origin.item.title, 50),
        Column(_("Where it comes from"), lambda origin: origin.item.get_source_display(), 20),
        Column(_("Number of the document"), lambda origin: origin.number, 24),
        Column(_("Said by"), lambda origin: origin.said_by_name),
        Column(_("Said on"), lambda origin: origin.said_on, 12),
        Column(_("Lead unit"), lambda origin: origin.item.office.name if origin.item.office else "", 24),
        Column(_("Due"), lambda origin: origin.item.due, 12),
        Column(_("State"), lambda origin: origin.item.get_state_display()),
        Column(_("Approval"), lambda origin: origin.get_state_display()),
    ),
)
