"""Amounts that name a class: 新招引超亿元项目100个，其中超10亿元18个 counts projects by their size and no money."""

import re
from decimal import Decimal

from luoshi.quantities.quantity import Quantity
from luoshi.statements.statement import Subject
from luoshi.statements.words.openings import read_opening
from luoshi.text.late import late

# 超10亿元项目18个, 500万元以上合作项目, 财政收入过百亿的重点县, 产值超千亿元发展规划, 30亿元以上的龙头型、基地型项目: the amount is a part of the subject's name;
# but 投资2亿元新建改建农村公路 and 投资90万元完成三座农村危桥改造 say what it was spent on.
SPENT_ON = r"(?:用于)?(?:完成|新修|修缮|翻修|新建|改建|扩建|新改扩建|建设|建成|实施|改造|启动|开展|购置|打造|修建|整治|维修|铺设)"
_SIZE = re.compile(
    rf"(?!{SPENT_ON})(?:级|以上|及以上|元)*的?(?:[\u4e00-\u9fff]{{1,4}}型、){{0,2}}[^，。；、：\d“”（）]{{0,8}}?"
    r"(?:固定资产投资|工业增加值|规划|行动计划|行动方案|项目|企业|集群|园区|产业|楼宇|(?<!市场)(?<!经营)主体|品牌|平台|单位|用户|县|镇|村|大户|市(?!场))"
)
# 投资500万元以上的8个工程, 销售收入超百亿元的30家企业
_CLASS_OF = re.compile(r"(?:及?以上)?的\d{1,5}(?:个|家|项|户)[\u4e00-\u9fff]")
# 万亩以上种植基地达7个, 百张床位以上养老机构5家: the number behind counts things of that size; but 建成4个以上专科和40个基地
_SIZED = re.compile(
    rf"(?!的)(?:(?!{SPENT_ON}|新增)[^，。；、：（）“”\d\n]){{2,14}}?(?<![和及与或])(?:达到?|发展到|增至|增加到|已有)?\d{{1,4}}(?:个|家|处|片|座|场|户|所)"
)
# 20户以上自然村宽带通达率达到100%: the rate is of those of that size; but 新增就业300人以上，就业率达到95%
_RATED = re.compile(
    r"(?!的)[^，。；、：（）“”\d\n]{3,20}(?:率|覆盖人口|比例|占比)(?:均|已|保持|稳定|力争)*(?:达到?|为|在)?(?=[\d百])"
)
# 60户以上连片村寨, 20户以上自然村通硬化路: how large the villages are
_SETTLED = late(r"的?[^，。；、\d]{0,8}?(?:连片|自然)?(?:村寨|自然村|村屯|村组|聚居[区点]|集中居住[区点])")
# 年收入2万元以下家庭, 年收入超过8万元的占比, 人均纯收入低于9000元的脱贫人口: whose income it is, and none that was reached
_EARNERS = re.compile(
    r"的?[^，。；、：\d“”]{0,8}?(?:家庭|农户|住户|户|群体|人口|人群|人员|居民|对象|占比|比重|比例|情况)"
)
# 35蒸吨以下燃煤锅炉, 30万千瓦以上机组: how large the machines are
_MACHINES = re.compile(r"的?[^，。；、\d]{0,8}?(?:锅炉|机组|炉窑)")
_EARNED = frozenset({"at_most", "at_least", "more_than", "range"})
_ENDS = frozenset("，、；。）") | {""}  # 投资5亿元以上的8个工程 counts a noun of its own
# 营收过100亿元、50亿元企业分别达到6家和9家: the first of several classes, and the last, whose 过 stands before the first
_MORE_CLASSES = re.compile(r"(?:(?:以上|及以上|元)*[、和及](?:超|过|超过)?[\d.]{1,6}[百千]?[万亿]元?){1,3}")
_CLASS_BEFORE = late(r"(?:超|过|超过)(?:[\d.]{1,6}[百千]?[万亿]元?(?:以上)?[、和及]){1,3}$")
_SIZE_LEFT = re.compile(r"(?:超|过|超过|投资|产值|营收|收入|纳税|税收|总投资|资产)$")
# 力争30亿元、百亿元项目实现突破: the class of the next amount is that of this one too
_LISTED = re.compile(
    r"、(?:超过|超|过)?[\d.十百千]{1,6}亿元?级?(?:以上)?[^，。；、：\d“”（）]{0,6}?(?:项目|企业|集群|园区|产业)"
)
_AMOUNT_OF = re.compile(
    r"(?:[值额款资入税润]|资金|出口)(?:达到?|完成|实现|突破|超过?|为)?$"
)  # 实现产值30亿元、百亿元产业2个
# 其中50亿元项目2个: how many of them stands right behind; but 完成投资50亿元、项目2个
_SO_MANY = late(
    r"(?:的?[^，。；、：\d]{0,8}?)(?:项目|企业|园区|产业|产业链|集群|楼宇|(?<!市场)(?<!经营)主体|品牌)(?:达到?|突破|超过?|增至|增加到|发展到)?\d{1,4}[个家户条栋](?!百分点)"
)
_FUNDS = ("资金", "投资", "经费", "补助", "贷款")  # 20—30亿元项目资金
_COUNTING = frozenset("个家处片座所条")
_COUNTERS = frozenset("个家项户座")
_SMALLEST_CLASS = 10_000
_BOUNDED = ("more_than", "at_least", "nearly")


