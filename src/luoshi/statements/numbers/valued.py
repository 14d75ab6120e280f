"""One subject, one predicate, one number → one statement with a value."""

import re

from luoshi.quantities.quantity import Quantity
from luoshi.statements.nouns.counted import step_end
from luoshi.statements.nouns.subjects import PARENTHESIS
from luoshi.statements.statement import Direction, Relation, Statement, Subject, as_statement
from luoshi.statements.words.measures import (
    Setting,
    bound_of,
    direction_of,
    fits,
    measure_of,
    modality_of,
    unit_of,
)
from luoshi.statements.words.predicates import Predicate
from luoshi.statements.years.periods import period_of
from luoshi.vocabulary.indicators import indicators

# 实现两位数增长, 保持8%以上的增速: the verb stands behind the number
_GROWS_AFTER = re.compile(r"的?(?:以上|左右)?的?(?:正?增长|增速|增幅)")
_RATE = re.compile(r"率|强度|占比|比重|比例|天数比|浓度|CPI|价格|物价|城镇化|经济|天数$")
# What there is at a time or in a year, and no sum of years: 农民人均纯收入20685元, 各项存款余额1173.7亿元, 服务业增加值685亿元;
# not 贷款余额新增373亿元
_STOCK = re.compile(
    r"人均|(?:生产总值|增加值|余额|总量|总数|总人口|保有量|存量|[存出]栏|里程|装机容量|用户)$"
)
# 社会消费品零售总额92亿元，比2020年增长1.3倍; 固定资产投资62亿元，同比增长36%: held against one year, so that of one year, no sum.
# 财政收入38亿元，其中一般预算收入20亿元，分别是2020年的2.1倍和2.3倍: both are.
_AGAINST_A_YEAR = re.compile(
    r"，(?:其中[^，；。]{2,24}，)?(?:同比|[比较](?:上年|去年)|(?:分别)?(?:比|较|是|为|相当于)(?:19|20)\d\d年(?!以来|起|到|至|[-—－]))"
)
# 一季度地区生产总值增长7%, 1—10月出口增长9%; but 6月底前 and 上半年前 say by when
_PART_YEAR = re.compile(r"(?:[一二三四]季度|[上下]半年|(?:\d{1,2}[-—－至])?\d{1,2}月份?)(?![底末前])")
_AT_LEAST_REACH = 10
_AT_LEAST = re.compile(r"至少[^，。；、\d]{1,8}$")
# A subject whose own name is a growth: 经济增长速度的调控目标，定为…
_GROWTH_NAME = re.compile(r"经济增长(?:速度)?$|增速$|涨幅$|上涨幅度$")


def valued(
    text: str,
    setting: Setting,
    subject: Subject,
    predicate: Predicate,
    quantity: Quantity,
    span: tuple[int, int],
    lead: int,
    before: str | None,
) -> Statement:
    """The statement that ``subject`` has the value ``quantity`` under ``predicate``.

    ``span`` is its quote and ``lead`` where its clause begins, in view offsets; ``before`` is the measure of the
    value before it in the sentence.
    """
    if quantity.unit == "%":
        predicate = _grown(text, subject, predicate, quantity)
    quantity = _times_as_much(text, predicate, quantity)
    if predicate.share:
        subject = _shared(subject, predicate)
    if "new" in predicate.flags:
        subject = subject._replace(sign="up")
    if quantity.dimension in ("count", "physical") and not fits(subject.indicator, quantity):
        subject = subject._replace(indicator=None)  # 26个重点项目, 出口6.5万辆: no money
    measure = measure_of(subject, predicate, quantity)
    if measure in ("growth", "growth_average") and quantity.low is not None and quantity.low < 0:
        quantity, predicate = _fell(quantity), predicate._replace(direction="down")
    if subject.start > lead and subject.indicator and _PART_YEAR.search(text, lead, subject.start):
        predicate = predicate._replace(flags=predicate.flags | {"part_year"})
    if _is_part(subject, predicate, quantity, measure):
        subject = subject._replace(partial=True)
    bound, high = bound_of(quantity, text), quantity.high
    low = quantity.low
    near = max(lead, quantity.span.start - _AT_LEAST_REACH)
    if (
        bound == "exact"
        and text.find("至少", near, quantity.span.start) >= 0
        and _AT_LEAST.search(text, near, quantity.span.start)
    ):
        bound, high = "at_least", None  # 每个乡镇至少|建成1个产业园
    relation = None
    if bound == "at_most" and quantity.bound == "exact":
        low = None
    if bound == "exact" and step_end(text, quantity.span.end) > quantity.span.end:
        bound, high = "more_than", None  # 跨上1.4万亿斤新台阶
    grew = before in ("growth", "growth_average")
    if grew and measure == "change" and quantity.unit == "百分点" and "base" in predicate.flags:
        # 增长5.6%，比上年提高3.6个百分点: this year's rate held against last year's
        relation = Relation(compare="below" if predicate.direction == "down" else "above", to="上年")
        bound = "relative"
    period = period_of(
        setting, subject, predicate, measure, text, min(lead, span[0]), quantity.span.start, lead=lead,
        standing=quantity.unit in ("%", "‰")
        or (bound != "exact" and not _is_roughly(text, quantity))
        or _STOCK.search(subject.text) is not None,
        against_one=(
            text.startswith("，", quantity.span.end)
            and _AGAINST_A_YEAR.match(text, quantity.span.end) is not None
        ),
    )  # fmt: skip
    if subject.indicator and "part_year" in predicate.flags:
        period = None  # a quarter is no year
    if predicate.dated is not None and setting.year is not None and predicate.dated < setting.year:
        setting = setting._replace(kind="result")  # 下降到2025年的25.5% in a report on 2026 promises nothing
    direction = direction_of(subject, predicate, measure) or _doubled(text, quantity)
    unit, modality = unit_of(subject, quantity, text), modality_of(setting, subject, predicate)
    return as_statement(
        (
            *span, setting.kind, setting.headline, subject, measure, direction, bound, low, high, unit, relation,
            period, modality,
        )
    )  # fmt: skip


