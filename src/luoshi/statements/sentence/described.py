"""Numbers that describe what stands beside them: how much a works can make, how large a site is, what the next clause is about, among how many."""

from luoshi.quantities.quantity import Quantity
from luoshi.statements.words.clauses import LONGEST_CLAUSE
from luoshi.text.late import late

# 产能120万吨以上|煤矿, 日处理6万吨的|污水处理厂
_CAN_MAKE = late(r"(?:年产能?(?!量)|产能|日产|日?(?:供水|处理)(?:能力)?|年处理|年加工|库容)(?:达到?|为|约)?$")
_MAKES = late(
    r"(?:及?以[上下])?的?[^，。；、：（）\d的]{0,10}(?:煤矿|矿[井山]|水厂|处理厂|加工厂|工厂|装置|生产线|基地|企业|车间|机组|水库|电站|焚烧厂|项目|工程)"
)
_BEFORE = 8  # characters that such words take
# 一个5000亩以上|园区, 3个千头以上的|养殖场
_SITE = late(r"的?[^，。；、：（）\d的]{0,8}?(?:园区|基地|示范区|示范园|养殖场|牧场|农场|示范片)")
# 聚焦12条重点产业链，: what the next clause is about
_ABOUT = late(r"(?:聚焦|围绕|对照|针对|瞄准|紧扣|锚定)(?!打造|建设|解决)[^，。；：\d]{0,14}$")
_ABOUT_FIRST = frozenset("聚围对针瞄紧锚")
_ENDS_THERE = late(
    r"(?![^，。；]*(?:打造|建成|制定|出台|开展|实施|培育|引进|解决|突破|达到?))[^，。；：、\d]{2,14}(?=，)"
)
_ALL_OVER = "全国"
_CITIES = late("(?:重点|大中|主要|地级以上|地级及以上|副省级|万亿)*(?:城市|省份|省市|地市|地级市|设区市)")


def says_what_it_makes(text: str, start: int, end: int, quantity: Quantity) -> bool:
    """产能120万吨以上|煤矿: how much the thing behind the number can make."""
    left = quantity.span.start
    made = _CAN_MAKE.search(text, max(start, left - _BEFORE), left)
    return made is not None and _MAKES.match(text, quantity.span.end, end) is not None


def sizes_a_site(text: str, end: int, quantity: Quantity) -> bool:
    """5000亩以上|园区: how large the site behind the number is; 年产量200吨以上的基地 is no site of 200 tons."""
    left, right = quantity.span
    at_least = quantity.bound == "at_least" and text.endswith("以上", left, right)
    return at_least and text[left - 1] != "量" and _SITE.match(text, right, end) is not None


def opens_the_next(text: str, start: int, end: int, quantity: Quantity) -> bool:
    """聚焦12条重点产业链，: what the clause behind the comma is about."""
    left = quantity.span.start
    near = max(start, left - LONGEST_CLAUSE)
    clause = max(near - 1, *(text.rfind(mark, near, left) for mark in "，；：")) + 1
    if text[clause] not in _ABOUT_FIRST or _ABOUT.match(text, clause, left) is None:
        return False
    return _ENDS_THERE.match(text, quantity.span.end, end) is not None


def among_all(text: str, end: int, quantity: Quantity) -> bool:
    """退出全国|168个重点城市“后十位”: among how many cities."""
    return text.endswith(_ALL_OVER, 0, quantity.span.start) and bool(
        _CITIES.match(text, quantity.span.end, end)
    )
