"""What must not stand in words that everybody reads: numbers by which a person is found (个人信息保护法 arts 4, 25, 34).

"Hide names, phones, ids in public tables by default": names cannot be told from other words and stay the writer's care.
"""

import re
import unicodedata
from datetime import date

# 138 0013 8000, 138-0013-8000, １３８００１３８０００; not the amount 13800138000.5 and not the middle of a longer number.
_MOBILE = re.compile(r"(?<![\d.])(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\d.]*\d)")
# 0553-1234567, (010)12345678: an area code begins with a nought and is set off. Not the day 2026-03-10, not 050-060.
_LANDLINE = re.compile(r"(?<!\d)\(?0\d{2,3}(?:\)|[ -]\)?) ?[2-9]\d{6,7}(?!\d)")
_IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def personal_data(text: str) -> tuple[str, ...]:
    """Which kinds stand in the text: ``identity``, ``phone``, ``mail``, each once, in this order. Empty where it may be published.

    >>> personal_data("联系人电话１３８ ００１３ ８０００")
    ('phone',)
    """
    plain = unicodedata.normalize("NFKC", text).replace("‐", "-").replace("–", "-").replace("—", "-")
    found = []
    if any(_is_identity(m.group()) for m in _IDENTITY.finditer(plain)):
        found.append("identity")
    if _MOBILE.search(plain) or _LANDLINE.search(plain):
        found.append("phone")
    if _MAIL.search(plain):
        found.append("mail")
    return tuple(found)


def _is_identity(digits: str) -> bool:
    """A citizen's number (GB 11643-1999): a day of birth stands in it and its last character fits the others."""
    try:
        date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    total = sum(int(d) * w for d, w in zip(digits[:17], _WEIGHTS, strict=True))
    return digits[17].upper() == _CHECKS[total % 11]
