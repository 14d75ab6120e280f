"""Why words are not shown, and why something is taken back: codes with what people read. Pure.

The first four are those of 政府信息公开条例 (arts 14, 15, 16); what concerns only the office itself may be kept back, and so may what is still being decided.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Redacted(TextChoices):
    """Why a stretch of words, or a part, does not go out."""

    SECRET = "secret", _("state or work secret")
    SAFETY = "safety", _("safety of state, public or economy")
    PERSONAL = "personal", _("personal data")
    TRADE = "trade", _("trade secret")
    INTERNAL = "internal", _("internal affairs of the office")
    UNDECIDED = "undecided", _("still being decided")


class Withdrawn(TextChoices):
    """Why something public is taken back: as the portal's tombstones say it. For secrecy there is none: the address is the 404 of a page that never was."""

    SECRET = "secret", _("secrecy: leaves no sign")
    PERSONAL = "personal", _("personal data")
    INFRINGEMENT = "infringement", _("infringement of rights")
    ERROR = "error", _("error")
