"""The columns of the changes in the open as a workbook."""

from django.utils.translation import gettext_lazy as _

from luoshi_web.console.templatetags.office import changed_value
from luoshi_web.console.workbooks.lists import Column, Listing

CHANGES = Listing(
    _("Changes in the open"),
    (
        Column(_("No."), lambda change: change.item.number),
        Column(_("Item"), lambda change: change.item.title, 50),
        Column(_("Lead unit"), lambda change: change.item.office.name if change.item.office else "", 24),
        Column(_("What"), lambda change: change.get_field_display()),
        Column(_("First promised"), lambda change: changed_value(change.original, change)),
        Column(_("Before"), lambda change: changed_value(change.before, change)),
        Column(_("After"), lambda change: changed_value(change.after, change)),
        Column(_("Days slipped"), lambda change: change.days_slipped, 8),
        Column(_("Lowered"), lambda change: _("yes") if change.lowers else "", 8),
        Column(_("Reason"), lambda change: change.reason, 40),
        Column(_("Asked by"), lambda change: change.asked_by.name),
        Column(_("Approved by"), lambda change: change.approved_by.name if change.approved_by else ""),
        Column(_("Approved on"), lambda change: change.approved_at, 17),
    ),
)
