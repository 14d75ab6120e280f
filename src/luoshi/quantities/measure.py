"""From a number to what it measures: 多 and 余, ranges, the unit, the bounds on both sides."""

import re
from decimal import Context, Decimal
from typing import cast

from luoshi.quantities import bounds, dates
from luoshi.quantities.numerals import MAGNITUDE_RUN, NUMBER, chinese, places_of, shifted
from luoshi.quantities.page import Page
from luoshi.quantities.quantity import Bound, Dimension, NotQuantity, Quantity
from luoshi.text import spanning
from luoshi.text.late import late
from luoshi.vocabulary.units import Unit

Found = Quantity | NotQuantity

FRACTION = Context(prec=15)
"""How far a fraction is written out: 三分之二 is 0.666666666666667."""
PERCENT_PLACES = Decimal("0.0001")
"""How far a fraction is written out as a percentage: 三分之二 of the villages is 66.6667 %."""
DASHES = frozenset("-—–―─~～〜−")
CONNECTORS = DASHES | frozenset("至到")
# `从65%到70%`, `由8至10个`: a movement from one value to another, two quantities and no range.
_FROM = re.compile(r"[从由自][^，。；：、\n]{0,10}$")
_MORE_THAN_A = re.compile(r"多(月|小时)")
_PROJECT = re.compile("项目(?!标)")  # 百亿项目4个; but 5项目标
# `12345市民服务热线`, `168生态海岸带`, `121现代产业体系`: a number that has no measure word and names a thing.
_NAMED = late(
    r"[\u4e00-\u9fff]{0,6}?(?:热线|报警|急救|海岸带|生态带|经济带|产业带|旅游带|走廊|体系|模式|行动)"
)
# `山区5县`, `环首都14县`: the places together have this name. Not `全市5县脱贫`, `增加到5县`.
_PLACES = frozenset("县市区州旗省")
_PLACES_BEFORE = frozenset("区都海部角圈群湖江河上边岸原带")
# `4个1000亿`, `六个100%`: a programme. Not `8个5A级景区`, `2个100万吨级码头`.
_ROUND = re.compile(
    r"10{1,4}(?:[万亿]{1,2}元?|%)?(?=[，。；、：”）\n]|目标|工程|行动|计划|要求|$)|百分[之百]百?"
)
# `省委十届6次全会`, `市四届人大十一次会议`: the number of a meeting.
_SESSION = late(r"届[\u4e00-\u9fff]{0,8}$")
_PER = re.compile(
    r"(?:/|每)(?:平方米|平方公里|立方米|标准立方米|m[23³²]|㎡|人|户|亩|公顷|吨|公斤|斤|千克|千瓦时|千瓦|升|天|日|月|年|小时|秒|分钟|公里|千米|个|头|只|次|辆|千人|万人|度|件|台|套|张|床|"
    r"L|h|s|d|t|km)(?:[·.]?(?:月|年|天|日))?(?![0-9])"
)
_PER_NAMES = {
    "m3": "立方米",
    "m³": "立方米",
    "m2": "平方米",
    "m²": "平方米",
    "㎡": "平方米",
    "千米": "公里",
    "km": "公里",
}
_PER_NAMES |= {"L": "升", "h": "小时", "s": "秒", "d": "天", "t": "吨", "日": "天", "标准立方米": "立方米"}
_RATES = frozenset(("%", "‰", "百分点", "℃"))
# 减负, 税负, 担负 …: here 负 is no sign. An amount has one only after what leads to it.
_BURDENS = frozenset("减税担肩抱胜自辜欺背不正亏重债")
_SAID_BEFORE = frozenset("为是达至到由从转长约近，。；：、（“\n") | {""}
_CURRENCY = {"¥": "元", "￥": "元", "$": "美元", "＄": "美元", "€": "欧元", "£": "英镑", "￡": "英镑"}
# 四成, 六成五, 5成以上; not 两成果, 三成为, 一成不变.
_TENTHS = re.compile(
    r"成(?:([1-9一二三四五六七八九半])(?![\u4e00-\u9fff]))?(?![不立为功果员本绩熟长效就分份型交套人语建片品])"
)


