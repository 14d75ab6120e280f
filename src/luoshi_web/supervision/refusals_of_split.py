"""Why acts on splits and assignments are refused, in sentences."""

from django.utils.translation import gettext_noop as _

SPLIT: dict[str, str] = {
    "split_issued": _(
        "The notice of this split is out: its rows can no longer be drafted. Re-assign the item instead."
    ),
    "split_without_number": _("A notice goes out under a number (文号)."),
    "split_empty": _("There is no row to issue."),
    "no_aims": _("No row of this draft is an aim that nobody has changed."),
    "split_incomplete": _("%(count)s rows lack a lead unit or a due date."),
    "lead_not_cleared": _(
        "%(post)s may not read what item %(number)s holds: its secrecy is above the post's clearance."
    ),
    "say_why": _("Say why: the reason is kept with the item."),
    "return_late": _("The item could be returned until %(day)s."),
    "return_decided": _("A return of this item has been refused already; it is to be signed for."),
    "return_not_above": _("A part of an item is settled with the unit that gave it, and cannot be returned."),
    "same_lead": _("%(post)s is of the unit that leads already."),
    "no_parts": _("Name at least one part."),
    "part_elsewhere": _("%(post)s is neither of your unit nor of one that helps with this item."),
    "part_too_late": _("A part is due between today and %(due)s, the item's own due date; %(day)s is not."),
    "rate_not_divided": _("A rate cannot be divided into parts."),
    "merge_two": _("Choose at least two rows of one draft."),
    "merge_two_drafts": _("Rows of two drafts are not made one."),
    "merge_headline": _(
        "“%(title)s” is a main expected target: it has a row of its own, for it is measured by itself."
    ),
    "row_is_whole": _("The row comes of one entry and was not put into parts: there is nothing to divide."),
    "part_not_in_row": _("“%(words)s” does not stand in the row's quote."),
    "part_of_value": _("A row of a target is divided by its values, not by words."),
    "quote_elsewhere": _("These words do not stand in the report next to the row's own."),
    "quote_without_entry": _("This row comes from no report: it has no words to quote."),
    "row_is_so": _("The row stands so already."),
    "part_without_unit": _("The item has no value that a part could take of."),
}
