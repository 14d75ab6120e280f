"""Numbers in Chinese characters: the few that measure among the many that only look so (统一, 两会, 三农)."""

import re
from decimal import Decimal

from luoshi.quantities import bounds, dates
from luoshi.quantities.doubling import turned_over
from luoshi.quantities.measure import (
    CONNECTORS,
    DASHES,
    FRACTION,
    PERCENT_PLACES,
    Found,
    finished,
    measured,
    number_at,
    tenths,
    tidy,
    times,
)
from luoshi.quantities.numerals import DIGITS, MAGNITUDES, chinese
from luoshi.quantities.page import Page
from luoshi.quantities.quantity import Quantity
from luoshi.quantities.small import so_many
from luoshi.text.late import late

_BIG = frozenset("百千万亿")
_LARGEST_SHARE = 10**9
_OF = {"百": "%", "千": "‰", "万": "‱"}

# 一般, 一些, 进一步, 一体: by far the most frequent numeral of a report, and hardly ever a number.
_WORDS_OF_ONE = frozenset("般些定步体系流直切贯律致样起旦路道线心带方部并级视向手")
# `一是`, `二要` opening a clause: a list within a paragraph. Not `一是一，二是二`, `第一是`.
_LIST = re.compile(r"(?:[一二三四五六七八九]|十[一二三四五六七八九]?)(?:是|要|则|来)")
_OPENS = frozenset("\n。；：，！？ ”）—、是")
# 千方百计, 万众一心, 千家万户, 百年一遇
_IDIOM = late(r"[千百万][\u4e00-\u9fff][百万一千][\u4e00-\u9fff]")
# 百年未有之大变局
_CENTURY = re.compile(r"百年(?:未有|不遇|未遇)(?:之?大?变局)?")
# 两成以上; not 两成果, 两成立
_TWO_TENTHS = re.compile(r"[以多左的，。；、）\n]|上下|$")
_REACHED = frozenset("达至到为增")
_APPROXIMATE = re.compile(r"(十?)([一二三四五六七八九])([一二三四五六七八九])([十百千]?)([万亿]{0,2})$")
_UPPER = late(r"(?:[以网线会市路身地]上)$")
_HALF_BEFORE = re.compile(r"(?:过|超|超过|近|接近|逾|不足|大于)$")


def read(page: Page, start: int, end: int) -> Found | None:
    """What the numeral ``[start, end)`` is a part of; None where it is not even the look of a number phrase."""
    text = page.text
    numeral = text[start:end]
    if numeral == "一" and text[end : end + 1] in _WORDS_OF_ONE and not page.plain:
        return page.other(start, end, "idiom")
    if numeral[-1] == "千" and text[end : end + 1] in ("伏", "瓦", "克", "米", "卡", "赫", "焦"):
        end -= 1  # 三千瓦: 3 kW
        numeral = numeral[:-1]
        if not numeral:
            return None
    after = text[end : end + 1]
    if numeral == "零" and after == "下" and (number := number_at(text, end + 1)) is not None:
        return measured(page, end + 1, number[0], number[2], magnified=number[1] > 0)
    if after == "分":
        if text[end + 1 : end + 2] == "之":
            return fraction(page, start, end, numeral)
        if numeral[-1] == "百" and text.startswith("分百", end):
            value = Decimal(100)
            return finished(page, start, value, value, end + 2, page.percent)
        if numeral[-1] == "百" and text[end + 1 : end + 2] in ("点", "比", "制", "位"):
            return None if len(numeral) == 1 else _single(page, start, end - 1, numeral[:-1])
    if not page.plain:
        when = _date(page, start, end, after)
        if when is not None:
            return when
        heading = _heading(page, start, end, numeral, after)
        if heading is not None:
            return heading
    if (
        not page.plain
        and dates.PLAN.fullmatch(numeral)
        and (len(numeral) == 3 or dates.PLAN_AFTER.match(text, end))
    ):
        return page.other(start, end, "date")
    if len(numeral) == 1 and numeral not in _BIG and numeral != "十":
        return _single(page, start, end, numeral)
    return _longer(page, start, end, numeral, after)


