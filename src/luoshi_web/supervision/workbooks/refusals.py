"""Why workbooks are refused, in sentences."""

from django.utils.translation import gettext_noop as _

WORKBOOKS: dict[str, str] = {
    "month_not_this": _("This is not a workbook of the month's reports. Download it from this page, fill it in and bring it back."),
    "month_of_another_unit": _("This workbook was made for another unit, and is not for your post to bring in."),
    "month_empty": _("Nothing was filled in."),
    "month_unknown_item": _("“%(number)s” is no item that your unit leads."),
    "month_twice": _("“%(number)s” stands in the workbook twice."),
    "month_further_unknown": _("This is no value of “%(number)s”."),
    "month_further_alone": _("The row of “%(number)s” itself is empty: its further values are reported with it."),
    "month_title": _("The row was moved apart: %(number)s is “%(title)s”."),
    "month_state": _("“%(text)s” is none of the states that can be chosen."),
    "month_cell_in_error": _("The cell holds the error %(text)s."),
    "month_no_value_asked": _("This item has no target in numbers: leave the value empty."),
    "month_no_share_asked": _("This item has a target in numbers: give the value, not the share done."),
    "worklist_empty": _("No row was found. Say in which line the headings stand and which column holds the work."),
    "worklist_settled": _("This list was taken over or put aside already."),
    "worklist_names_unknown": _("Say first who is meant by: %(names)s"),
    # told of a cell; the rest of its row is taken
    "worklist_no_work": _("The row names no work."),
    "worklist_due": _("“%(text)s” names no day; the due date is left empty."),
    "worklist_lasting": _("“%(text)s” names no day; the end of the year is taken."),
    "worklist_unit": _("“%(text)s” is no unit that can hold an item; it is left out."),
    "worklist_not_cleared": _("“%(text)s” is not cleared for this list; it is left out."),
    "worklist_leader": _("“%(text)s” is no leader here; the leader in charge of the unit is taken."),
    "worklist_formula": _("A formula: its last value “%(text)s” is taken."),
    "worklist_cell_in_error": _("The cell holds the error %(text)s; it is left empty."),
}  # fmt: skip
