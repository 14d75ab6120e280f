"""One walk over a text, from number phrase to number phrase."""

import re

from luoshi.quantities import characters, dates, digits, doubling, ranks
from luoshi.quantities.measure import Found, tidy
from luoshi.quantities.numerals import CHINESE, MAGNITUDE, MAGNITUDES
from luoshi.quantities.page import Page, page
from luoshi.quantities.quantity import NotQuantity, Quantity, Scan
from luoshi.text import Span
from luoshi.text.late import late

# Where a number phrase may be: digits with their magnitude; a run of numeral characters; 半, 首位, 翻番, 倍增.
# The first character is taken by one class, so that the engine skips all other text at full speed.
_HIT = re.compile(
    rf"[0-9{CHINESE}半首番倍]"
    rf"(?:(?<=[0-9])([0-9]*(?:\.[0-9]+)?)({MAGNITUDE}{{0,4}})"
    rf"|(?<=[{CHINESE}])([{CHINESE}]*(?:点[零〇一二三四五六七八九]+[百千万亿]*)?))?"
)
_QUOTED = re.compile(
    r"“([^“”\n]{1,40})”|《([^《》\n]{1,60})》|\"([^\"“”\n]{1,24})\"|https?[:：]//[A-Za-z0-9./_?=&%#~：-]+"
)
_ADDRESS = re.compile(r"https?[:：]//[A-Za-z0-9./_?=&%#~：+@？（）-]+")
_NUMERAL = re.compile(rf"[0-9{CHINESE}]")
# A quotation that says a value rather than a name: “增长8%以上”, “过10亿元”. “三个1000亿”, “六个100%” are names.
_VALUE = re.compile(r"[0-9.]+(?:%|‰|[万亿]*(?:元|亩|吨|公里|公斤))|[0-9][万亿]|百分之|个百分点|翻.番|倍")
_CAMPAIGN = re.compile(
    "(?:专项|攻坚)?(?:行动|活动|工程|计划|攻坚战?|大会战|竞赛)"
)  # “奋战百天、造地2万亩”行动
_MAGNIFIED = late(MAGNITUDE + "{1,4}")
_OF_ONE_SIZE = 20  # 5000、5300亿元 share their 亿; 1500、2万元 do not
_PROGRAMME = re.compile(r"[一二三四五六七八九两0-9]个(?:[0-9]|百分[之百])")


def scan(text: str, *, everything: bool = False) -> Scan:
    """All number phrases of a view's ``text``, in reading order; offsets count into ``text``.

    ``everything`` also takes for quantities what in a report is none: numerals alone, numbers in names.
    Time grows linearly with the length of ``text``.
    """
    if everything:
        from luoshi.quantities import (
            plain,  # here: no report is read so, and its patterns are dear to compile
        )

        text = plain.folded(text)
    sheet = page(text, plain=everything)
    text = sheet.text
    found: list[Found] = []
    known: list[Found] = _everything(sheet) if everything else [*_names(sheet)]
    known.reverse()
    search = _HIT.search
    # Where to look next, and where the last phrase ends: 首 of 首破4000亿元 has been looked at and not taken.
    position = taken = 0
    while (hit := search(text, position)) is not None:
        start = hit.start()
        phrase: Found | None = None
        while known and known[-1].span.start <= start:
            phrase = known.pop()
            if phrase.span.start >= position:
                break
            phrase = None
        if phrase is None:
            phrase = _read(sheet, hit, start)
        if phrase is None:
            position = hit.end()
        else:
            if phrase.span.start < taken:
                phrase = _from(phrase, taken)
            found.append(phrase)
            taken = phrase.span.end
            position = taken if taken > position else position + 1
    found.extend(phrase for phrase in reversed(known) if phrase.span.start >= position)
    quantities = [phrase for phrase in found if isinstance(phrase, Quantity)]
    return Scan(
        tuple(_shared(text, quantities)), tuple(phrase for phrase in found if isinstance(phrase, NotQuantity))
    )


