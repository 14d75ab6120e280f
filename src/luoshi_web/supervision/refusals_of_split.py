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
    "part_without_unit": _("The item has no value that a part could take of."),
}
