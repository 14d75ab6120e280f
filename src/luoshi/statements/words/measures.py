"""What a value measures: a rate of change, an amount, a share, a difference, a rank, a count."""

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from luoshi.quantities.quantity import Quantity
from luoshi.statements.statement import Direction, Kind, Period, Subject
from luoshi.statements.words.predicates import Predicate
from luoshi.text.late import late
from luoshi.vocabulary.indicators import indicators

# Rates that are shares by their making: days of good air in all days, a deficit in the product.
_SHARES = re.compile(r"(?:税比|优良率|天数比|达标率|赤字率|占比|比重|份额)$")
_MONEY = ("economy", "fiscal", "finance", "investment", "consumption", "trade", "income")


class Setting(NamedTuple):
    """Where a sentence stands and what that says of its statements.

    ``year`` is the report's own year. ``period`` is what an undated statement speaks of; ``several`` the years of
    a review or outlook over several years, where the sentence belongs to one, else None. ``around`` are the years of
    the review in which a sentence names the last of them for its levels: 预计2025年，全省生产总值达到2万亿元.
    """

    kind: Kind
    headline: bool
    year: int | None
    period: Period | None
    several: Period | None
    places: tuple[str, ...] = ()
    around: Period | None = None


as_setting: Callable[
    [tuple[Kind, bool, int | None, Period | None, Period | None, tuple[str, ...], Period | None]], Setting
] = partial(tuple.__new__, Setting)  # fmt: skip


def measure_of(subject: Subject, predicate: Predicate, quantity: Quantity) -> str:
    """The contract's measure; ``growth`` only where the words carry a change and the number is a rate."""
    if quantity.dimension == "rank":
        return "rank"
    if quantity.dimension == "multiple":
        return "multiple"
    if quantity.unit == "百分点":
        return "change"
    if (
        predicate.base
        and predicate.base > 0
        and "new" in predicate.flags
        and quantity.dimension in ("money", "physical")
    ):
        return "change"  # 比2000年净增6.6亿元
    if predicate.sense == "grow":
        if quantity.unit in ("%", "‰") or quantity.dimension in ("percent", "fraction"):
            return "growth_average" if "average" in predicate.flags else "growth"
        return "change" if subject.indicator != "urban_new_jobs" else "level"
    if subject.sign == "down" and predicate.sense is None and not predicate.share:
        # 精简会议24%, 削减烟尘3万吨
        return "growth" if quantity.dimension in ("percent", "fraction") else "change"
    if predicate.share and quantity.dimension in ("percent", "fraction"):
        return "share"
    if subject.indicator is not None:
        return (
            "share"
            if _SHARES.search(subject.text) and quantity.dimension in ("percent", "fraction")
            else "level"
        )
    if quantity.dimension == "bare" and subject.text.endswith(_RATIOS):
        return "level"  # 城乡居民收入倍差1.72
    return "level" if quantity.dimension in ("percent", "money", "fraction") else "count"


_RATIOS = ("倍差", "收入比", "差距比", "系数", "指数", "比值", "容积率")
_RATES = frozenset({"%", "‰", "百分点", "倍", "位", ""})
_CURRENCIES = ("元", "美元", "欧元", "港元", "日元", "英镑")
_RATE_INDICATORS = frozenset(
    {
        "urban_surveyed_unemployment", "urban_registered_unemployment", "urbanization", "forest_coverage", "rd_intensity",
        "natural_growth", "surface_water_quality", "cpi", "retail_price",
    }
)  # fmt: skip


# 播种面积、产量稳定在284万亩、19亿斤: an area is no yield
_OTHERS_UNITS = {"grain_output": ("亩", "公顷"), "grain_area": ("斤", "公斤", "吨")}
_SUMS = frozenset({"tech_contracts", "rd_spending"})  # sums of money outside the categories above