def measured(page: Page, start: int, value: Decimal, end: int, *, magnified: bool) -> Found | None:
    """The quantity whose number stands at ``[start, end)``; None where nothing says that it measures.

    ``magnified``: the number has a magnitude of its own, and takes none from the end of a range.
    """
    text = page.text
    more = False
    if text[end : end + 1] in ("多", "余") and text[end + 1 : end + 2] not in ("额", "功", "样"):
        # 100多万人, 40多项, 3000余个; `10亿元余额` and `5多功能厅` are something else
        more = True
        magnitudes = MAGNITUDE_RUN.match(text, end + 1)
        end += 1
        if magnitudes and magnitudes[0] and (places := places_of(magnitudes[0])):
            value, end, magnified = times(value, places), magnitudes.end(), True
    hit = page.units.at(text, end)
    if hit is not None and hit[0].alias == "项" and _PROJECT.match(text, end):
        hit = None  # 百亿项目4个
    unit, stop = hit if hit is not None else (None, end)
    low = high = value
    ranged = False
    if not more and text[stop : stop + 1] in CONNECTORS:
        span = _range(page, start, value, magnified, unit, stop)
        if span is not None:
            low, high, unit, stop = span
            ranged = True
    if unit is None:
        return _bare(page, start, low, high, stop, ranged, more, magnified)
    if unit.alias == "个" and (whole := _MORE_THAN_A.match(text, stop)):
        # 1个多月: the unit is 个月, its 多 in the middle
        length = page.units.by_alias["个月" if whole[1] == "月" else "小时"]
        return finished(page, start, low, high, whole.end(), length, more=True)
    if not page.plain and (name := _not_counted(page, start, unit, stop)) is not None:
        return name
    return finished(page, start, low, high, stop, unit, ranged=ranged, more=more)


def times(value: Decimal, places: int) -> Decimal:
    """``value`` times ten to the ``places``, exactly."""
    return shifted(str(value), places)


def tenths(page: Page, start: int, value: Decimal, end: int) -> Quantity | None:
    """The 成 at ``end`` after ``value``: ``四成`` is 40 %, ``六成五`` 65 %; None where 成 begins a word."""
    found = _TENTHS.match(page.text, end)
    if found is None or not 0 < value <= 10:
        return None
    more = found[1]
    fifth = number_at(more, 0) if more and more != "半" else None
    percent = tidy(value * 10 + (fifth[0] if fifth else 5 if more else 0))
    return finished(page, start, percent, percent, found.end(), page.percent)


def tidy(value: Decimal) -> Decimal:
    """``value`` with no zeros behind the point and no exponent."""
    return shifted(f"{value:f}", 0)


def number_at(text: str, start: int) -> tuple[Decimal, int, int] | None:
    """The number at ``start``: its value, the places of its magnitude (0 without one), its end."""
    found = NUMBER.match(text, start)
    if found is None:
        return None
    if found["digits"]:
        places = places_of(found["magnitude"])
        if places is None or len(found["digits"]) > 30:
            return None
        return shifted(found["digits"], places), places, found.end()
    value = chinese(found["chinese"])
    if value is None:
        return None
    tail = len(found["chinese"]) - len(found["chinese"].rstrip("万亿"))
    places = places_of(found["chinese"][-tail:]) if tail else 0
    return value, places or 0, found.end()


def _range(
    page: Page, start: int, low: Decimal, magnified: bool, unit: Unit | None, stop: int
) -> tuple[Decimal, Decimal, Unit | None, int] | None:
    """``4.5%—5%``, ``8-10万亩``, ``3至5家``: both ends, the one unit, the end; None where it is no range."""
    text = page.text
    if text[stop] in "至到" and _FROM.search(text, max(0, start - 12), start):
        return None
    at = stop + 2 if text[stop] in DASHES and text[stop + 1 : stop + 2] == text[stop] else stop + 1
    number = number_at(text, at)
    if number is None:
        return None
    high, places, end = number
    hit = page.units.at(text, end)
    if hit is None:
        if unit is not None or text[end : end + 1] in ("年", "月", "日", "号", "届", "多", "余"):
            return None
    else:
        if unit is not None and unit.canonical != hit[0].canonical:
            return None
        unit, end = hit
    if places and not magnified and (filled := times(low, places)) < high:
        low = filled
    if low >= high:
        return None
    return low, high, unit, end


def _bare(
    page: Page, start: int, low: Decimal, high: Decimal, stop: int, ranged: bool, more: bool, magnified: bool
) -> Found | None:
    """A number with no unit behind it: a name, a year, or a bare amount (``5万农村人口``, ``突破10亿大关``)."""
    text = page.text
    if not page.plain and not more:
        word = None if magnified and text[stop : stop + 1] != "级" else page.words.at(text, stop)
        if word is not None:
            return page.other(start, word[1], word[0])
        if not magnified and not ranged:
            digits = text[start:stop]
            if len(digits) == 4 and digits.isascii() and "1949" <= digits <= "2060":
                return page.other(start, stop, "date")  # 2025中国农民丰收节, 健康中国2030
            if digits.isascii() and (
                _NAMED.match(text, stop)
                or (text[stop : stop + 1] in _PLACES and text[start - 1 : start] in _PLACES_BEFORE)
            ):
                return page.other(start, stop, "name")
            if digits.endswith(".0"):
                return page.other(start, stop, "name")  # 工业4.0, 2.0版
            if digits[0] == "0" and len(digits) > 1 and digits[1] != ".":
                return page.other(start, stop, "name")  # 0312-…, 007
    return finished(page, start, low, high, stop, None, ranged=ranged, more=more)