def _from(phrase: Found, position: int) -> Found:
    """``phrase`` without what an earlier phrase has already taken: the 08 of ``第08I2``."""
    span = Span(position, phrase.span.end)
    if isinstance(phrase, NotQuantity):
        return phrase._replace(span=span)
    return phrase._replace(span=span, core=Span(max(position, phrase.core.start), phrase.core.end))


def _shared(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """``高于全省27.3和24.4个百分点``: a bare number takes the unit of its neighbour in the list."""
    magnitude = ""  # of the number that the list ends in: 分别达3.1、4.2和5.6|亿|元
    for index in range(len(quantities) - 2, -1, -1):
        left = quantities[index]
        if left.dimension != "bare" or left.bound == "range" or left.span.end != left.core.end:
            continue
        right = quantities[index + 1]
        gap = text[left.span.end : right.core.start]
        if not right.unit or gap not in ("、", "和", "及", "与"):
            continue
        if found := _MAGNIFIED.search(right.core.of(text)):
            magnitude = found[0]
        elif right.core.end == right.span.end and text[right.core.end - 1].isdigit():
            pass  # one in the midst of the list, completed just now
        else:
            magnitude = ""
        factor = _factor(left, right, magnitude) if magnitude else 1
        if factor:
            low, high = (None if end is None else tidy(end * factor) for end in (left.low, left.high))
            quantities[index] = left._replace(unit=right.unit, dimension=right.dimension, low=low, high=high)
    return quantities


def _factor(left: Quantity, right: Quantity, magnitude: str) -> int:
    """What 亿 of ``突破5000、5300亿元`` is for the number before it; 0 where the two are not of one size."""
    ends = [q.low if q.low is not None else q.high for q in (left, right)]
    factor = 10 ** sum(MAGNITUDES[sign] for sign in magnitude)
    if ends[0] is None or ends[1] is None or factor == 1:
        return 0
    left_size, right_size = ends[0] * factor, ends[1]
    alike = left_size <= right_size * _OF_ONE_SIZE and right_size <= left_size * _OF_ONE_SIZE
    return factor if alike else 0


def _read(sheet: Page, hit: re.Match[str], start: int) -> Found | None:
    text = sheet.text
    if start:
        sign = text[start - 1]
        if sign == "第":
            return ranks.ordinal(sheet, start - 1)
        if sign == "前" and not sheet.plain and (found := ranks.top(sheet, start - 1)) is not None:
            return found
    branch = hit.lastindex
    if branch == 2:
        return digits.read(sheet, start, hit.end(1), hit.end())
    if branch == 3:
        return characters.read(sheet, start, hit.end())
    match text[start]:
        case "半":
            return characters.half(sheet, start)
        case "番":
            return doubling.of_the_sign(sheet, start)
        case "倍":
            return doubling.in_words(sheet, start)
        case _:
            return ranks.first(sheet, start)


def _everything(sheet: Page) -> list[Found]:
    """What the plain reading knows of before the walk: everyday forms, and addresses of the web as names."""
    from luoshi.quantities import plain

    addresses = [sheet.other(*address.span(), "name") for address in _ADDRESS.finditer(sheet.text)]
    return sorted([*plain.readings(sheet), *addresses], key=lambda phrase: phrase.span)


def _names(sheet: Page) -> list[NotQuantity]:
    """The quotations with numerals in them that are names: “1+3”, “三公”, “十四五”, 《哪吒2》."""
    names = []
    for quotation in _QUOTED.finditer(sheet.text):
        inner = quotation[quotation.lastindex or 0]
        if not _NUMERAL.search(inner):
            continue
        if quotation[1] is not None or quotation[3] is not None:
            if dates.PLAN.fullmatch(inner):
                names.append(sheet.other(*quotation.span(), "date"))
                continue
            named = _PROGRAMME.search(inner) or _CAMPAIGN.match(sheet.text, quotation.end())
            if not named and _VALUE.search(inner):
                continue
            if len(inner) > 24:
                continue
        names.append(sheet.other(*quotation.span(), "name"))
    return names
