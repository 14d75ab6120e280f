"""Rules for passwords that people choose: how long, of what, not one of the common ones, not one they had, not for ever.

As GB/T 22239-2019, 8.1.4.1 a) asks: unique, complex, changed from time to time. Length and age are the installation's to say.
"""

import re
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luoshi_web.accounts.models import PastPassword, Person

REMEMBERED = 5
LONG_ENOUGH_FOR_WORDS = 16
"""From here on a phrase of words is as hard to guess as signs of three kinds."""
_KINDS = (re.compile(r"[a-z]"), re.compile(r"[A-Z]"), re.compile(r"[0-9]"), re.compile(r"[^a-zA-Z0-9]"))
_COMMON = (
    "woaini", "wodemima", "mima", "admin", "root", "password", "passw0rd", "qwerty", "qazwsx", "asdfgh", "zxcvbn", "1qaz2wsx", "iloveyou",
    "abc123", "aa123456", "a123456", "123456", "654321", "111111", "000000", "888888", "666666", "112233", "5201314", "147258", "qq123",
    "ducha", "zhengfu", "luoshi", "zhongguo", "china", "beijing", "welcome",
)  # fmt: skip
"""What Chinese lists of stolen passwords begin with, and words of this office. A password that is one of them and little else is refused."""
_AROUND = 5
"""So many signs around a common word leave it a common password: ``Admin@2026`` ."""


class KindsValidator:
    """Three of small letters, capitals, digits and other signs; or a long phrase."""

    def validate(self, password: str, user: Person | None = None) -> None:
        kinds = sum(1 for kind in _KINDS if kind.search(password))
        if kinds < 3 and len(password) < LONG_ENOUGH_FOR_WORDS:
            raise ValidationError(self.get_help_text(), code="password_kinds")

    def get_help_text(self) -> str:
        return _(
            "Three of small letters, capitals, digits and other signs, or a phrase of at least %(long)s characters."
        ) % {"long": LONG_ENOUGH_FOR_WORDS}


class CommonHereValidator(CommonPasswordValidator):
    """None of the list of passwords that many use; not a word that everybody tries first, with a year or a sign behind it; not one sign again and again, nor a row of the keyboard."""

    def validate(self, password: str, user: Person | None = None) -> None:
        super().validate(password, user)
        plain = password.casefold()
        around = (len(plain) - len(word) for word in _COMMON if word in plain)
        if len(set(plain)) < 5 or min(around, default=_AROUND + 1) <= _AROUND:
            raise ValidationError(
                _("Many people use this password, or one much like it."), code="password_common_here"
            )

    def get_help_text(self) -> str:
        return _("No password that many people use.")


class NotOneOfThoseBeforeValidator:
    """None of the last passwords of the person."""

    def validate(self, password: str, user: Person | None = None) -> None:
        if user is None or user.pk is None:
            return
        past = PastPassword.objects.filter(person=user).order_by("-pk")[:REMEMBERED]
        if any(check_password(password, old.password) for old in past):
            raise ValidationError(self.get_help_text(), code="password_had")

    def get_help_text(self) -> str:
        return ngettext("Not your last password.", "None of your last %(count)s passwords.", REMEMBERED) % {
            "count": REMEMBERED
        }


def remember(person: Person, *, at: datetime) -> None:
    """Keep the hash of what the person has just chosen; older ones than are asked about go."""
    PastPassword.objects.create(person=person, password=person.password, at=at)
    kept = (
        PastPassword.objects.filter(person=person).order_by("-pk").values_list("pk", flat=True)[:REMEMBERED]
    )
    PastPassword.objects.filter(person=person).exclude(pk__in=list(kept)).delete()


def is_too_old(person: Person, *, at: datetime) -> bool:
    """Whether the password is older than ``LUOSHI_PASSWORD_DAYS``; without that setting none is."""
    days = settings.PASSWORD_DAYS
    return bool(days) and (person.password_since or person.date_joined) < at - timedelta(days=days)
