"""Why acts of this app are refused, in sentences."""

from django.utils.translation import gettext_noop as _

from luoshi_web.audit.refusal import SENTENCES

SENTENCES.update(
    {
        "office_in_use": _("Somebody still holds a post of %(office)s."),
        "post_in_use": _("Somebody still holds %(post)s."),
        "chief_leads": _("Only a leader's post heads the government."),
        "no_second_factor": _("%(person)s has no second factor."),
        "not_locked": _("“%(name)s” is not locked."),
        "token_day": _("A key is good for one day at least and for %(most)s days at most."),
        "token_many": _("You have %(most)s keys already; take one back first."),
        "second_person": _("This asks for a second person: one proposes it, another confirms it."),
        "not_yourself": _("Nobody appoints themselves, nor changes what their own post may do."),
        "three_apart": _(
            "%(person)s is already one of the administrators: system, security and audit administrator are three people."
        ),
        "own_password_first": _(
            "%(person)s has to log in once and choose a password of their own before becoming an administrator: the first one is known to two."
        ),
        "end_holding_first": _("%(person)s is one of the administrators. End that holding first."),
        "charge_decided": _("This proposal has been decided already."),
        "list_has_faults": _("The list has faults; nothing was brought in."),
    }
)
