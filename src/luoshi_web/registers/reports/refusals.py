"""Why a decision on a report's line is refused, in sentences."""

from django.utils.translation import gettext_noop as _

from luoshi_web.audit.refusal import SENTENCES

SENTENCES.update(
    {
        "nothing_to_say": _("No verified figure of this year yet."),
        "no_saying": _("No register answers this line."),
        "saying_dropped": _("This line does not stand in the report any more."),
    }
)
