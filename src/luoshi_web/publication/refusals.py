"""Why acts of publication are refused, in sentences."""

from django.utils.translation import gettext_noop as _

from luoshi_web.audit.refusal import SENTENCES

PUBLICATION = {
    "not_open": _("“%(name)s” is not open: what is secret is not released."),
    "already_proposed": _("“%(name)s” is proposed already. Decide on that first."),
    "nothing_new": _("“%(name)s” is public just as it is."),
    "file_not_shown": _("There is no safe way to draw “%(name)s”: its file is not released."),
    "file_not_public": _("This file is not public."),
    "report_unread": _("This report has no copy that was read."),
    "report_not_reviewed": _("%(count)s entries of this report are not reviewed yet."),
    "report_reads_otherwise": _("The file of this report is read otherwise now than when it was reviewed. Bring in a corrected copy, and review what changed."),
    "still_a_draft": _("“%(name)s” is still a draft."),
    "not_published": _("The result of this appraisal is not published in the office yet."),
    "place_not_public": _("Release the report of the place first: it is what everything else stands on."),
    "line_not_public": _("The line that “%(name)s” goes by is not public."),
    "words_not_there": _("These words do not stand in what is to be released: “%(words)s”."),
    "redaction_needs_words": _("Say which words, or tick which part, is not shown."),
    "not_checked": _("It has not been checked for secrets yet."),
    "release_state": _("This cannot be done now: the release is “%(state)s”."),
    "release_takes_two": _("Somebody else has to approve it than who proposed or checked it."),
    "embargo_is_past": _("The day before which it is not shown has to lie ahead."),
    "refusal_says_why": _("Say why it is not released."),
    "withdrawal_says_why": _("Say in a sentence why it is taken back: everybody reads it."),
    "withdrawal_tells": _("The sentence has personal data in it: %(kinds)s."),
    "stray_settled": _("This is settled already, or there is no such line."),
    "lines_alone_are_closed": _("Only a line that left can be closed: everything else is released anew or taken out of the public."),
    "no_line_chosen": _("Choose the line that it is."),
    "removal_waits": _("Somebody has asked for this to be taken out of the public already. Decide on that first."),
    "removal_takes_two": _("You asked for it: another person decides whether it is taken out of the public."),
    "taken_back_for_good": _("“%(name)s” was taken back. What was taken back whole is not released again."),
}  # fmt: skip
SENTENCES.update(PUBLICATION)
