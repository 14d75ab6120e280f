"""Numerals: ``13.5`` with ``亿``, ``三千四百六十``, ``二点五``, ``一万五``, written out exactly.

Values are built from digits, never by arithmetic in floating point: ``13.5亿`` is 1350000000, however long it is.
"""

import re
from decimal import Decimal
from functools import lru_cache

from luoshi.text.late import late

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SMALL = {"十": 1, "百": 2, "千": 3}
MAGNITUDES = {**SMALL, "万": 4, "亿": 8}
_POWERS = tuple(int("1" + "0" * places) for places in range(9))
LONGEST = 40
"""A longer run of numeral characters is no number that anybody wrote: phone lists, noise."""

# The characters of a Chinese numeral; 〇 and 零 both occur, 两 for 2 before a measure word or a magnitude.
CHINESE = "零〇一二三四五六七八九两十百千万亿"

# What multiplies a number in digits. `110千伏`, `5千克`, `35万千瓦`: this 千 belongs to the unit.
# `0.3百分点`: nor does this 百. `3万`, `5.2万亿`, `8百万` are the common ones.
MAGNITUDE = r"(?:[十万亿]|百(?!分)|千(?![伏瓦克米卡赫焦帕]))"

MAGNITUDE_RUN = re.compile(MAGNITUDE + "{0,4}")

NUMBER = re.compile(
    r"(?P<digits>[0-9]+(?:\.[0-9]+)?)(?P<magnitude>" + MAGNITUDE + r"{0,4})"
    r"|(?P<chinese>(?:[零〇一二三四五六七八九两十万亿]|百(?!分)|千(?![伏瓦克米卡赫焦帕分]))+(?:点[零〇一二三四五六七八九]+[万亿]*)?)"
)
"""One number as it stands after a dash or a fraction sign; the scanner has its own, wider pattern."""


def shifted(digits: str, places: int) -> Decimal:
    """``digits`` (``13.5``, ``0.50``) times ten to the ``places``, with no zeros left behind the point."""
    whole, point, part = digits.partition(".")
    if places:
        if len(part) <= places:
            return Decimal(whole + part.ljust(places, "0"))
        return _plain(f"{whole}{part[:places]}.{part[places:]}")
    return _plain(digits) if point else Decimal(digits)


def _plain(digits: str) -> Decimal:
    return Decimal(digits.rstrip("0").rstrip("."))


@lru_cache(maxsize=1024)
def places_of(magnitude: str) -> int | None:
    """How many places ``万`` (4), ``百万`` (6), ``万亿`` (12) shift a number; None where no such word exists.

    >>> places_of("万亿"), places_of("亿万")
    (12, None)
    """
    places, last = 0, -1
    for char in magnitude:
        if (step := MAGNITUDES[char]) < last:
            return None
        places, last = places + step, step
    return places


@lru_cache(maxsize=4096)
def chinese(numeral: str) -> Decimal | None:
    """The value of a numeral in Chinese characters, or None where the characters make no number.

    >>> chinese("三千四百六十亿"), chinese("二点零五"), chinese("一万五"), chinese("二〇二五"), chinese("十百")
    (Decimal('346000000000'), Decimal('2.05'), Decimal('15000'), Decimal('2025'), None)
    """
    if not numeral or len(numeral) > LONGEST:
        return None
    whole, point, part = numeral.partition("点")
    if point:
        return _with_point(whole, part)
    if all(char in DIGITS for char in numeral):
        return Decimal("".join(str(DIGITS[char]) for char in numeral))
    value = _integer(numeral)
    return None if value is None else Decimal(value)


def _with_point(whole: str, part: str) -> Decimal | None:
    """``八点五``, ``二点五万``: a magnitude after the decimals multiplies all of it."""
    decimals = part.rstrip("百千万亿")
    places = places_of(part[len(decimals) :])
    integer = _integer(whole) if whole else 0
    if integer is None or places is None or not decimals or any(char not in DIGITS for char in decimals):
        return None
    return shifted(f"{integer}." + "".join(str(DIGITS[char]) for char in decimals), places)


def _integer(numeral: str) -> int | None:
    """Split at the last 亿, then at the last 万; what is left is below ten thousand."""
    if all(char in DIGITS for char in numeral):
        return int("".join(str(DIGITS[char]) for char in numeral)) if numeral else None
    for sign in "亿万":
        before, found, after = numeral.rpartition(sign)
        if found:
            return _joined(before, MAGNITUDES[sign], after)
    return _section(numeral)


def _joined(before: str, places: int, after: str) -> int | None:
    high = _integer(before) if before else 1
    if high is None:
        return None
    if not after:
        low: int | None = 0
    elif len(after) == 1 and after in DIGITS and after not in "零〇":
        low = DIGITS[after] * _POWERS[places - 1]  # 一万五: fifteen thousand
    else:
        low = _integer(after.lstrip("零〇") or "零")
    if low is None or low >= _POWERS[places]:
        return None
    return high * _POWERS[places] + low


def _section(numeral: str) -> int | None:
    """``三千四百六十二``, ``十五``, ``三百零五``, ``三百五`` (350): magnitudes must fall."""
    total, last, after_zero = 0, 4, False
    digit: int | None = None
    for char in numeral:
        if char in SMALL:
            places = SMALL[char]
            if places >= last:
                return None
            total += (1 if digit is None else digit) * _POWERS[places]
            digit, last, after_zero = None, places, False
        elif digit is not None and digit != 0:
            return None
        else:
            digit = DIGITS[char]
            after_zero = after_zero or digit == 0
    if digit is None:
        return total
    if last in (2, 3) and not after_zero:
        return total + digit * _POWERS[last - 1]
    return total + digit


def mixed(text: str) -> Decimal | None:
    """``1亿2千万``, ``3万5千``, ``12亿3千万``: digits and magnitudes in falling order, or None."""
    total, last = Decimal(0), 99
    for part in _PART.finditer(text):
        places = places_of(part[2])
        if places is None or places >= last:
            return None
        total, last = total + shifted(part[1], places), places
    return total


_PART = re.compile(r"([0-9]+(?:\.[0-9]+)?)([十百千万亿]*)")
MIXED = late(r"[0-9]+(?:\.[0-9]+)?[千万亿]{1,2}(?:[0-9]{1,4}[十百千万]{1,2})+")
