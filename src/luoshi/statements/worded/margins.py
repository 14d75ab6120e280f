"""Gaps to somebody else's value: 高于全国0.4个百分点, 低于全省平均水平1.2个百分点, 比全国高0.8个百分点."""

import re
from dataclasses import dataclass
from typing import Literal

from luoshi.quantities.quantity import Quantity
from luoshi.statements.words.predicates import read_predicate
from luoshi.vocabulary.indicators import indicators

# Not 达到或好于三类的水质断面比例, whose 好于 belongs to a name, and not 比上年提高, a change.
# Several may be compared with: 高于全国、全省1.2和0.8个百分点.
_MARGIN = re.compile(
    r"(?<!或)(?P<verb>高于|低于|快于|慢于|大于|小于|高出|超出|超过|优于|好于|领先|多于|少于)(?P<to>(?:[^，。；、：]|、(?=全)){1,18})$"
    r"|(?:比|较)(?P<to2>(?:[^，。；、：]|、(?=全)){1,18}?)(?<![提降减])(?P<verb2>高出?|低|快|多|少|慢)$"
    # 分别超省定任务0.4万亩、0.2万吨
    r"|超(?P<to3>(?:国家|[省市州县区])?(?:定|下达|分解|年度|全年|计划|预期)+(?:目标)?(?:任务|目标|计划|指标|标准))$"
)
# 高于全国0.3个百分点|、全省|0.5个百分点
_ANOTHER = re.compile(r"[、和及，](?P<to>全[国省市区州县](?:平均(?:水平|值)?|水平)?)")
# 高于经济增长水平, 高于GDP增速
_OF_GROWTH = re.compile(r"(?:(?<=增长)(?:水平|速度|幅度)|增速|增幅|涨幅)$")
_EACH = re.compile(r"(?:分别|均|都|各)+$")
_JOIN = re.compile("[、和与及]")
_BELOW = ("低于", "低", "慢于", "慢", "小于", "少于", "少")
_HINTS = frozenset("于出过先比较")  # no comparison does without one of these
_PLANS = frozenset("务标划准")  # but 超省定任务
_SHARE_MOVES = re.compile("(?:占比|比重|比例)(?:提[高升]|上升|增[加长]|下降|降低|减少)$")
_REACH = 30  # how far before its number a comparison may begin


@dataclass(frozen=True, slots=True)
class Margin:
    """A comparison that ends at a number: where it starts, which way, with what, and whether each of several has it (均)."""

    start: int
    compare: Literal["above", "below"]
    to: str
    each: bool = False


def compared_with(to: str) -> str | None:
    """The indicator that a value is held against: 地区生产总值 of 高于GDP增速."""
    to = _OF_GROWTH.sub("", to)
    hit = indicators().at_end(to)
    if hit is None:
        predicate = read_predicate(to, 0, len(to))
        hit = indicators().at_end(to[: predicate.start])
    return hit[0] if hit and not to[: hit[1]].strip("全市省区县国") else None


def read_margin(text: str, lead: int, quantity: Quantity) -> Margin | None:
    """The comparison that the number is the gap of, or None."""
    if quantity.dimension not in ("points", "percent", "money", "count", "physical"):
        return None
    stop = quantity.span.start
    start = lead if lead > stop - _REACH else stop - _REACH
    if _HINTS.isdisjoint(text[start:stop]) and text[stop - 1] not in _PLANS:
        return None
    found = _MARGIN.search(text, start, stop)
    if found is None:
        return None
    if found["to"] and _SHARE_MOVES.search(found["to"]):
        return None  # 年收入超过8万元的占比提高2个百分点 is a change
    verb = found["verb"] or found["verb2"]
    each = _EACH.search(text, start, found.start())
    return Margin(
        each.start() if each else found.start(),
        "below" if verb in _BELOW else "above",
        (found["to"] or found["to2"] or found["to3"]).removesuffix(
            "分别"
        ),  # 比各项贷款|分别|高4.2和0.7个百分点
        each is not None,
    )


def read_another(text: str, before: int, quantity: Quantity, last: Margin) -> Margin | None:
    """The comparison that goes on with the ``last`` one, whose gap ends at ``before``: 、全省0.5个百分点."""
    found = _ANOTHER.fullmatch(text, before, quantity.span.start)
    return None if found is None else Margin(before, last.compare, found["to"])


def compared(margin: Margin, count: int) -> tuple[str, ...]:
    """The ``count`` that are compared with (全国、全省), or the one where they are not as many."""
    parts = tuple(_JOIN.split(margin.to))
    return parts if len(parts) == count else (margin.to,)
