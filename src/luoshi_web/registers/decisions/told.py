"""What people are told of major decisions, beside what all registers say."""

from django.utils.translation import gettext_noop as _

from luoshi_web.supervision.urging.matters import SENTENCES

SENTENCES.update(
    {
        "decisions.started": _("the government has begun it: your unit makes the draft"),
        "decisions.review_asked": _("its legality review is asked for"),
        "decisions.papers_returned": _("its papers for the legality review were returned: %(reason)s"),
        "decisions.opinion": _("the legality review has given its opinion on it"),
        "decisions.tabled": _("%(who)s put it before the government"),
        "decisions.discussed": _("it was discussed on %(day)s"),
        "decisions.to_execute": _("your unit carries it out"),
        "decisions.comment_over": _("the time for comment ended on %(day)s: say what became of the opinions"),
    }
)
