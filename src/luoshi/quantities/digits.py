"""Numbers in digits: the few that do not measure (dates, document numbers, names) and the ratios."""

import re
from decimal import Decimal

from luoshi.quantities import dates
from luoshi.quantities.characters import fraction, part_of
from luoshi.quantities.measure import DASHES, Found, measured, tenths
from luoshi.quantities.numerals import LONGEST, MAGNITUDE_RUN, MIXED, mixed, places_of, shifted
from luoshi.quantities.page import Page
from luoshi.quantities.quantity import Quantity
from luoshi.text import Span
from luoshi.text.late import late

_ODD_BEFORE = frozenset("〔[（(【_-/+×·.#&=@*\n第")
_DATED_AFTER = frozenset("年月日时季世：/.") | DASHES | frozenset("至到")
_ODD_AFTER = frozenset("•・︰〕]）)】.．、？�，：+×·_*&=#@~/") | _DATED_AFTER
_DOCUMENT = late(r"[〔\[（(【]?(?:19|20)[0-9]{2}[〕\]）)】] *(?:第? *[0-9]+ *号)?")
_JOINED = late(r"[0-9A-Za-z.]+(?:[+×·•・_*&@=#][0-9A-Za-zＮ]+)+(?:小时)?")
_VERSION = late(r"[0-9]+(?:(?:\.[0-9]+){2,}|(?:-[0-9]+){2,}|(?:/[0-9]+){2,})")
_PHONE = late(r"0[0-9]{2,3}-[0-9]{7,8}(?![0-9])")
_RATIO = late(r"[0-9]+(?:\.[0-9]+)?(?:[：:︰][0-9]+(?:\.[0-9]+)?)+")
_SLASH = late(r"([0-9]{1,4})/([0-9]{1,4})(?![0-9/])")
_ROUNDED = 1  # by how much three rounded shares may miss the whole
_YEARS = late(r"(?:19|20)[0-9]{2}/(?:19|20)[0-9]{2}")
_LETTERED = late(r"[0-9][0-9OolI]{0,15}(?:\.[0-9OolI]{1,15})?(?=[%‰个十百千万亿元户人家项亩吨])")
# `l3.6％`, `I5家`, `lO.5％`, `O.8倍`: the letter stands first. Not `O2O项目`, `AI5个`.
_LED = late(
    r"(?<![0-9A-Za-z.])(?:[lI][0-9OolI]{0,15}|O(?=\.))(?:\.[0-9OolI]{1,15})?(?=[%‰倍个十百千万亿元户人家项亩吨公])"
)
_LETTERS = str.maketrans("OolI", "0011")
_LOST = late(r"([0-9]{1,15})[？�·•・]{1,3}([0-9]{1,9})(?=[%‰百千万亿个元人亩吨])")
_GROUPED = late(r"[0-9]{1,3}(?:，[0-9]{3}){1,6}(\.[0-9]+)?(?![0-9])")
_WORD = late(r"[A-Za-z0-9+]*(?:级)?")
_STRONG = frozenset("%‰亿万元")
_LINE_ENUMERATOR = late(r"[0-9]{1,2}(?:[、．]|\.(?![0-9]))")
_ENUMERATOR = late(r"(?<=[。；：])[0-9]{1,2}(?:[、．]|\.(?![0-9]))")
# `…提高效益1.调整结构`: a label glued to the text before it. Not `增长8.万亿`.
_GLUED = late(r"[0-9]{1,2}\.(?=[\u4e00-\u9fff])(?![十百千万亿多余])")
# `4、5号楼`, `6、7、8号线`, `3、4月份`: the word behind the last is said of all.
_LISTED = late(r"[0-9]{1,3}(?:、[0-9]{1,3}){1,9}(?:(号|#|期|届)|月份?|日)")


