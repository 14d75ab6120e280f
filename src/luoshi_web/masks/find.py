"""Where personal data stand in a text. Every pattern has a bounded length, so that time stays linear in the text.

A rule asks the number itself first (its check digit, its prefix, how it is grouped), then the words around it: before it what announces such a
number (电话, 身份证, 账号), after it a unit, which makes it an amount. What no rule can tell is left as it stands.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from luoshi_web.masks import checks
from luoshi_web.masks.folding import lookalikes, numerals, widths


class Kind(StrEnum):
    """What was found."""

    PHONE = "phone"
    IDENTITY = "identity"
    MAIL = "mail"
    PLATE = "plate"
    BANK = "bank"
    ACCOUNT = "account"  # QQ, 微信


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """``text[start:end]`` is the number as it was written, with the signs between its digits."""

    start: int
    end: int
    kind: Kind


_GAP = r"[ \t._*~/()\-]{0,3}"
_WIDE = r"[ \t._*~/()\-,\r\n]{0,3}"
"""In a mobile number a line break or comma too, where the groups are those of one: see ``_apart``."""
_ANNOUNCED = 14
"""Characters before a number in which a word may announce it: 联系人王某某，电话（微信同号）："""
_PHONE_WORD = re.compile(
    r"电话|手机|座机|联系|致电|拨打|来电|微信|号码|传真|tel|phone|mobile|call|fax", re.IGNORECASE
)
_IDENTITY_WORD = re.compile(r"身份证|证件|公民身份|identity|\bid\b", re.IGNORECASE)
_BANK_WORD = re.compile(r"卡号|账号|帐号|账户|帐户|银行卡|开户|转账|汇款|account|card", re.IGNORECASE)
_UNIT = re.compile(
    r" ?(?:余|多)?(?:元|万|亿|人|户|吨|公里|千米|平方|立方|亩|公顷|千瓦|度|美元|个|件|家|辆|%|％)"
)
_DECIMAL = re.compile(r"\.\d{1,4}(?!\d)")
_GROUPS = frozenset(
    {(11,), (3, 4, 4), (3, 3, 5), (4, 4, 3), (3, 8), (7, 4), (5, 6), (4, 3, 4), (4, 7), (3, 5, 3), (1,) * 11, (2, 2, 2, 2, 3), (3, 2, 2, 2, 2)}
)  # fmt: skip
"""How a mobile number is written in groups; other groups, as a row of a table has them, need a word before."""
_YEAR = re.compile(r"(?:19|20)\d\d")

_MOBILE = re.compile(
    rf"(?<!\d)(?=((?:\+ ?86{_GAP}|0086{_GAP}|86{_GAP})?(1{_WIDE}[3-9](?:{_WIDE}\d){{9}}))(?!\d))"
)
_LANDLINE = re.compile(
    rf"(?<!\d)(?=(\(?(?:\+ ?86{_GAP})?(0\d{{2,3}}\)?{_GAP}[2-9](?:[ \-]?\d){{6,7}})(?: ?(?:转|-|ext\.?|x) ?\d{{1,6}})?)(?!\d))",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    r"(?:电话|座机|手机|传真|致电|拨打|tel|phone|fax)(?:号码)?(?:是|为)?[ :.]{0,3}([2-8]\d{2,3}[ \-]?\d{4})(?!\d)",
    re.IGNORECASE,
)
_IDENTITY = re.compile(rf"(?<!\d)(?=([1-8](?:{_GAP}\d){{16}}{_GAP}[\dXx])(?![\dA-Za-z]))")
_IDENTITY_OLD = re.compile(r"(?<![\d.\-])([1-8]\d{14})(?![\d.])")
_CARD = {
    n: re.compile(rf"(?<!\d)(?<!\d[.\-])(?=([3-9](?:[ \-]{{0,2}}\d){{{n - 1}}})(?!\d)(?!-\d))")
    for n in (19, 18, 17, 16)
}
_CARD_PREFIX = re.compile(r"62|4|5[1-5]|35|37|60|9558|8[1-8]")
_ANY_ACCOUNT = re.compile(r"(?<!\d)(\d(?:[ \-]{0,2}\d){11,29})(?!\d)")
_MAIL = re.compile(
    r"(?<![a-z0-9._%+\-])([a-z0-9][a-z0-9._%+\-]{0,63} {0,3}(@|\( ?at ?\)|\[ ?at ?\]|<at>|\{at\}|艾特|#at#| at ) {0,3}"
    r"([a-z0-9][a-z0-9\-]{0,62}(?:(?: {0,2}\. {0,2}|。| {0,2}\(dot\) {0,2}|\[dot\]| dot |点)[a-z][a-z0-9\-]{1,23}){1,4}))",
    re.IGNORECASE,
)
_MAIL_HOST = re.compile(
    r"qq|163|126|139|189|gmail|outlook|hotmail|sina|sohu|foxmail|aliyun|yeah|icloud|yahoo|live|proton|"
    r".* dot |.*\(dot\)|.*\[dot\]|.*点",
    re.IGNORECASE,
)
_PLATE = re.compile(
    r"(?=([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼] ?[A-HJ-Z][ .\-]{0,2}"
    r"((?:[A-HJ-NP-Z0-9][ ]?){4,6}[A-HJ-NP-Z0-9挂学警港澳领]))(?![A-Za-z0-9]))",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"(?:QQ|扣扣|企鹅)(?:号码|号|群)?(?:是|为)?[ :]{0,3}([1-9]\d{4,11})(?!\d)"
    r"|(?:微信|威信|薇信|vx|wechat)(?:号码|号)?(?:是|为)?[ :]{1,3}([a-z][\w\-]{5,19})(?![\w\-])",
    re.IGNORECASE | re.ASCII,
)


def _announced(plain: str, start: int, cue: str, words: re.Pattern[str]) -> bool:
    return bool(words.search(plain, max(0, start - _ANNOUNCED), start) or words.search(cue))


def _digits(written: str) -> str:
    return "".join(sign for sign in written if sign.isdigit())


def _groups(written: str) -> tuple[int, ...]:
    return tuple(len(group) for group in re.findall(r"\d+", written))


def _apart(written: str) -> bool:
    """Whether commas or line breaks part it as they part amounts and the rows of a table: 13,456,789,012 is one number, 138 and 00138000 are two."""
    groups = _groups(written)
    return ("," in written and groups != (3, 4, 4)) or ("\n" in written and groups not in _GROUPS)


def _phones(plain: str, cue: str) -> Iterator[Found]:
    for match in _MOBILE.finditer(plain):
        start, end = match.span(1)
        announced = _announced(plain, start, cue, _PHONE_WORD)
        groups = _groups(match[2])
        amount = _UNIT.match(plain, end) or (len(groups) == 1 and _DECIMAL.match(plain, end))
        years = len(groups) > 1 and groups[0] == 4 and _YEAR.match(match[2])
        if _apart(match[2]):
            continue
        if announced or (groups in _GROUPS and not amount and not years):
            yield Found(start, end, Kind.PHONE)
    for match in _LANDLINE.finditer(plain):
        digits = _digits(match[2])
        area = checks.area_code(digits)
        if area and len(digits) - area in {7, 8} and digits[area] in "2345678":
            yield Found(*match.span(1), Kind.PHONE)
    for match in _LOCAL.finditer(plain):
        yield Found(*match.span(1), Kind.PHONE)
    if _PHONE_WORD.search(cue) and re.fullmatch(r" *[2-8]\d{2,3}[ \-]?\d{4} *", plain):
        yield Found(0, len(plain), Kind.PHONE)


def _identities(plain: str, cue: str) -> Iterator[Found]:
    for match in _IDENTITY.finditer(plain):
        start, end = match.span(1)
        number = "".join(sign for sign in match[1] if sign.isalnum()).upper()
        announced = _announced(plain, start, cue, _IDENTITY_WORD)
        if checks.is_identity(number) or announced:
            yield Found(start, end, Kind.IDENTITY)
    for match in _IDENTITY_OLD.finditer(plain):
        start, end = match.span(1)
        if checks.looks_like_identity(match[1]) and not _UNIT.match(plain, end):
            yield Found(start, end, Kind.IDENTITY)


def _banks(plain: str, cue: str) -> Iterator[Found]:
    for pattern in _CARD.values():
        for match in pattern.finditer(plain):
            number = _digits(match[1])
            even = min(_groups(match[1])[:-1], default=4) >= 3
            if _CARD_PREFIX.match(number) and even and checks.luhn(number):
                yield Found(*match.span(1), Kind.BANK)
    for match in _ANY_ACCOUNT.finditer(plain):
        start, end = match.span(1)
        if _announced(plain, start, cue, _BANK_WORD) and not _UNIT.match(plain, end):
            yield Found(start, end, Kind.BANK)


def _mails(plain: str, cue: str) -> Iterator[Found]:
    """Of “name at host” those alone whose host gives mail, or is spelt out: “look at example.com” is none."""
    for match in _MAIL.finditer(plain):
        if match[2] != " at " or _MAIL_HOST.match(match[3]):
            yield Found(*match.span(1), Kind.MAIL)


def _plates(plain: str, cue: str) -> Iterator[Found]:
    for match in _PLATE.finditer(plain):
        signs = match[2].replace(" ", "")
        letters = sum(sign.isascii() and sign.isalpha() for sign in signs)
        special = signs[-1] in "挂学警港澳领"
        green = len(signs) == 6 and (signs[0].upper() in "ABCDEFGHJK" or signs[-1].upper() in "ABCDEFGHJK")
        if (len(signs) == 5 and letters <= 2) or (green and letters <= 2 and not special):
            yield Found(*match.span(1), Kind.PLATE)


def _accounts(plain: str, cue: str) -> Iterator[Found]:
    for match in _ACCOUNT.finditer(plain):
        yield Found(*match.span(match.lastindex or 0), Kind.ACCOUNT)


_FINDERS: tuple[Callable[[str, str], Iterator[Found]], ...] = (
    _phones,
    _identities,
    _banks,
    _mails,
    _plates,
    _accounts,
)


def find(text: str, *, cue: str = "") -> tuple[Found, ...]:
    """Personal data in the order of their places, none within another. ``cue``: what stands before the text, as a table's heading does.

    The text is read three ways: with plain digits, with Chinese numerals as digits, and with letters that look like digits; of these
    readings the longest find counts.
    """
    plain = widths(text)
    found = [one for finder in _FINDERS for one in finder(plain, cue)]
    spoken = numerals(plain)
    if spoken != plain:
        found += [
            one for finder in (_phones, _identities, _banks, _mails, _accounts) for one in finder(spoken, cue)
        ]
    if any(sign.isdigit() for sign in plain):
        alike = lookalikes(spoken)
        found += [
            one
            for one in _phones(alike, cue)
            if one.kind is Kind.PHONE and sum(sign.isdigit() for sign in spoken[one.start : one.end]) >= 8
        ]
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return tuple(sorted(kept))