def fraction(page: Page, start: int, end: int, denominator: str) -> Found | None:
    """``百分之八至九``, ``百分之15``, ``千分之五``, ``三分之二``; ``start`` and ``end`` hold the denominator."""
    text = page.text
    at = end + 2
    minus = text[at : at + 1] in ("负", "-")
    number = number_at(text, at + minus)
    if number is None:
        return None
    low, _, stop = number
    unit = page.units.by_alias.get(_OF.get(denominator, ""))
    if unit is None:
        whole = number_at(denominator, 0)
        return part_of(page, start, stop, whole[0] if whole else None, -low if minus else low)
    high, ranged = low, False
    if text[stop : stop + 1] in CONNECTORS:
        after = stop + 2 if text[stop + 1 : stop + 2] in DASHES else stop + 1
        if text.startswith(denominator + "分之", after):
            after += 3
        second = number_at(text, after)
        if second is not None and low < second[0] and not page.units.at(text, second[2]):
            high, stop, ranged = second[0], second[2], True
    if minus:
        low, high = -high, -low
    more = text[stop : stop + 1] in ("多", "余", "强") and text[stop : stop + 2] not in ("多的", "多数")
    return finished(page, start, low, high, stop + more, unit, ranged=ranged, more=more)


def part_of(page: Page, start: int, stop: int, whole: Decimal | None, part: Decimal) -> Found | None:
    """``三分之一``: a share of 33.3333 %, exact in ``parts``; to the plain reading the number 0.333333333333333."""
    if whole is None or whole == 0:
        return None
    if page.plain:
        value = FRACTION.divide(part, whole)
        return finished(page, start, value, value, stop, None, dimension="fraction", parts=(part, whole))
    percent = FRACTION.divide(part * 100, whole)
    if percent < _LARGEST_SHARE:
        percent = percent.quantize(PERCENT_PLACES)
    percent = tidy(percent)
    return finished(
        page, start, percent, percent, stop, page.percent, dimension="fraction", parts=(part, whole)
    )


def _date(page: Page, start: int, end: int, after: str) -> Found | None:
    """二〇二五年, 三年来: a date, or years that are none of a length."""
    text = page.text
    if (
        after in ("年", "月", "日", "季", "世", "O", "o", "0", "О", "至", "到", "-", "—", "、")
        or after.isdigit()
    ):
        found = dates.CHINESE.match(text, start)
        if found is not None and (found.end() > end or text[end - 1] in "〇零"):
            return page.other(start, found.end(), "date")
    if after == "年" and not all(char in _BIG for char in text[start:end]):
        value = chinese(text[start:end])
        if value is not None and value > 10 and not (1800 < value < 2100):
            return measured(page, start, value, end, magnified=False)
        name = dates.YEARS_NAME.match(text, end + 1)
        return page.other(start, end + 1, "name" if name else "date")
    return None


def _heading(page: Page, start: int, end: int, numeral: str, after: str) -> Found | None:
    """``一、``, ``（一）``, ``一是`` where a line or a clause begins."""
    text = page.text
    before = text[start - 1 : start] or "\n"
    if len(numeral) > 3:
        return None
    if before == "（" and after == "）":
        return page.other(start - 1, end + 1, "heading")
    if (before == "。" or before.isspace()) and after and after in "、.．，":
        return page.other(start, end + 1, "heading")
    if before in _OPENS and (found := _LIST.match(text, start)) and found.end() == end + 1:
        return page.other(start, end + 1, "heading")
    return None


_NO_HALF = frozenset("路导岛径")  # 一半路程; 北一半导体, 第一半岛: no half of anything


def _single(page: Page, start: int, end: int, numeral: str) -> Found | None:
    """One character: 四成, 一倍, 翻一番, 一半, 三个百分点, 三至五家 measure; the rest are words and names."""
    text = page.text
    value = chinese(numeral)
    if value is None:
        return page.other(start, end, "name")
    after = text[end : end + 1]
    if (
        after == "成"
        and numeral not in "零〇"
        and (numeral != "两" or _TWO_TENTHS.match(text, end + 1))
        and (part := tenths(page, start, value, end)) is not None
    ):
        return part
    if after == "番" and (begin := turned_over(text, start)) is not None:
        power = Decimal(2) ** int(value)
        return finished(page, begin, power, power, end + 1, page.units.by_alias["倍"])
    if after == "半" and numeral == "一" and text[end + 1 : end + 2] not in _NO_HALF:
        half = Decimal(50)
        return finished(page, start, half, half, end + 1, page.percent)
    if after == "位" and numeral == "两" and text.startswith("位数", end):
        return _two_digits(page, start, end + 2)
    hit = page.units.at(text, end)
    if hit is not None and hit[0].dimension in ("points", "multiple"):
        return measured(page, start, value, end, magnified=False)
    if after in CONNECTORS and (second := number_at(text, end + 1)) is not None:
        found_unit = page.units.at(text, second[2])
        if found_unit is not None and found_unit[0].canonical != "年" and value < second[0]:
            return measured(page, start, value, end, magnified=False)
    if page.plain:
        return _plain(page, start, end, value, hit is not None)
    if hit is not None and numeral != "一" and (_counted(page, start, end) or so_many(page, start, hit)):
        return measured(page, start, value, end, magnified=False)
    word = page.words.at(text, end)
    if word is not None:
        return page.other(start, word[1], word[0])
    if hit is not None:
        return page.other(start, hit[1], "name" if numeral != "一" else "idiom")
    return page.other(start, end, "idiom" if numeral in "一零〇" else "name")


