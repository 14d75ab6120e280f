"""The columns of a report's entries as a workbook."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luoshi_web.console.templatetags.review import said, value_of
from luoshi_web.console.workbooks.lists import Column, Listing

ENTRIES = Listing(
    pgettext_lazy("review", "Entries"),
    (
        Column(_("Kind of entry"), lambda entry: said(entry.kind, "kind")),
        Column(pgettext_lazy("review", "Quote"), lambda entry: entry.quote, 60),
        Column(_("Value"), lambda entry: value_of(entry.reading), 18),
        Column(_("Certainty"), lambda entry: entry.certainty, 10),
        Column(pgettext_lazy("review", "Section"), lambda entry: entry.section, 30),
        Column(pgettext_lazy("review", "Review"), lambda entry: entry.get_review_display()),
    ),
)
