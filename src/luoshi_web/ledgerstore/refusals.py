"""Why acts of this app are refused, in sentences."""

from django.utils.translation import gettext_noop as _

from luoshi_web.audit.refusal import SENTENCES

SENTENCES.update(
    {
        # kept files
        "file_not_whole": _(
            "%(name)s is no longer what was stored: the file was changed or lost on the disk. It is not handed out; the administrators are told."
        ),
        # uploads
        "copy_known": _("This very file is here already: %(name)s, uploaded on %(day)s by %(person)s."),
        "copy_empty": _("%(name)s is empty; save the report's text into it and try again."),
        "copy_too_large": _(
            "%(name)s is larger than %(limit)s MiB, far more than any report; upload the report alone."
        ),
        "copy_executable": _(
            "%(name)s is or holds a program; upload the report as a document, a page or a text."
        ),
        "copy_macros": _(
            "%(name)s holds macros, which are not kept here; save it as a document without macros (.docx) and upload that."
        ),
        "copy_unknown_type": _(
            "%(name)s is %(format)s, in which no report can be read; save the report as DOCX, ODT, RTF, PDF, OFD, HTML or TXT."
        ),
        "copy_archive": _(
            "%(name)s is packed in a way that cannot be looked into safely (%(detail)s); unpack it and upload the report alone."
        ),
        "copy_encrypted": _("%(name)s is locked with a password and cannot be checked; upload it without."),
        "copy_active": _(
            "%(name)s holds something that would run or be fetched by itself when it is opened (%(detail)s); save it anew, or as text."
        ),
        "copy_bomb": _("%(name)s would unpack to far more than it is; upload the report alone."),
        "copy_damaged": _("%(name)s is damaged or not complete; save it anew and upload that."),
        "copy_two_in_one": _(
            "%(name)s has something else hidden in it or behind it; save it anew and upload that."
        ),
        "copy_unknown_part": _(
            "%(name)s holds a part that is not known to be harmless (%(detail)s); save it anew, or as text."
        ),
        "copy_exhausting": _(
            "%(name)s takes more time or memory to check than any report does; save it anew, or as text."
        ),
        "copy_is_read": _("This copy has been read already."),
        "copy_not_doubtful": _(
            "Place and year of this copy need not be confirmed, or somebody has done so meanwhile."
        ),
        "place_needed": _("Name the place whose report this is, in at most 60 characters."),
        "year_needed": _("Name the year whose work the report sets out."),
        # review
        "reviewed_already": _("This entry has been reviewed already; open it again first."),
        "is_open": _("This entry is open already."),
        "is_lost": _("This entry stands in an earlier copy alone; it cannot be opened again."),
        "whole_is_open": _("The entry that this is a part of has been opened again; split that one."),
        "not_standing": _("This entry has left its place to others or was dropped; open it again first."),
        "not_a_reading": _("No ledger could hold this correction (%(faults)s)."),
        "nothing_changed": _("Nothing was changed."),
        "reason_needed": _("Say why."),
        "none_chosen": _("Choose at least one entry."),
        "too_many": _("At most %(limit)s entries can be accepted at once."),
        "none_sure": _("Nothing is left here that could be taken together."),
        "sample_unseen": _(
            "%(left)s of the %(of)s entries of the sample have not been looked at; say of each whether it is right."
        ),
        "sample_wrong": _(
            "“%(quote)s” is wrong (%(count)s of %(of)s of the sample), so nothing was accepted. Correct it, and look at the others one by one."
        ),
        "two_parts": _("Cut the quote into at least two parts, one a line, and at most %(limit)s."),
        "part_not_in_quote": _("“%(part)s” does not stand in the quote; copy the words from it."),
        "two_to_merge": _("Choose at least one other entry to merge with this one."),
        "too_far_apart": _("These entries lie more than %(limit)s characters apart; they cannot be one."),
        "quote_not_in_text": _("These words do not stand in the report; copy them from its text."),
        "quote_too_long": _(
            "A quote has at most %(limit)s characters: the shortest stretch that holds the whole statement."
        ),
        "quote_known": _("An entry with these very words is there already."),
        "not_a_kind": _("An entry is a target, a task, a result or a problem."),
    }
)
