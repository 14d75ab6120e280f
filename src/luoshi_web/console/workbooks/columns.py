"""The columns of a worklist's rows as a workbook: what became of each, with the cells that are wrong."""

from django.utils.translation import gettext_lazy as _

from luoshi_web.audit.refusal import Refusal
from luoshi_web.console.workbooks.lists import Column, Listing
from luoshi_web.supervision.models import WorklistRow


def _faults(row: WorklistRow) -> str:
    return "\n".join(f"{cell}: {Refusal(code, text=text)}" for cell, code, text in row.faults)


ROWS = Listing(
    _("Rows of the worklist"),
    (
        Column(_("Sheet"), lambda row: row.sheet),
        Column(_("Line of the sheet"), lambda row: row.first, 8),
        Column(_("What became of it"), lambda row: row.get_how_display(), 20),
        Column(_("No."), lambda row: row.item.number if row.item else ""),
        Column(_("Item"), lambda row: row.item.title if row.item else "", 50),
        Column(_("Lead unit"), lambda row: row.item.office.name if row.item and row.item.office else "", 24),
        Column(_("Due"), lambda row: row.item.due if row.item else None, 12),
        Column(_("Cells to look at"), _faults, 50),
        Column(
            _("As it stood"),
            lambda row: "\n".join(f"{name}: {words}" for name, words in row.cells.items()),
            60,
        ),
    ),
)
