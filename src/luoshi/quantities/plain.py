"""Numbers as people write them outside reports: ``二十块五毛``, ``三又二分之一``, ``10K``, ``八五折``, ``叁佰元``.

Only the plain reading (``everything=True``) knows them: in a report 十块 may be plots of land and 五折 a name.
"""

import re
from collections.abc import Callable
from decimal import Decimal

from luoshi.quantities.measure import FRACTION, finished, number_at, tidy, times
from luoshi.quantities.page import Page
from luoshi.quantities.quantity import Quantity

_FORMAL = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟", "一二二三三四五六六七八九十百千")
# 伍, 陆, 拾 are words too (队伍, 大陆, 收拾): they count beside other numerals, or before 点 and units of their own.
_FORMAL_RUN = re.compile(
    r"[壹贰貳叁肆柒捌玖]"
    r"|(?<![大登着水内外上])[陆陸參参](?=[零一二三四五六七八九十百千万亿壹贰叁肆伍柒捌玖拾佰仟元圆角分点折成%])"
    r"|(?<![队入退行为])伍(?=[零一二三四五六七八九十百千万亿壹贰叁肆陆柒捌玖拾佰仟元圆角分点折成%])"
    r"|(?<![收])拾(?=[零一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖佰仟元圆])"
    r"|(?<=[零一二三四五六七八九十百千万亿壹贰貳叁肆伍陆陸柒捌玖拾佰仟])[參参伍陆陸拾佰仟]"
    r"|[佰仟](?=分之)"
)
_TRADITIONAL = str.maketrans(
    "億萬兩點負圓塊個幾過約餘對雙倆噸畝戶條頭隻臺輛", "亿万两点负元块个几过约余对双两吨亩户条头只台辆"
)

# One number, from its first character on and of bounded length: a run of digits is tried once, not once a digit.
_N = (
    r"(?:(?<![0-9.])[0-9]{1,20}(?:\.[0-9]{1,20})?[十百千万亿]{0,4}"
    r"|(?<![零〇一二三四五六七八九两十百千万亿点])[零〇一二三四五六七八九两十百千万亿]{1,40}"
    r"(?:点[零〇一二三四五六七八九]{1,20}[百千万亿]{0,2})?)"
)
# 五百分之2: the hundred is not alone
_BEFORE_HUNDRED = frozenset("零〇一二三四五六七八九两十百千万亿")
_D = r"[0-9一二三四五六七八九两]"
_CODES = {"USD": "美元", "US$": "美元", "RMB": "元", "CNY": "元", "HKD": "港元", "HK$": "港元", "EUR": "欧元"}
_CODES |= {"JPY": "日元", "GBP": "英镑", "NT$": "新台币", "KRW": "韩元"}
_SUFFIXES = {"K": 3, "k": 3, "M": 6, "G": 9, "B": 9, "T": 12}

