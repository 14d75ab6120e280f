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
        "list_has_faults": _("The list has faults; nothing was brought in."),
    }
)
