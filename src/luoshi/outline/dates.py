"""Years and days as a report prints them: `2026年1月27日`, `二〇二六年一月二十七日`, `二O一一年`, `二00八年`."""

import re
from datetime import date

_DIGITS = dict(
    zip("〇零OＯ○o0123456789一二三四五六七八九", [0, 0, 0, 0, 0, 0, *range(10), *range(1, 10)], strict=True)
)
_Y = r"[12二一][\d〇零OＯ○o一二三四五六七八九]{3}"
YEAR = re.compile(rf"(?<![\d一二三四五六七八九〇.])({_Y})年")
DAY = re.compile(rf"({_Y})年(?:元|([\d一二三四五六七八九十]{{1,3}}))月([\d一二三四五六七八九十]{{1,3}})日")


def year_of(digits: str) -> int | None:
    """`二O一一` → 2011; None outside 1900 to 2100."""
    value = 0
    for character in digits:
        if character not in _DIGITS:
            return None
        value = value * 10 + _DIGITS[character]
    return value if 1900 <= value <= 2100 else None


def number_of(digits: str) -> int | None:
    """A month or a day: `27`, `二十七`, `十`."""
    if digits.isdigit() and digits.isascii():
        return int(digits)
    if "十" in digits:
        tens, _, ones = digits.partition("十")
        return (_DIGITS.get(tens, 0) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
    return _DIGITS.get(digits)


def day_of(match: "re.Match[str]") -> str | None:
    """The ISO day of a match of :data:`DAY`, or None for an impossible one."""
    year, month, day = year_of(match.group(1)), number_of(match.group(2) or "1"), number_of(match.group(3))
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def years_in(text: str) -> list[int]:
    """All years that a text names, in order."""
    found = [year_of(digits) for digits in YEAR.findall(text)]
    return [year for year in found if year is not None]


def plan_years(numeral: str) -> tuple[int, int]:
    """The first and last year of a five-year plan by its number: `十四` is 2021 to 2025 (the third plan began in 1966)."""
    first = 1966 + 5 * ((number_of(numeral) or 0) - 3)
    return first, first + 4
