"""Which years a value speaks of.

The section gives the default; words at the head of a sentence (``cues``) change it for what follows; words inside a clause
(2024年, 到2030年, 年均, 累计, 比2020年) for that clause alone.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from luoshi.outline.dates import year_of
from luoshi.quantities.numerals import DIGITS
from luoshi.statements.statement import Period, Subject
from luoshi.statements.words.measures import Setting
from luoshi.statements.words.predicates import YEAR, Predicate
from luoshi.statements.years.cues import BEFORE_BASE, NO_TIME, ONE_YEAR, SINCE, TERM
from luoshi.text.late import late

# 年均新增城镇就业3万人、|输转劳动力50万人: of every year too
_LISTED_YEARLY = re.compile(r"年均(?:新增|净增)[^，。；\n]{2,24}$")
_LISTED = 40  # characters in which that stands
SUMMED = re.compile(r"累计|总计|合计|年均|每年|共(?<!公共)(?![同享建和])")
# 地区生产总值|年均增长5%、|迈上3万亿元: how the value before grew is not said of this one
_YEARLY_BEFORE = re.compile(r"(?:年均|每年)[^，；。\n]{0,16}\d[^，；。\n]{0,12}$")
# 五年来，地区生产总值年均增长6%，居全省第2: a place among all in how something moved; 综合指数居全国第9 is how it stands at the end
_MOVED = re.compile(r"增|[升降涨]|提高|累计|年均|幅|速")
_SUM_OF_YEARS = re.compile(r"[五四三]年累计")  # 五年累计利用外资…；累计完成固定资产投资…
_LAST_YEARS = re.compile(r"近([两二三四五\d])年[来间]?累计")
_WITHIN = re.compile(r"(?<![近前每])([两二三四2-4])年内")  # 三年内森林覆盖率达到26.5%
# but 任务量是前五年之和, 创近五年来最好水平 say how much it was
_FIVE_YEARS = re.compile(r"五年(?!规划|计划|行动|攻坚|级|目标|的?[之总]和|来[最新首])")
# 五年来，…，去年完成农业增加值339.9亿元; not 比去年增长
_IN_LAST = re.compile(r"(?<![比较是为与同])去年(?!以来|同期|底|末)")
# 与2020年相比，生产总值增长35%；财政收入增长一倍: what all changes of the sentence are held against
_HELD_AGAINST = late(rf"(?:与|同|和|比|较)[^，。；\n]{{0,8}}?{YEAR}年(?:底|末)?相比，")
_AGAINST_REACH = 160


class _Value(NamedTuple):
    """A value whose years are asked for: its words run from ``left`` to ``right`` of ``text``."""

    setting: Setting
    subject: Subject
    predicate: Predicate
    measure: str
    text: str
    left: int
    right: int
    standing: bool
    against_one: bool
    dated: bool  # the words hold a 年 at all
    own: int | None  # the one year that they name
    summing: bool

    @property
    def year(self) -> int | None:
        """The last year that the setting speaks of."""
        return self.setting.period.last if self.setting.period else None

    def is_target(self) -> bool:
        return self.setting.kind == "target"


def period_of(
    setting: Setting,
    subject: Subject,
    predicate: Predicate,
    measure: str,
    text: str,
    left: int,
    right: int,
    *,
    lead: int,
    standing: bool = False,
    against_one: bool = False,
) -> Period | None:
    """The period of one value whose words run from ``left`` to ``right`` of ``text``, its own clause from ``lead`` on.

    In a review of several years a level is that at their end (``常住人口城镇化率达到76.1%``), a sum, a deed or a change is
    that of all of them (``累计建成``, ``新增``, ``增长19.8%``). ``standing``: the value says by itself that it is one at a
    time, not a sum (a rate, ``突破4万元``). ``against_one``: it is held against one other year (``，同比``, ``，比2020年``).
    """
    if predicate.dated is not None:
        return Period(predicate.dated, predicate.dated)
    dated = text.find("年", left, right) >= 0
    own = _own_year(setting, measure, text, left, right) if dated else None
    summing = (
        "total" in predicate.flags
        or _sums(text, left, lead, right)
        or text.startswith("五年全", left)  # 五年全社会固定资产投资完成260亿元
    )
    value = _Value(
        setting, subject, predicate, measure, text, left, right, standing, against_one, dated, own, summing
    )
    for rule in _RULES:
        period = rule(value)
        if period is not None:
            return period
    if setting.several is None:
        return _of_one_year(setting, subject, predicate, measure, text, left, right, summing=summing)
    return setting.several if _of_all_years(value) else Period(setting.several.last, setting.several.last)


def _sums(text: str, left: int, lead: int, right: int) -> bool:
    """Whether the words tell a sum of years, or so much a year."""
    found = SUMMED.search(text, left, right)
    if found is None or found[0] not in ("年均", "每年") or found.start() >= lead:
        return found is not None
    return _YEARLY_BEFORE.search(text, left, lead) is None or SUMMED.search(text, lead, right) is not None


def _own_year(setting: Setting, measure: str, text: str, left: int, right: int) -> int | None:
    """The last year that the value's own words name as its own, or 去年 in a review of several years."""
    own = None
    for found in ONE_YEAR.finditer(text, left, right):
        if not BEFORE_BASE.search(text, left, found.start()) and not NO_TIME.match(text, found.end()):
            own = int(found[1])
    if own is None and setting.several is not None and measure != "growth_average":
        return setting.several.last if _IN_LAST.search(text, left, right) else None
    return own


