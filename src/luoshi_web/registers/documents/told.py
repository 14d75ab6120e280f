"""What people are told of normative documents, beside what all registers say."""

from django.utils.translation import gettext_noop as _

from luoshi_web.supervision.urging.matters import SENTENCES

SENTENCES.update(
    {
        "documents.submitted": _("handed in for the legality review"),
        "documents.reviewed": _("the legality review has given its opinion"),
        "documents.sent_back": _("sent back to your unit: %(reason)s"),
        "documents.published": _("published, in force from %(day)s"),
        "documents.evaluated": _("the evaluation is done"),
        "documents.to_correct": _("the body it was filed with asks for a correction"),
        "documents.asked": _("somebody asks whether it is lawful"),
        "documents.suspended": _("%(clause)s is not applied for now"),
    }
)
