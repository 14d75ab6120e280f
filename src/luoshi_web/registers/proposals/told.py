"""What people are told of proposals, beside what all registers say."""

from django.utils.translation import gettext_noop as _

from luoshi_web.supervision.urging.matters import SENTENCES

SENTENCES.update(
    {
        "proposals.assigned": _("assigned to your unit, to be replied to by %(day)s"),
        "proposals.helps": _("your unit helps with it: its opinion is asked for"),
        "proposals.again": _("the opinion of your unit is asked for again"),
        "proposals.taken": _("the return was accepted; %(lead)s leads now"),
        "proposals.stays": _("the return was not accepted: it stays with your unit"),
        "proposals.returned": _("returned by %(who)s: %(reason)s"),
        "proposals.replied": _("%(who)s replied to it"),
        "proposals.redo": _("to be handled again, by %(day)s"),
        "proposals.opinion": _("%(who)s gave its opinion"),
        "reminder_owed": _("no receipt came by %(day)s: a reminder is owed"),
        "left_out": _("no receipt came after the reminder either: it was left out"),
    }
)