def _counted(page: Page, start: int, end: int) -> bool:
    """A small count stands as a figure where a bound word says so: 超过两家, 不少于三次, 两个以上."""
    text, table = page.text, page.bounds
    if text[end : end + 1] == "类":
        return False  # 国家四类以上标准
    if text[start - 1 : start] in table.lasts:
        word = bounds.before(text, start, table)
        if word is not None and text[word[1] : start] not in ("近", "过", "最高", "最低", "接近", "破"):
            return True
    return text.startswith("以上", end + 1)


def _two_digits(page: Page, start: int, end: int) -> Found:
    """``两位数增长``: at least ten per cent; elsewhere ten of whatever is spoken of."""
    text = page.text
    grows = any(
        word in text[max(0, start - 10) : start] or word in text[end : end + 4]
        for word in ("增长", "增速", "增幅", "速度")
    )
    ten = Decimal(10)
    return finished(page, start, ten, ten, end, page.percent if grows else None, implied="at_least")


def _longer(page: Page, start: int, end: int, numeral: str, after: str) -> Found | None:
    """A numeral of several characters: 三十二家 and 十几个 measure, 二十大 and 三八 are names."""
    text = page.text
    if all(char in _BIG for char in numeral):
        return _magnitude_alone(page, start, end, numeral, after)
    if after in ("几", "来") and numeral[-1] == "十" and after != "":
        return _more(page, start, end, numeral)
    pair = _APPROXIMATE.match(numeral)
    if pair and (ranged := _approximate(page, start, end, pair)) is not None:
        return ranged
    value = chinese(numeral)
    if value is None:
        return page.other(start, end, "name")
    if after == "番" and turned_over(text, start) is not None:
        return page.other(start, end, "name")
    if after == "成" and (part := tenths(page, start, value, end)) is not None:
        return part
    if all(char in DIGITS for char in numeral) and not page.plain:
        return page.other(start, end, "name")  # 一二三产业, 三八, 五一
    if page.plain:
        return _plain(page, start, end, value, page.units.at(text, end) is not None)
    return _in_running_text(page, start, end, numeral, value, after)


def _in_running_text(
    page: Page, start: int, end: int, numeral: str, value: Decimal, after: str
) -> Found | None:
    """A numeral that may measure, by what stands behind it: a unit, 多, a thing that is counted."""
    text = page.text
    magnified = numeral[-1] in "万亿"
    word = None if magnified else page.words.at(text, end)
    if word is not None:
        return page.other(start, word[1], word[0])
    if after in ("多", "余") and text[end + 1 : end + 2] in ("万", "亿"):
        return _more_thousands(page, start, end, numeral)
    if after in ("多", "余") or page.units.at(text, end) is not None:
        if numeral == "十" and after not in ("多", "余") and not _counted(page, start, end):
            return page.other(start, end, "name")  # 十件实事, 十项工程
        return measured(page, start, value, end, magnified=magnified)
    if numeral[-1] in "万亿" or _counted(page, start, end):
        return measured(page, start, value, end, magnified=magnified)
    if after in CONNECTORS and number_at(text, end + 1) is not None:
        found = measured(page, start, value, end, magnified=magnified)
        if isinstance(found, Quantity) and found.unit:
            return found
    return page.other(start, end, "idiom" if numeral.startswith("十") and after in ("分", "足") else "name")


def _more_thousands(page: Page, start: int, end: int, numeral: str) -> Found | None:
    """``四亿零七百多万吨``: the magnitude behind 多 is a part of the numeral."""
    number = number_at(page.text, end + 1)
    value = chinese(numeral + page.text[end + 1 : number[2]]) if number else None
    if number is None or value is None:
        return page.other(start, end, "name")
    hit = page.units.at(page.text, number[2])
    unit, stop = hit if hit is not None else (None, number[2])
    return finished(page, start, value, value, stop, unit, more=True)


