"""The columns of the papers as a workbook."""

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from luoshi_web.console.workbooks.lists import Column, Listing
from luoshi_web.supervision.models import Paper


def _addressed(paper: Paper) -> StrOrPromise:
    if paper.office is not None:
        return paper.office.name
    return _("outside the offices") if paper.outside else _("all offices")


PAPERS = Listing(
    _("Papers"),
    (
        Column(_("Day"), lambda paper: paper.on, 12),
        Column(_("Number of the paper"), lambda paper: paper.number, 24),
        Column(_("Paper"), lambda paper: paper.title, 50),
        Column(_("Kind"), lambda paper: paper.get_kind_display(), 24),
        Column(_("Addressed to"), _addressed, 24),
        Column(_("Secrecy"), lambda paper: paper.get_secrecy_display()),
        Column(_("Withdrawn because"), lambda paper: paper.withdrawn_reason, 30),
    ),
)