def _against_a_base(value: _Value) -> Period | None:
    """比2020年增长20%: the years since the one compared with; 近三年增长: so many."""
    base, year = value.predicate.base, value.year
    if base is None or year is None or value.measure not in ("growth", "change", "multiple"):
        return None
    if base > 0:
        return Period(min(base + 1, year), year)
    to_come = value.is_target() and _WITHIN.search(value.text, value.left, value.right)  # 三年内增长20%
    return None if to_come else _over_years(-base, year, value.setting.several)


def _average_to_its_year(value: _Value) -> Period | None:
    """生产总值2025年达到2.4万亿元，平均每年增长7%."""
    if value.measure != "growth_average" or value.own is None:
        return None
    return value.setting.several or Period(value.own - 4, value.own)


def _of_its_own_year(value: _Value) -> Period | None:
    own, several = value.own, value.setting.several
    if own is None:
        return None
    alone = several is None or own > several.last or value.measure in ("level", "share", "count")
    return Period(own, own) if alone else None


def _of_a_stretch(value: _Value) -> Period | None:
    if value.year is None:
        return None
    return _stretch(
        value.setting, value.subject, value.predicate, value.measure, value.text, value.left, value.right
    )


def _within_years(value: _Value) -> Period | None:
    """三年内森林覆盖率达到26.5%: promised for the third year from now; a sum is that of all three."""
    setting = value.setting
    if not value.dated or not value.is_target() or setting.several is not None or setting.year is None:
        return None
    within = _WITHIN.search(value.text, value.left, value.right)
    if within is None:
        return None
    count = int(within[1]) if within[1].isdigit() else DIGITS[within[1]]
    last = setting.year - 1 + max(count, 1)
    return Period(last if value.measure in ("level", "share") else setting.year, last)


def _sum_of_those_around(value: _Value) -> Period | None:
    """五年来，…。去年，生产总值达到1259亿元。共实施重点项目630个，累计完成投资548亿元."""
    return value.setting.around if value.setting.several is None and value.summing else None


_RULES: tuple[Callable[[_Value], Period | None], ...] = (
    _against_a_base,
    _average_to_its_year,
    _of_its_own_year,
    _of_a_stretch,
    _within_years,
    _sum_of_those_around,
)
"""What words of its own say of a value's years; the first that says something is right."""