_PLAIN = re.compile(
    # 二十块五毛, 三块五, 一百块钱, 5元3角2分
    rf"(?P<money>(?P<yuan>{_N})(?:块钱?|元)零?(?:(?P<jiao>{_D})(?:[毛角]钱?|(?![0-9零〇一二三四五六七八九十百千万亿两点个年月日成分])))?零?(?:(?P<fen>{_D})分钱?)?)"
    rf"|(?P<small>(?P<mao>{_N})[毛角](?!色|度|落|巾|衣)钱?(?:(?P<cent>{_D})分?)?|(?P<cents>{_N})分钱)"
    # 三又二分之一, 负一又三分之二
    rf"|(?P<trillions>{_N})兆(?![瓦赫帕焦伏欧字比])(?P<below>{_N})?"
    r"|(?P<fifty>半百)"
    rf"|(?P<whole>{_N})又(?P<of>{_N})分之(?P<part>{_N})"
    # 1.2e5, 1E-3, 1.1^2
    r"|(?P<mantissa>(?<![0-9.])[0-9]{1,20}(?:\.[0-9]{1,20})?)[eE](?P<exponent>[+-]?[0-9]{1,2})(?![0-9A-Za-z])"
    r"|(?P<base>(?<![0-9.])[0-9]{1,9}(?:\.[0-9]{1,9})?)\^(?P<power>[+-]{0,2}[0-9]{1,2})(?![0-9])"
    # 百分之1,111, 百分之3.2k
    r"|百分之(?P<hundredths>[0-9]{1,3}(?:，[0-9]{3}){1,6}(?:\.[0-9]{1,20})?(?![0-9])|[0-9]{1,20}(?:\.[0-9]{1,20})?(?=[KkMGBT](?![A-Za-z0-9])))(?P<thousands>[KkMGBT])?"
    # 10K, 5M
    r"|(?P<scaled>(?<![0-9.])[0-9]{1,20}(?:\.[0-9]{1,20})?)(?P<suffix>[KkMGBT])(?![A-Za-z0-9])(?P<points>个百分点)?"
    # 八折, 八五折, 7.5折, 对折
    rf"|(?P<fold>{_N}|(?<=打)对|半)折(?![腾旧扣返射断线合])"
    # 两个半小时, 一个半, 两年半
    rf"|(?P<count>{_N})(?:个半(?P<length>小时|月|钟头)|(?P<measure>个|年|天|小时|公斤|斤|倍|里|米|吨|岁)半(?!年|月|数))"
    # USD 50, HK$3
    rf"|(?P<code>US\$|HK\$|NT\$|USD|RMB|CNY|HKD|EUR|JPY|GBP|KRW)(?P<coded>{_N})"
    # 两美元又三美分
    rf"|(?P<dollars>{_N})美元又?(?P<uscents>{_N})美分"
    # 六双, 五对
    rf"|(?P<pairs>{_N})[双对](?![外口接于全方象手边休语重])"
    # 一两个, 三五家, 七八十
    rf"|(?P<near>[一二三四五六七八])(?P<far>[二两三四五六七八九])(?=个|家|人|天|年|次|名|位|件|条|块|岁)"
    # 2又1/4, as folded from `2 1/4`
    r"|(?P<units>(?<![0-9.])[0-9]{1,9})又(?P<over>[0-9]{1,9})/(?P<under>[0-9]{1,9})"
    # .5
    r"|(?<![0-9A-Za-z.…])(?P<point>\.[0-9]{1,20})"
    # 半成, 半打, 半斤
    r"|半(?P<tenth>成)(?!品)|(?<![\u4e00-\u9fff])半(?P<alone>)(?![\u4e00-\u9fff])|(?<![多大过一])半(?=[打斤个年天小吨米里])(?P<halved>打|斤|个小时|个月|小时|天|年|吨|米|里)"
)


def folded(text: str) -> str:
    """``text`` with formal and traditional numerals in their plain form, character for character."""
    plain = text.translate(_TRADITIONAL)
    return _FORMAL_RUN.sub(lambda run: run[0].translate(_FORMAL), plain)


def readings(page: Page) -> list[Quantity]:
    """The phrases of this kind, in reading order."""
    found = []
    for match in _PLAIN.finditer(page.text):
        for group, read in _READERS:
            if match[group] is not None:
                quantity = read(page, match)
                if quantity is not None:
                    found.append(quantity)
                break
    return found


def _value(text: str | None) -> Decimal:
    """The number that ``text`` is; 0 where there is none."""
    number = number_at(text, 0) if text else None
    return Decimal(0) if number is None or text is None or number[2] != len(text) else number[0]


def _plain(page: Page, match: re.Match[str], value: Decimal, unit: str = "") -> Quantity:
    return finished(page, match.start(), value, value, match.end(), page.units.by_alias.get(unit))


def _money(page: Page, match: re.Match[str]) -> Quantity | None:
    if "块" not in match[0] and match["jiao"] is None and match["fen"] is None:
        return None  # 50元 is read like everywhere
    if match[0].endswith("块") and page.units.at(page.text, match.end()) is not None:
        return None
    value = _value(match["yuan"]) + _value(match["jiao"]) / 10 + _value(match["fen"]) / 100
    return _plain(page, match, value, "元")


def _small(page: Page, match: re.Match[str]) -> Quantity | None:
    value = _value(match["mao"]) / 10 + (_value(match["cent"]) + _value(match["cents"])) / 100
    return _plain(page, match, value, "元")


def _mixed(page: Page, match: re.Match[str]) -> Quantity | None:
    whole, of, part = _value(match["whole"]), _value(match["of"]), _value(match["part"])
    if not of:
        return None
    value = FRACTION.add(whole, FRACTION.divide(part, of))
    return finished(page, match.start(), value, value, match.end(), None, dimension="fraction")


