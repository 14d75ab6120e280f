"""The columns of the checks of a plan, and of the plans, as workbooks."""

from django.utils.translation import gettext_lazy as _

from luoshi_web.console.workbooks.lists import Column, Listing

CHECKS = Listing(
    _("Checks"),
    (
        Column(_("No."), lambda check: check.item.number),
        Column(_("Item"), lambda check: check.item.title, 50),
        Column(_("Lead unit"), lambda check: check.item.office.name if check.item.office else "", 24),
        Column(_("Day"), lambda check: check.on, 12),
        Column(_("Finding"), lambda check: check.get_finding_display()),
        Column(_("How"), lambda check: check.get_method_display()),
        Column(_("Place"), lambda check: check.place, 24),
        Column(_("What was found"), lambda check: check.words, 50),
        Column(_("Looked at by"), lambda check: check.by.name if check.by else ""),
    ),
)
PLANS = Listing(
    _("Plans of checks"),
    (
        Column(_("Plan"), lambda plan: plan.name, 40),
        Column(_("Year"), lambda plan: plan.year, 8),
        Column(_("How"), lambda plan: plan.get_method_display()),
        Column(_("From"), lambda plan: plan.begins, 12),
        Column(_("To"), lambda plan: plan.ends, 12),
        Column(_("Drawn"), lambda plan: plan.drawn, 8),
        Column(_("Still to be made"), lambda plan: plan.open, 10),
    ),
)