def is_size_class(text: str, start: int, end: int, quantity: Quantity) -> bool:
    """Whether an amount names a class of projects or firms by size and is none of its own."""
    if quantity.dimension in ("physical", "count"):
        return _sizes_things(text, start, end, quantity)
    if quantity.dimension not in ("money", "bare"):
        return False
    left = quantity.span.start
    earned = text[left - 1] == "入" and text[left - 2] == "收" and quantity.bound in _EARNED
    if earned and _EARNERS.match(text, quantity.span.end, end):
        return True
    if quantity.bound in _BOUNDED and _CLASS_OF.match(text, quantity.core.end, end):
        return True
    follows = _class_behind(text, end, quantity)
    if follows is not None:
        return _names_class(text, start, end, quantity, follows)
    listed = quantity.bound == "exact" and _LISTED.match(text, quantity.span.end, end)
    return bool(listed) and _is_no_amount(text, start, quantity)


def _sizes_things(text: str, start: int, end: int, quantity: Quantity) -> bool:
    """5个千亩以上连片茶园: an amount of land, power or people that says how large each is."""
    if quantity.bound in _EARNED and _MACHINES.match(text, quantity.span.end, end):
        return True
    if quantity.bound != "at_least":
        return False
    after, left = quantity.span.end, quantity.core.start
    if left - 2 >= start and text[left - 1] in _COUNTING and text[left - 2].isdecimal():
        return True  # 5个千亩以上连片茶园
    if quantity.unit == "户" and _SETTLED.match(text, after, end):
        return True
    return (_SIZED.match(text, after, end) or _RATED.match(text, after, end)) is not None


def _class_behind(text: str, end: int, quantity: Quantity) -> re.Match[str] | None:
    """The words of size behind an amount that is large enough for a class: 亿元|以上项目."""
    if (quantity.low or quantity.high or Decimal(0)) < _SMALLEST_CLASS:
        return None
    another = _MORE_CLASSES.match(text, quantity.core.end, end)
    return _SIZE.match(text, another.end() if another else quantity.core.end, end)


def _names_class(text: str, start: int, end: int, quantity: Quantity, follows: re.Match[str]) -> bool:
    left = quantity.core.start
    if text[left] in "亿百千" and quantity.bound == "exact":
        return True  # 新增亿元企业6户, 百亿元产业
    if quantity.bound == "exact" and _SO_MANY.match(text, quantity.span.end, end):
        return _is_no_amount(text, start, quantity)
    if quantity.bound == "range":
        return not text.startswith(_FUNDS, follows.end())  # 20—50亿元项目不少于12个
    if quantity.bound in _BOUNDED or follows[0].startswith(("级", "以上", "及以上")):
        return True
    if text[left - 1] in _COUNTERS and text[left - 2].isdigit():
        return True  # 打造2个500亿元产值园区
    if _CLASS_BEFORE.search(text, max(start, left - 24), left):
        return True
    return _SIZE_LEFT.search(text, max(start, left - 4), left) is not None


def _is_no_amount(text: str, start: int, quantity: Quantity) -> bool:
    """Nothing before it says that it is what something amounts to."""
    left = quantity.core.start
    return _AMOUNT_OF.search(text, max(start, left - 6), left) is None


def counts_class(text: str, amount: Quantity, count: Quantity) -> bool:
    """Whether ``count`` counts the class that ``amount`` names, the noun unsaid: 5亿元以上120个, 其中500万元以上的235个."""
    between = text[amount.span.end : count.span.start]
    return (
        amount.dimension == "money"
        and amount.bound in _BOUNDED
        and count.dimension == "count"
        and (
            not between or (between in ("的", "的有") and text[count.span.end : count.span.end + 1] in _ENDS)
        )
    )


def class_subject(text: str, lead: int, amount: Quantity, whole: Subject | None) -> Subject:
    """The class as a subject, part of the ``whole`` just counted: 超10亿元 of 新招引超亿元项目."""
    opening = read_opening(text, lead, amount.span.start)
    start, end = opening.end, amount.span.end
    left = lead if opening.within or opening.acts else start
    own = Subject(start, end, left, text[start:end], None, opening.scope, False, opening.sign, opening.acts)
    if whole is None:
        return own
    return own._replace(
        indicator=whole.indicator,
        scope=own.scope or whole.scope,
        partial=True,
        sign=own.sign or whole.sign,
        modality=opening.modality or whole.modality,
    )
