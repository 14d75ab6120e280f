"""The kinds of personal data in words, with what stands in their place."""

from django.utils.translation import gettext_lazy as _

from luoshi_web.masks import SHOWN, Kind

_WORDS = {
    Kind.PHONE: _("telephone numbers, mobile and landline"),
    Kind.IDENTITY: _("identity numbers"),
    Kind.MAIL: _("mail addresses"),
    Kind.PLATE: _("plates of cars"),
    Kind.BANK: _("bank card and account numbers"),
    Kind.ACCOUNT: _("QQ and WeChat accounts"),
}


def kinds_shown() -> list[tuple[str, str]]:
    """Words and what is shown instead."""
    return [(str(words), SHOWN[kind]) for kind, words in _WORDS.items()]