def read(page: Page, start: int, middle: int, end: int) -> Found | None:
    """What the number is: digits at ``[start, middle)``, their magnitude up to ``end``."""
    text = page.text
    if middle - start > LONGEST:
        return page.other(start, middle, "name")
    before, after = text[start - 1 : start], text[end : end + 1]
    if before and before in "lIO." and (led := _led_by_letter(page, start)) is not None:
        return led
    if before.isascii() and before.isalpha() and not page.plain:
        attached = _after_letter(page, start, end)
        if attached is not None:
            return attached
    elif before in _ODD_BEFORE or not before:
        odd = _after_sign(page, start, end, before, after)
        if odd is not None:
            return odd
    if after in _ODD_AFTER or (after.isascii() and after.isalpha()):
        odd = _before_sign(page, start, end, after)
        if odd is not None:
            return odd
    if (
        after == "分"
        and text[end + 1 : end + 2] == "之"
        and (share := fraction(page, start, end, text[start:end]))
    ):
        return share  # 16分之5
    if after.isdigit() and end > middle and (found := MIXED.match(text, start)):
        total = mixed(found[0])
        if total is not None:
            return measured(page, start, total, found.end(), magnified=True)
    places = places_of(text[middle:end])
    if places is None:
        end, places = middle, 0
    value = shifted(text[start:middle], places)
    if after == "成" and (part := tenths(page, start, value, end)) is not None:
        return part
    return measured(page, start, value, end, magnified=places > 0)


def _led_by_letter(page: Page, start: int) -> Found | None:
    """``l3.6％``: the first digits were read as letters by the machine that copied the page."""
    begin = start
    while begin and start - begin < 8 and page.text[begin - 1] in "OolI.":
        begin -= 1
    found = _LED.match(page.text, begin)
    if found is None or found.end() <= start:
        return None
    return _with_magnitude(page, begin, found.end(), found[0].translate(_LETTERS))


def _after_letter(page: Page, start: int, end: int) -> Found | None:
    """``G331``, ``PM2.5``, ``T800``, ``CO2``; but ``GDP5000亿元`` and ``AQI50%`` measure."""
    text = page.text
    if text[end - 1] in "十百千万亿" or text[end : end + 1] in _STRONG:
        return None
    begin = start
    while (
        begin
        and start - begin < 12
        and text[begin - 1].isascii()
        and (text[begin - 1].isalnum() or text[begin - 1] in "._-")
    ):
        begin -= 1
    tail = _WORD.match(text, end)
    return page.other(begin, tail.end() if tail else end, "name")


def _after_sign(page: Page, start: int, end: int, before: str, after: str) -> Found | None:
    """〔2025〕12号, （1）, +3: a number behind a sign of a document, a heading or a sum."""
    text = page.text
    if before in "〔[（(【" and before:
        if found := _DOCUMENT.match(text, start - 1):
            return page.other(start - 1, found.end(), "document")
        if after and after in "）)]】〕":
            return page.other(start - 1, end + 1, "heading" if before in "（(" else "document")
    if before == "-" and text[start - 2] == "号" and start > 1:
        return page.other(start, end, "document")  # 冀ICP备05000001号-1
    if before == "\n" and text[max(0, start - 3) : start - 1].isupper() and not page.plain:
        return page.other(start, end, "name")  # PM, a broken line, 2.5
    if before in ("\n", "") and not page.plain and (found := _LINE_ENUMERATOR.match(text, start)):
        listed = _LISTED.match(text, start)
        return page.other(start, (listed or found).end(), "name" if listed else "heading")
    if before == "_" and not page.plain:
        return _after_letter(page, start, end)
    if before in ("+", "×", "·", "#", "&", "=", "@", "*") and not page.plain:
        tail = _WORD.match(text, end)
        return page.other(start, tail.end() if tail else end, "name")
    return None


def _heading_number(page: Page, start: int, end: int, after: str) -> Found | None:
    """1.总体要求, 2、产业: a number that opens a heading."""
    label = _GLUED.match(page.text, start) if after == "." and not page.plain else None
    if label is not None and not page.units.at(page.text, end + 1):
        return page.other(start, label.end(), "heading")
    heading = _ENUMERATOR.match(page.text, start)
    return page.other(start, heading.end(), "heading") if heading else None


