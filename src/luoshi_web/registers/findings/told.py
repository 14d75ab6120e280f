"""What people are told of findings, beside what all registers say."""

from django.utils.translation import gettext_noop as _

from luoshi_web.supervision.urging.matters import SENTENCES

SENTENCES.update(
    {
        "findings.assigned": _("your unit puts it right, by %(day)s"),
        "findings.applied": _("%(who)s applies for its closing"),
        "findings.refused": _("its closing was refused: %(reason)s"),
        "findings.time_asked": _("%(who)s asks for more time, until %(day)s"),
        "findings.time_given": _("more time was given, until %(day)s"),
        "findings.time_refused": _("no more time was given"),
        "findings.closed": _("closed on %(day)s"),
        "findings.reopened": _("found again: to be put right by %(day)s"),
    }
)
