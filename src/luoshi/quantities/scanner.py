"""One walk over a text, from number phrase to number phrase."""

import re

from luoshi.quantities import characters, dates, digits, ranks
from luoshi.quantities.measure import Found
from luoshi.quantities.numerals import MAGNITUDE
from luoshi.quantities.page import Page, page
from luoshi.quantities.quantity import NotQuantity, Quantity, Scan

_CHARACTERS = "零〇一二三四五六七八九两十百千万亿"
# Where a number phrase may be: digits with their magnitude; a run of numeral characters; 半, 首位, 翻番.
# The first character is taken by one class, so that the engine skips all other text at full speed.
_HIT = re.compile(
    rf"[0-9{_CHARACTERS}半首番]"
    rf"(?:(?<=[0-9])(?P<digits>[0-9]*(?:\.[0-9]+)?)(?P<magnitude>{MAGNITUDE}{{0,4}})"
    rf"|(?<=[{_CHARACTERS}])(?P<characters>[{_CHARACTERS}]*(?:点[零〇一二三四五六七八九]+[百千万亿]*)?))?"
)
_QUOTED = re.compile(r"“([^“”\n]{1,40})”|《([^《》\n]{1,60})》|\"([^\"“”\n]{1,24})\"")
_NUMERAL = re.compile(rf"[0-9{_CHARACTERS}]")
# A quotation that says a value rather than a name: “增长8%以上”, “过10亿元”. “三个1000亿”, “六个100%” are names.
_VALUE = re.compile(r"[0-9.]+(?:%|‰|[万亿]*(?:元|亩|吨|公里|公斤))|[0-9][万亿]|百分之|个百分点|翻.番|倍")
_PROGRAMME = re.compile(r"[一二三四五六七八九两0-9]个[0-9]")


def scan(text: str, *, everything: bool = False) -> Scan:
    """All number phrases of a view's ``text``, in reading order; offsets count into ``text``.

    ``everything`` also takes for quantities what in a report is none: numerals alone, numbers in names.
    Time grows linearly with the length of ``text``.
    """
    sheet = page(text, plain=everything)
    quantities: list[Quantity] = []
    others: list[NotQuantity] = []
    names = [] if everything else _names(sheet)
    names.reverse()
    search = _HIT.search
    position = 0
    while (hit := search(text, position)) is not None:
        start = hit.start()
        while names and names[-1].span.end <= start:
            names.pop()
        if names and names[-1].span.start <= start:
            found: Found | None = names.pop()
        else:
            found = _read(sheet, hit, start)
        if found is None:
            position = hit.end()
            continue
        position = max(found.span.end, start + 1)
        if isinstance(found, Quantity):
            quantities.append(found)
        else:
            others.append(found)
    return Scan(tuple(quantities), tuple(others))


def _read(sheet: Page, hit: re.Match[str], start: int) -> Found | None:
    text = sheet.text
    if start:
        sign = text[start - 1]
        if sign == "第":
            return ranks.ordinal(sheet, start - 1)
        if sign == "前" and not sheet.plain and (found := ranks.top(sheet, start - 1)) is not None:
            return found
    if hit["digits"] is not None:
        return digits.read(sheet, start, hit.end("digits"), hit.end())
    if hit["characters"] is not None:
        return characters.read(sheet, start, hit.end())
    match text[start]:
        case "半":
            return characters.half(sheet, start)
        case "番":
            return characters.doubling(sheet, start)
        case _:
            return ranks.first(sheet, start)


def _names(sheet: Page) -> list[NotQuantity]:
    """The quotations with numerals in them that are names: “1+3”, “三公”, “十四五”, 《哪吒2》."""
    names = []
    for quotation in _QUOTED.finditer(sheet.text):
        inner = quotation[quotation.lastindex or 1]
        if not _NUMERAL.search(inner):
            continue
        if quotation[1] is not None or quotation[3] is not None:
            if dates.PLAN.fullmatch(inner):
                names.append(sheet.other(*quotation.span(), "date"))
                continue
            if _VALUE.search(inner) and not _PROGRAMME.search(inner):
                continue
            if len(inner) > 24:
                continue
        names.append(sheet.other(*quotation.span(), "name"))
    return names