def _times_as_much(text: str, predicate: Predicate, quantity: Quantity) -> Quantity:
    """增长1.5倍 is two and a half times as much, as 翻番 is twice as much."""
    if quantity.dimension != "multiple" or predicate.sense != "grow" or _doubled(text, quantity):
        return quantity
    low, high = (None if end is None else end + 1 for end in (quantity.low, quantity.high))
    return quantity._replace(low=low, high=high)


def _fell(quantity: Quantity) -> Quantity:
    """增长-0.5% says with a sign what 下降0.5% says with a word."""
    low, high = (None if end is None else abs(end) for end in (quantity.low, quantity.high))
    return quantity._replace(low=low, high=high)


def _doubled(text: str, quantity: Quantity) -> Direction | None:
    """Upwards, where the number itself says that it grew: 翻番, 实现倍增."""
    return "up" if text.startswith(("翻", "倍增"), quantity.span.start) else None


def _is_roughly(text: str, quantity: Quantity) -> bool:
    """Whether the words only say that a number is rounded (200余名, 逾200亿元), and tell of no milestone (突破)."""
    before = text[quantity.span.start : quantity.core.start]
    return quantity.bound in ("more_than", "nearly", "about") and before in ("", "逾", "近", "约")


def _grown(text: str, subject: Subject, predicate: Predicate, quantity: Quantity) -> Predicate:
    """The predicate of a rate whose growth is said by the subject's name or behind the number."""
    if predicate.sense not in (None, "level") or predicate.share:
        return predicate
    if _GROWS_AFTER.match(text, quantity.span.end) or _GROWTH_NAME.search(subject.text):
        return predicate._replace(sense="grow", direction="up")
    return predicate


def _shared(subject: Subject, predicate: Predicate) -> Subject:
    """The subject of a share: 服务业占地区生产总值比重 is services' value added, R&D in the product its intensity."""
    if predicate.whole == "":
        return subject._replace(partial=True)  # 财政支出的七成以上用于民生: the subject is the whole
    if subject.indicator == "rd_spending":
        return subject._replace(
            indicator=indicators().share_of("研发经费", predicate.whole or "地区生产总值")
        )
    if predicate.whole is None:
        return subject
    code = indicators().share_of(PARENTHESIS.sub("", subject.text), predicate.whole)
    return subject if code is None else subject._replace(indicator=code, partial=False)


def _is_part(subject: Subject, predicate: Predicate, quantity: Quantity, measure: str) -> bool:
    """Whether a value is none of the whole: 出口6.5万辆, GDP一季度增长4.7%, 财政支出八成以上 (用于民生)."""
    if not fits(subject.indicator, quantity) or "part_year" in predicate.flags:
        return True
    if subject.indicator == "loans" and subject.acts and subject.text == "贷款":
        return True  # 发放贷款6800万元 is what a programme lent, not what banks have lent in all
    rate = measure == "level" and quantity.unit == "%" and subject.indicator is not None
    return rate and not _RATE.search(subject.text)