def fits(indicator: str | None, quantity: Quantity) -> bool:
    """Whether a value of that unit can be one of the indicator: exports are money, not 6.5万辆; a rate is no area."""
    if indicator is None or quantity.unit in _RATES:
        return True
    if indicator in _RATE_INDICATORS or quantity.unit in _OTHERS_UNITS.get(indicator, ()):
        return False
    if indicator in _SUMS or indicators().by_code[indicator].category in _MONEY:
        return quantity.unit.startswith(_CURRENCIES)
    return True


def direction_of(subject: Subject, predicate: Predicate, measure: str) -> Direction | None:
    """The sign that the words give: of the predicate (增长, 下降), else of the subject (净增, 精简)."""
    if measure == "rank":
        return None
    if predicate.direction is not None:
        return predicate.direction
    if measure in ("level", "count", "change") or (subject.sign == "down" and measure == "growth"):
        return subject.sign  # 净增1.8个百分点, 精简会议24%
    return None


def bound_of(quantity: Quantity, text: str) -> str:
    """The bound of a quantity, that of a goal behind it included: 5.5%的控制目标以内."""
    end = quantity.span.end
    if quantity.bound == "exact" and text[end : end + 1] in _BEFORE_WITHIN and _WITHIN.match(text, end):
        return "at_most"
    return quantity.bound


# 失业率控制在5.5%预期目标下运行, 5.5%的控制目标以内
_WITHIN = re.compile(r"的?(?:预期|年度|控制|全年|调控)*目标(?:以下|以内|之内|范围内|下|内)")
_BEFORE_WITHIN = frozenset("的预年控全调目")
# 4.56万农村人口, 50多万游客, 11万农户: the noun is the unit.
_AMOUNT = re.compile(
    r"(?:投资|资金|经费|奖金|补助|补贴|产值|收入|营收|[总余]额|增加值|交易额|成交额|投资额)$"
)  # 投资额突破千亿
_SUM_NAMES = ("资金", "经费", "奖金", "补助", "补贴", "投资")  # 发放奖励资金620万
_PEOPLE = late(
    r"[\u4e00-\u9fff]{0,6}?(?:人口|游客|群众|人员|劳动力|学生|居民|职工|农牧民|渔民|牧民|农民|老人|老年人|儿童|婴幼儿|幼儿|妇女|残疾人|患者|人才)"
)
# 旅游总人次突破500万: the subject names the unit
_UNIT_NAMES = (("人次", "人次"), ("人数", "人"), ("户数", "户"), ("人口", "人"))
_HOUSEHOLDS = late(r"[\u4e00-\u9fff]{0,4}?(?:农户|家庭|贫困户|牧户|用户)")


def unit_of(subject: Subject, quantity: Quantity, text: str) -> str | None:
    """The canonical unit. ``突破10亿大关`` of an amount of money is in yuan though it does not say so."""
    if quantity.unit:
        return quantity.unit
    if _HOUSEHOLDS.match(text, quantity.span.end):
        return "户"
    if _PEOPLE.match(text, quantity.span.end):
        return "人"
    if named := next((unit for tail, unit in _UNIT_NAMES if subject.text.endswith(tail)), None):
        return "人次" if subject.indicator == "tourism_visitors" else named
    value = quantity.low if quantity.low is not None else quantity.high
    if value is not None and 10_000 <= value < 10_000_000 and subject.text.endswith(_SUM_NAMES):
        return "元" if text[quantity.core.end - 1] in "万亿" else None
    if value is None or value < 10_000_000:
        return None
    if subject.indicator is None:
        return "元" if _AMOUNT.search(subject.text) else None
    return "元" if indicators().by_code[subject.indicator].category in _MONEY else None


def modality_of(setting: Setting, subject: Subject, predicate: Predicate) -> str | None:
    """How firmly a target is meant: 确保 and 力争 before the number, else what opens the clause, else plainly expected."""
    if setting.kind != "target":
        return None
    if "ensure" in predicate.flags:
        return "ensure"
    if "strive" in predicate.flags:
        return "strive"
    return subject.modality or "expect"