def _slashed(page: Page, match: re.Match[str]) -> Quantity | None:
    under = Decimal(match["under"])
    if not under:
        return None
    value = FRACTION.add(Decimal(match["units"]), FRACTION.divide(Decimal(match["over"]), under))
    return finished(page, match.start(), value, value, match.end(), None, dimension="fraction")


def _few(page: Page, match: re.Match[str]) -> Quantity | None:
    low, high = _value(match["near"]), _value(match["far"])
    hit = page.units.at(page.text, match.end())
    if hit is None or low >= high or (high - low > 1 and match[0] != "三五"):
        return None
    return finished(page, match.start(), low, high, hit[1], hit[0], ranged=True)


def _scientific(page: Page, match: re.Match[str]) -> Quantity | None:
    power = int(match["exponent"])
    value = Decimal(match["mantissa"])
    return _plain(page, match, times(value, power) if power >= 0 else tidy(value.scaleb(power)))


def _power(page: Page, match: re.Match[str]) -> Quantity | None:
    base, power = Decimal(match["base"]), int(match["power"].replace("--", "").replace("+", ""))
    if not base:
        return None
    if power >= 0 and base == base.to_integral_value():
        return _plain(page, match, base**power)
    return _plain(page, match, tidy(FRACTION.power(base, power)))


def _scaled(page: Page, match: re.Match[str]) -> Quantity | None:
    unit = "百分点" if match["points"] else ""
    return _plain(page, match, times(Decimal(match["scaled"]), _SUFFIXES[match["suffix"]]), unit)


def _hundredths(page: Page, match: re.Match[str]) -> Quantity | None:
    if page.text[match.start() - 1 : match.start()] in _BEFORE_HUNDRED:
        return None
    value = Decimal(match["hundredths"].replace("，", ""))
    return _plain(page, match, times(value, _SUFFIXES.get(match["thousands"] or "", 0)), "%")


def _trillions(page: Page, match: re.Match[str]) -> Quantity | None:
    return _plain(page, match, times(_value(match["trillions"]), 12) + _value(match["below"]))


def _fifty(page: Page, match: re.Match[str]) -> Quantity | None:
    return _plain(page, match, Decimal(50))


def _dollars(page: Page, match: re.Match[str]) -> Quantity | None:
    return _plain(page, match, _value(match["dollars"]) + _value(match["uscents"]) / 100, "美元")


def _fold(page: Page, match: re.Match[str]) -> Quantity | None:
    fold = match["fold"]
    value = Decimal(5) if fold in ("对", "半") else _value(fold)
    if not 0 < value < 100 or value == 10:
        return None
    return _plain(page, match, tidy(value * 10) if value <= 10 else value, "%")


def _and_a_half(page: Page, match: re.Match[str]) -> Quantity | None:
    unit = match["measure"] or ("个月" if match["length"] == "月" else "小时")
    return _plain(page, match, _value(match["count"]) + Decimal("0.5"), unit)


def _coded(page: Page, match: re.Match[str]) -> Quantity | None:
    return _plain(page, match, _value(match["coded"]), _CODES[match["code"]])


def _pairs(page: Page, match: re.Match[str]) -> Quantity | None:
    return _plain(page, match, _value(match["pairs"]) * 2, "个")


def _point(page: Page, match: re.Match[str]) -> Quantity | None:
    return _plain(page, match, Decimal("0" + match["point"]))


def _half_tenth(page: Page, match: re.Match[str]) -> Quantity | None:
    return _plain(page, match, Decimal(5), "%")


def _alone(page: Page, match: re.Match[str]) -> Quantity | None:
    return _plain(page, match, Decimal("0.5"))


def _halved(page: Page, match: re.Match[str]) -> Quantity | None:
    return _plain(page, match, Decimal("0.5"), match["halved"])


_READERS: tuple[tuple[str, Callable[[Page, re.Match[str]], Quantity | None]], ...] = (
    ("money", _money),
    ("small", _small),
    ("trillions", _trillions),
    ("fifty", _fifty),
    ("hundredths", _hundredths),
    ("dollars", _dollars),
    ("whole", _mixed),
    ("near", _few),
    ("units", _slashed),
    ("mantissa", _scientific),
    ("base", _power),
    ("scaled", _scaled),
    ("fold", _fold),
    ("count", _and_a_half),
    ("code", _coded),
    ("pairs", _pairs),
    ("point", _point),
    ("tenth", _half_tenth),
    ("alone", _alone),
    ("halved", _halved),
)