def _before_sign(page: Page, start: int, end: int, after: str) -> Found | None:
    """2025年, 10月28日, 12：30, 1.: a number before a sign that makes it a date, a time or a heading."""
    text = page.text
    if after == "：" and (shares := _ratio(page, start)) is not None and _is_whole(shares.parts):
        return shares  # 8：45：47 is no time of day
    dated = dates.DIGITS.match(text, start) if after in _DATED_AFTER and not page.plain else None
    if dated is not None and dated.end() > end:
        return page.other(start, dated.end(), "date")
    if after in ("：", ":", "︰"):
        return _ratio(page, start)
    if after in "、.．" and (heading := _heading_number(page, start, end, after)) is not None:
        return heading
    if after == "、" and not page.plain and (found := _LISTED.match(text, start)):
        return page.other(start, found.end(), "name" if found[1] else "date")
    if after == "，":
        return _grouped(page, start)
    if after in "？�·•・" and (point := _lost(page, start)) is not None:
        return point
    if after == "/" and (part := _SLASH.match(text, start)) and int(part[2]):
        return _slash(page, start, part)
    if after == "-" and text[start] == "0" and (found := _PHONE.match(text, start)):
        return page.other(start, found.end(), "name")
    if after in (".", "-", "/") and (found := _VERSION.match(text, start)):
        return page.other(start, found.end(), "date" if text[start : start + 2] in ("19", "20") else "name")
    if after in "+×·_*&=#@" and not page.plain and (found := _JOINED.match(text, start)):
        return page.other(start, _over_unit(page, found.end()), "name")
    if after in ("+", "#") and not page.plain:
        return page.other(start, end + 1, "name")
    if after.isascii() and after.isalpha():
        return _before_letter(page, start, end)
    return None


def _over_unit(page: Page, end: int) -> int:
    """``2×30万千瓦``: the unit belongs to the name too."""
    found = MAGNITUDE_RUN.match(page.text, end)
    stop = found.end() if found else end
    hit = page.units.at(page.text, stop)
    return end if hit is None else hit[1]


def _before_letter(page: Page, start: int, end: int) -> Found | None:
    """``5G``, ``4A级``, ``3D打印`` are names, ``5MW`` a power, ``1O％`` and ``25l亿元`` numbers with a letter for a digit."""
    text = page.text
    if page.units.at(text, end) is not None:
        return None
    if text[end] in "OolI" and (found := _LETTERED.match(text, start)):
        digits = found[0].translate(_LETTERS)
        return _with_magnitude(page, start, found.end(), digits)
    if text[end] in "OolI" and (found := dates.DIGITS.match(text, start)):
        return page.other(start, found.end(), "date")
    if page.plain:
        return None
    tail = _WORD.match(text, end)
    return page.other(start, tail.end() if tail else end, "name")


def _with_magnitude(page: Page, start: int, end: int, digits: str) -> Found | None:
    """The quantity of ``digits`` that were printed, in some damaged way, at ``[start, end)``."""
    text = page.text
    found = MAGNITUDE_RUN.match(text, end)
    magnitude = found[0] if found else ""
    places = places_of(magnitude) or 0
    return measured(page, start, shifted(digits, places), end + len(magnitude), magnified=places > 0)


def _lost(page: Page, start: int) -> Found | None:
    """``1?43亿美元``, ``19·5%``: the point was lost on the way through some code page, or is another one."""
    found = _LOST.match(page.text, start)
    if found is None:
        return None
    return _with_magnitude(page, start, found.end(), f"{found[1]}.{found[2]}")


def _grouped(page: Page, start: int) -> Found | None:
    """``12，345元``, ``1，234.5亿元``: groups of three in one number, if a unit or a magnitude follows."""
    text = page.text
    found = _GROUPED.match(text, start)
    if found is None or text[start] == "0":
        return None
    end = found.end()
    if (
        not page.plain
        and not page.units.at(text, end)
        and text[end : end + 1] not in ("万", "亿", "多", "余")
    ):
        return None
    return _with_magnitude(page, start, end, found[0].replace("，", ""))


def _ratio(page: Page, start: int) -> Quantity | None:
    found = _RATIO.match(page.text, start)
    if found is None:
        return None
    parts = tuple(Decimal(part) for part in re.split("[：:︰]", found[0]))
    span = Span(start, found.end())
    return Quantity(span, span, None, None, "exact", "", "ratio", parts)


def _is_whole(parts: tuple[Decimal, ...]) -> bool:
    """Whether three parts are the shares of a whole: 8：45：47."""
    return len(parts) == 3 and abs(sum(parts, Decimal(-100))) <= _ROUNDED


def _slash(page: Page, start: int, part: re.Match[str]) -> Found | None:
    if not page.plain and _YEARS.match(page.text, start):
        return page.other(start, part.end(), "date")  # 2024/2025榨季
    if not page.plain and int(part[1]) >= int(part[2]):
        return None
    return part_of(page, start, part.end(), Decimal(part[2]), Decimal(part[1]))
