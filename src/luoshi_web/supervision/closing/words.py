"""Words for codes that people read in sentences."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

PERSONAL = {
    "identity": _("an identity number"),
    "phone": _("a telephone number"),
    "mail": _("an e-mail address"),
}


def kinds_in_words(kinds: Iterable[str]) -> str:
    """``("phone", "mail")`` → "a telephone number, an e-mail address"."""
    return pgettext("between things of a list", ", ").join(str(PERSONAL[kind]) for kind in kinds)