def _of_all_years(value: _Value) -> bool:
    """Whether a value in a review of several years is one of all of them, and not that at their end."""
    setting, predicate = value.setting, value.predicate
    assert setting.several is not None
    if value.measure == "growth_average":
        return True  # 由2020年的2万元增加到2025年的3万元，年均增长8%
    if value.own == setting.several.last or "base" in predicate.flags:
        return False  # 同比, 比上年: of one year, whatever the part is about
    if value.measure == "rank":
        return _MOVED.search(value.text, value.left, value.right) is not None
    if value.measure in ("growth", "change", "multiple"):
        return True
    if value.subject.sign or value.summing or "average" in predicate.flags:
        return True
    if _LISTED_YEARLY.search(value.text, max(value.left - _LISTED, 0), value.left):
        return True
    alone = not value.against_one
    return alone and (value.subject.acts or (predicate.sense is None and not value.standing))


def _stretch(
    setting: Setting, subject: Subject, predicate: Predicate, measure: str, text: str, left: int, right: int
) -> Period | None:
    """The years that words of their own name for a value: 与2020年相比, 2023年以来, 近三年累计; else None."""
    assert setting.period is not None
    year = setting.period.last
    if "base" not in predicate.flags and measure in ("growth", "change", "multiple"):
        base = _base_of_sentence(text, left)
        if base is not None and base < year:
            return Period(base + 1, year)
        if measure == "multiple" and setting.around is not None:
            return setting.around  # 预计2025年，…达到620亿元，增长1.1倍, in a review of five years
    if text.find("年", left, right) < 0:
        return None
    if recent := _LAST_YEARS.search(text, left, right):
        count = int(recent[1]) if recent[1].isdigit() else DIGITS[recent[1]]
        return Period(year + 1 - max(count, 1), year)
    span = SINCE.search(text, left, right)
    if span is not None and int(span[1]) < year and (measure == "growth_average" or subject.sign):
        return Period(int(span[1]), year)  # 其中2023年以来年均增长6%
    return None


def _of_one_year(
    setting: Setting, subject: Subject, predicate: Predicate, measure: str, text: str, left: int, right: int,
    *, summing: bool,
) -> Period | None:  # fmt: skip
    """The period of a value where one year is spoken of, but for averages and sums of five years."""
    period = setting.period
    if period is None or ("base" in predicate.flags and measure in ("growth", "change")):
        return period
    if (subject.acts or subject.sign or summing) and (
        _FIVE_YEARS.search(text, max(left - 12, 0), right)
        or (summing and _SUM_OF_YEARS.search(text, max(left - 60, 0), left))
    ):
        return Period(period.last - 4, period.last)
    if (
        measure == "growth_average"
        or (measure == "growth" and "total" in predicate.flags and "全年" not in text[left:right])
        or (
            setting.kind == "result"
            and text.find("年均", max(left - _LISTED, 0), left) >= 0
            and _LISTED_YEARLY.search(text, max(left - _LISTED, 0), left)
        )
    ):
        return setting.around or Period(period.last - 4, period.last)
    return period


def _base_of_sentence(text: str, left: int) -> int | None:
    """The year that the words before ``left`` hold the whole sentence against: 与2020年相比."""
    near = max(0, left - _AGAINST_REACH)
    at = text.rfind("相比，", near, left)
    if at < 0 or text.find("。", at, left) >= 0 or text.find("\n", at, left) >= 0:
        return None
    found = _HELD_AGAINST.search(text, max(near, at - 24), at + 3)
    return year_of(found[1]) if found is not None and found.end() == at + 3 else None


def _over_years(count: int, year: int, several: Period | None) -> Period:
    """So many years up to ``year``; those in force where the words do not say how many, or say the same number."""
    if several is not None and (count < 2 or several.last - several.first + 1 == count):
        return several
    return Period(year + 1 - (count or TERM), year)