def _more(page: Page, start: int, end: int, numeral: str) -> Found | None:
    """``十几个``: more than ten; ``二十来家``: about twenty."""
    value = chinese(numeral)
    if value is None:
        return None
    text = page.text
    at, magnified = end + 1, False
    number = number_at(text, at) if text[at : at + 1] in MAGNITUDES else None
    if number is not None:
        value, at, magnified = times(value, number[1]), number[2], True
    hit = page.units.at(text, at)
    if hit is None and not magnified:
        return page.other(start, at, "name")
    if hit is not None and hit[0].canonical == "年":
        return page.other(start, hit[1], "date")
    unit, stop = hit if hit is not None else (None, at)
    if text[end] == "来":
        return finished(page, start, value, value, stop, unit, implied="about")
    return finished(page, start, value, value, stop, unit, more=True)


def _approximate(page: Page, start: int, end: int, pair: re.Match[str]) -> Found | None:
    """``二三十个``, ``三四百万元``, ``十七八岁``: from one to the other."""
    ten, first, second, small, big = pair.groups()
    if DIGITS[second] != DIGITS[first] + 1 or not (small or big or ten):
        return None
    low, high = chinese(ten + first + small + big), chinese(ten + second + small + big)
    if low is None or high is None:
        return None
    hit = page.units.at(page.text, end)
    if hit is None:
        return None
    return finished(page, start, low, high, hit[1], hit[0], ranged=True)


def _magnitude_alone(page: Page, start: int, end: int, numeral: str, after: str) -> Found | None:
    """``近千亿元``, ``上万人``, ``亿元以上``, ``百余家`` measure; ``万元生产总值``, ``百强县``, ``千方百计`` do not."""
    text, table = page.text, page.bounds
    before = text[start - 1 : start]
    value = chinese(numeral)
    if value is None or before in ("几", "数", "成", "每"):
        return page.other(start, end, "idiom" if before == "成" else "name")
    if after == "年" and (century := _CENTURY.match(text, start)):
        return page.other(start, century.end(), "idiom")
    if len(numeral) == 1 and before not in table.lasts and (idiom := _IDIOM.match(text, start)):
        return page.other(start, idiom.end(), "idiom")
    if after in ("余", "多") and text[end : end + 2] not in ("余额", "多样", "多年"):
        return measured(page, start, value, end, magnified=True)
    hit = page.units.at(text, end)
    stop = end if hit is None else hit[1]
    big = len(numeral) > 1 or numeral in "万亿" or hit is not None
    if before == "上" and big and not _UPPER.search(text, max(0, start - 2), start):
        return finished(page, start, value, value, stop, None if hit is None else hit[0], more=True)
    named = text[stop : stop + 1] in ("级", "强", "工", "家", "县", "园", "产")
    if before in table.lasts and big and not named and bounds.before(text, start, table) is not None:
        return measured(page, start, value, end, magnified=True)
    if (
        hit is not None
        and text[stop : stop + 1] in ("以", "及")
        and bounds.after(text, stop, table) is not None
    ):
        return measured(page, start, value, end, magnified=True)
    if hit is not None and hit[0].dimension == "money" and before in _REACHED:
        return measured(page, start, value, end, magnified=True)
    return page.other(start, stop, "name")


def _plain(page: Page, start: int, end: int, value: Decimal, has_unit: bool) -> Found | None:
    """Every number: a numeral alone counts where it has a unit, several characters, or stands free."""
    text = page.text
    numeral = text[start:end]
    neighbours = text[start - 1 : start] + text[end : end + 1]
    free = not any("\u4e00" <= char <= "\u9fff" for char in neighbours)
    if text[end : end + 1] in ("几", "余", "多"):
        number = number_at(text, end + 1) if text[end + 1 : end + 2] in MAGNITUDES else None
        if number is not None:
            hit = page.units.at(text, number[2])
            unit, stop = hit if hit is not None else (None, number[2])
            return finished(
                page, start, times(value, number[1]), times(value, number[1]), stop, unit, more=True
            )
    if has_unit or free or len(numeral) > 1 or text[start - 1 : start] in ("负", "下"):
        return measured(page, start, value, end, magnified=numeral[-1] in "万亿")
    return page.other(start, end, "idiom")


def half(page: Page, start: int) -> Found | None:
    """``过半``, ``近半数``, ``半数以上``; ``半年``, ``半导体`` are no number phrases of ours."""
    text = page.text
    end = start + 2 if text[start + 1 : start + 2] == "数" else start + 1
    fifty = Decimal(50)
    if end == start + 2 or _HALF_BEFORE.search(text, max(0, start - 3), start):
        if text[max(0, start - 2) : start].startswith("双") or text[end : end + 1] in (
            "年",
            "个",
            "导",
            "径",
        ):
            return page.other(start, end, "idiom")
        return finished(page, start, fifty, fifty, end, page.percent)
    return None
