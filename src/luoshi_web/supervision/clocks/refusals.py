"""Why acts on limits, dates and targets are refused, in sentences."""

from django.utils.translation import gettext_noop as _

CLOCKS = {
    "limit_not_running": _("This limit does not run: there is nothing to suspend."),
    "limit_not_suspended": _("This limit is not suspended."),
    "limit_over": _("This limit ended on %(due)s: it can no longer be suspended."),
    "limit_finish": _(
        "The day by which an item is to be finished is not suspended; it is moved by an extension, in the open."
    ),
    "limit_began_today": _("A limit can be suspended from the day after it began."),
    "limit_reason": _("Say why: the reason stands beside the limit."),
    "extension_late": _("An extension is asked for before the due date; this item was due on %(due)s."),
    "extension_not_later": _("The new date must be later than %(due)s."),
    "extension_waits": _("An extension has already been asked for and is not decided yet."),
    "extension_words": _("An extension is asked for with its reason and the progress so far."),
    "extension_withdrawn": _("This request was withdrawn."),
    "extension_decided": _("This request has already been decided."),
    "extension_screened": _("This request has already been screened."),
    "extension_not_screened": _("The supervision office screens a request before the leader decides."),
    "extension_opinion": _("Screening gives an opinion in words."),
    "extension_answer": _("A refusal says why."),
    "extension_date_moved": _("The due date has been moved since this was asked for."),
    "own_request": _("Nobody screens or decides what they asked for themselves."),
    "own_screening": _("Whoever screened a request does not decide it."),
    "change_no_number": _("Only an item with a target in numbers has a target to change."),
    "change_same": _("The new target is the one that stands."),
    "change_order": _("The lower number of a range comes first."),
    "change_odd": _(
        "%(after)s is out of all proportion to the present target (%(before)s). Correct it, or confirm that it is right."
    ),
    "change_waits": _("A change of the target has already been asked for and is not decided yet."),
    "change_reason": _("A change of target is asked for with its reason."),
    "change_decided": _("This request has already been decided."),
    "change_withdrawn": _("This request was withdrawn."),
    "change_target_moved": _("The target has been changed since this was asked for."),
}
