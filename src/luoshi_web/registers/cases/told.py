"""What people are told of applications and court cases, beside what all registers say. No message names a party."""

from django.utils.translation import gettext_noop as _

from luoshi_web.supervision.urging.matters import SENTENCES

SENTENCES.update(
    {
        "cases.copy": _("applied for reconsideration: your unit answers with its evidence by %(day)s"),
        "cases.answered": _("%(who)s answered, with its evidence"),
        "cases.hearing": _("a hearing is held on %(day)s: the head of your unit comes"),
        "cases.suspended": _("suspended from %(day)s on"),
        "cases.resumed": _("tried again from %(day)s on"),
        "cases.extended": _("its time was made longer, to %(day)s"),
        "cases.concluded": _("concluded on %(day)s"),
        "cases.to_perform": _("your unit performs it by %(day)s"),
        "cases.ordered": _("your unit is ordered to perform it by %(day)s"),
        "cases.performed": _("%(who)s says that it has performed it"),
        "cases.advice": _("a letter or advice waits for your unit's answer by %(day)s"),
        "cases.advice_answered": _("%(who)s answered the letter or advice"),
        "cases.sued": _("your unit is sued at %(who)s"),
        "cases.court_sits": _("the court sits on %(day)s: the head of your unit comes"),
        "cases.judged": _("judged on %(day)s"),
        "deemed_accepted": _("nobody decided by %(day)s: it is deemed accepted"),
        "deemed_abandoned": _("no correction came by %(day)s: it is deemed given up"),
    }
)