def _not_counted(page: Page, start: int, unit: Unit, stop: int) -> NotQuantity | None:
    """A number with a unit that names or dates something: ``近3年``, ``4个1000亿``, ``十届6次全会``."""
    text = page.text
    if unit.canonical == "年":
        return _years(page, start, stop)
    if unit.alias == "个" and (programme := _ROUND.match(text, stop)) is not None:
        return page.other(start, programme.end(), "name")
    if unit.alias == "次" and _SESSION.search(text, max(0, start - 10), start):
        return page.other(start, stop, "ordinal")
    return None


def _years(page: Page, start: int, stop: int) -> NotQuantity | None:
    """Years that are a period (``近3年``, ``5年来``) or a part of a name (``3年行动``), not a length."""
    text = page.text
    if dates.YEARS_BEFORE.search(text, max(0, start - 4), start):
        return page.other(start, stop, "date")
    after = dates.YEARS_AFTER.match(text, stop)
    if after:
        return page.other(start, after.end(), "date")
    if dates.YEARS_NAME.match(text, stop):
        return page.other(start, stop, "name")
    return None


def finished(
    page: Page,
    start: int,
    low: Decimal,
    high: Decimal,
    end: int,
    unit: Unit | None,
    *,
    ranged: bool = False,
    more: bool = False,
    implied: str | None = None,
    dimension: Dimension | None = None,
    parts: tuple[Decimal, ...] = (),
) -> Quantity:
    """The quantity of ``[start, end)`` with the bound words around it.

    ``implied``: a bound that the phrase itself carries (``两位数`` is at_least).
    """
    text, table = page.text, page.bounds
    core = start
    name = "" if unit is None else unit.canonical
    kind: Dimension = dimension or ("bare" if unit is None else cast(Dimension, unit.dimension))
    if unit is not None:
        if unit.factor != 1:
            low, high = tidy(low * unit.factor), tidy(high * unit.factor)
        if text[end : end + 1] in ("/", "每"):
            per = _PER.match(text, end)
            if per is not None:
                other = per[0][1:]
                name, end, kind = f"{name}/{_PER_NAMES.get(other, other)}", per.end(), "physical"
        elif unit.dimension == "physical" and text[start - 4 : start] == "每立方米":
            core, name = start - 4, f"{name}/立方米"
    at = core
    previous = text[at - 1] if at else ""
    if previous in _CURRENCY and (unit is None or kind == "money"):
        at = core = at - 1
        name, kind = name or _CURRENCY[previous], "money"
        previous = text[at - 1] if at else ""
    elif previous in ("-", "−", "负", "下") and _negative(page, at, previous, name):
        low, high = -high, -low
        at = core = at - (2 if previous == "下" else 1)
        previous = text[at - 1] if at else ""
    front = behind = None
    if previous in table.lasts or previous == "了":
        word = bounds.before(text, at, table)
        if word is not None:
            front, at = word
    stop = end
    if text[end : end + 1] in table.firsts:
        word = bounds.after(text, end, table)
        if word is not None:
            behind, stop = word
    if more:
        behind = "more_than" if behind in (None, "about") else behind
    bound = "range" if ranged else bounds.joined(front, behind or implied)
    return Quantity(
        spanning((at, stop)),
        spanning((core, end)),
        None if bound in ("at_most", "nearly") else low,
        None if bound in ("at_least", "more_than") else high,
        cast(Bound, bound),
        name,
        kind,
        parts,
    )


def _negative(page: Page, at: int, sign: str, unit: str) -> bool:
    """``增长-3.5%``, ``负2.1%``, ``零下5℃``; not ``5-10``, ``COVID-19``, ``目标-5个``, ``减负85亿元``, ``税负3%``."""
    text = page.text
    if sign == "下":
        return text[at - 2 : at] == "零下"
    if sign == "负":
        owner = text[at - 2 : at - 1]
        return owner not in _BURDENS if page.plain or unit in _RATES else owner in _SAID_BEFORE
    before = text[at - 2 : at - 1]
    if page.plain:
        return not before or not (before.isascii() and (before.isalnum() or before == "-"))
    return unit in _RATES and bool(before) and not before.isascii()
