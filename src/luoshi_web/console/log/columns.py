"""The columns of the log as a workbook. Each row is an act and what it was done to, as its reader may know it."""

from django.utils.translation import gettext_lazy as _

from luoshi_web.audit.verbs import VERBS
from luoshi_web.console.workbooks.lists import Column, Listing

ACTS = Listing(
    _("Log of acts"),
    (
        Column(_("No."), lambda row: row[0].number, 10),
        Column(_("When"), lambda row: row[0].at, 17),
        Column(_("Who"), lambda row: row[0].person),
        Column(_("Office"), lambda row: row[0].office, 20),
        Column(_("Post"), lambda row: row[0].post),
        Column(_("Action"), lambda row: VERBS.get(row[0].verb, row[0].verb), 24),
        Column(_("On"), lambda row: row[1], 50),
        Column(_("Digest"), lambda row: row[0].digest, 40),
    ),
)
