"""The acts of the record in words. An act without words stops a test."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

VERBS: dict[str, str] = {
    "comment.receive": _("received a comment"),
    "comment.rewrite": _("received it rewritten"),
    "comment.take_back": _("taken back by its writer"),
    "comment.appeal": _("received an appeal"),
    "comment.complain": _("reported by a reader"),
    "comment.publish": _("published it"),
    "comment.return": _("returned it"),
    "comment.refuse": _("did not publish it"),
    "comment.keep": _("kept it"),
    "comment.mask": _("masked a part"),
    "comment.remove": _("removed it"),
    "comment.forward": _("passed it on to the office"),
    "comment.appeal_upheld": _("found the appeal right"),
    "comment.appeal_dismissed": _("dismissed the appeal"),
    "comment.take": _("took it up"),
    "comment.answer": _("answered"),
    "comment.anonymise": _("dropped the contact"),
    "correction.receive": _("received a report"),
    "correction.check": _("began to check"),
    "correction.hide": _("hid it"),
    "correction.propose": _("proposed a decision"),
    "correction.disagree": _("did not agree"),
    "correction.decide": _("came to a decision"),
    "correction.withdraw": _("taken back by its reporter"),
    "correction.ask_review": _("asked for a second look"),
    "correction.anonymise": _("dropped the contact of the report"),
}
"""Verb → words. The public, the portal or a moderator stands before them."""


def words_of(verb: str) -> str:
    """An act in the reader's language."""
    return gettext(VERBS[verb])
