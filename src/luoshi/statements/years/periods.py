"""Which years a statement speaks of.

A report given in January 2026 speaks of 2025 (去年), of 2021-2025 (“十四五”时期), of 2026 (今年), of 2026-2030
(“十五五”期间) and of 2035. The section gives the default; words at the head of a sentence change it for what follows;
words inside a clause (2024年, 到2030年, 年均, 累计, 比2020年) for that clause alone.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from luoshi.outline.dates import plan_years, year_of
from luoshi.quantities.numerals import DIGITS, chinese
from luoshi.statements.statement import Period, Statement, Subject
from luoshi.statements.words.measures import Setting
from luoshi.statements.words.predicates import YEAR, Predicate

_TIMELY = re.compile(r"年|届|五”?(?:时|期|以|末|规|发|工|经|目|主|的|$)")
# 年均新增城镇就业3万人、|输转劳动力50万人: of every year too
_LISTED_YEARLY = re.compile(r"年均(?:新增|净增)[^，。；\n]{2,24}$")
_LISTED = 40  # characters in which that stands
_SUMMED = re.compile(r"累计|总计|合计|年均|每年|共(?<!公共)(?![同享建和])")
_SUM_OF_YEARS = re.compile(r"[五四三]年累计")  # 五年累计利用外资…；累计完成固定资产投资…
_LAST_YEARS = re.compile(r"近([两二三四五\d])年[来间]?累计")
_WITHIN = re.compile(r"(?<![近前每])([两二三四2-4])年内")  # 三年内森林覆盖率达到26.5%
# but 任务量是前五年之和, 创近五年来最好水平 say how much it was
_FIVE_YEARS = re.compile(r"五年(?!规划|计划|行动|攻坚|级|目标|的?[之总]和|来[最新首])")
_PLAN = re.compile(
    r"“?(十[一二三四五六七]?|[六七八九])五”?(?=”?(?:时期|期间|以来|末|五年|规划|发展|工作|经济|目标|主要|$|的))"
)
_FROM_TO = re.compile(r"(?<!\d)((?:19|20)\d\d)年?(?:到|至|[-—－])((?:19|20)\d\d)年")
# 2024年同2020年相比，财政收入由8亿元增加到12亿元，增长50%: the growth is that of the four years
_AGAINST = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?:同|与|和|跟)((?:19|20)\d\d)年相比")
_SPAN = re.compile(
    r"(?<![\u4e00-\u9fff])五年(?!规划|计划|行动|级|目标)|"
    r"[一二三四五六七八九十\d]{1,3}年(?:来|间)|"
    r"(?:过去|这|近|前|五|四|三)?的?[五四三两]年(?:来|间|累计)|(?:过去|这|前|回顾)的?[三四五六七八]年(?!的?[之总]和)|本届政府|五年(?:来|累计|间)|这五年"
    r"|今后五年|未来五年|今后[三五]年"
)
# 五年来，…，去年完成农业增加值339.9亿元; not 比去年增长
_IN_LAST = re.compile(r"(?<![比较是为与同])去年(?!以来|同期|底|末)")
_COUNTED = re.compile(r"([两二三四五六七八九十]{1,3}|(?<!\d)\d{1,2})年")
_HEAD = 4  # 五年完成投资602亿元: the years stand close before the deed
_TOLD_OF_ONE = 8  # values that one subject may have had
_GOVERNED = 40  # 累计 at the head of a sentence speaks for the clauses behind it
_OF_A_TERM = re.compile(r"五”?(?:时期|期间)|个五年")
_FLOWS = ("fdi", "key_project_investment", None)  # told as sums of several years as a rule
_TERM = 5  # years of a government's term, and of a plan
_LAST = re.compile(
    r"去年|上年(?!同期|末|底)|(?<![五四三])这一年|过去(?:的)?一年|一年来|全年|一年中|过去这一年|当年"
)
_NEXT = re.compile(r"今年|新的一年|来年|本年|明年")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?!来|以来|起|开始)")
# 在2022年大幅下降|的基础上再下降27.9%; 2025年|度6个中心村通过验收: the year of a programme, and not when they were ready
_NO_TIME = re.compile(r"[^，。；]{0,16}基础上|度\d{1,4}[个家项座条]")
# 2021年以来，累计建成…；自2007年起: the years from then on to the last one
_SINCE = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?:以来|起|开始)")
# 与2020年相比，生产总值增长35%；财政收入增长一倍: what all changes of the sentence are held against
_HELD_AGAINST = re.compile(rf"(?:与|同|和|比|较)[^，。；\n]{{0,8}}?{YEAR}年(?:底|末)?相比，")
_AGAINST_REACH = 160
_UNTIL = re.compile(r"(?:确保|力争|努力|争取|预计)?(?:到|至)(20\d\d)年(?:底|末|前)?")
_A_YEAR = re.compile(r"(?:预计)?(?:到|至|截至)?((?:19|20)\d\d)年(?:底|末)?")
_LONGEST_DATE = 10
# also what a year only names: 48项成果获2023年度科学技术奖
_BEFORE_BASE = re.compile(r"(?:比|较|是|从|由|自|相当于|与|同|和|超过|[-—－]|获[评得]?|入[选围]|上榜)$")


class Years(NamedTuple):
    """What an undated statement speaks of: ``period``; ``several`` where that is a stretch of several years.

    ``around`` is that stretch where one year of it has been named in passing: sums go on with all of them.
    """

    period: Period | None
    several: Period | None = None
    around: Period | None = None  # the review of several years in which ``period`` is one named year


def _count_of(span: str) -> int:
    """How many years 过去六年, 五年来 or 本届政府 are: five where no number says."""
    found = _COUNTED.search(span)
    if found is None:
        return _TERM
    value = Decimal(found[1]) if found[1].isascii() else chinese(found[1])
    return int(value) if value is not None and value > 1 else _TERM


def tells_time(text: str) -> bool:
    """Whether ``text`` has what no words of time do without; nearly every sentence has none of it."""
    return ("年" in text or "五" in text or "届" in text) and _TIMELY.search(text) is not None


def compares(text: str) -> bool:
    """Whether ``text`` opens by holding two years against each other: what it sets is for its own sentence."""
    return _AGAINST.match(text) is not None


def since(text: str, year: int) -> Period | None:
    """The years since the one that ``text`` names: ``2021年以来`` in a report on 2026 is 2021-2025."""
    found = _SINCE.search(text)
    return Period(int(found[1]), year - 1) if found is not None and int(found[1]) < year - 1 else None


def until(text: str, start: int, end: int, setting: Setting) -> Setting:
    """The setting of what follows a clause that only says for when it is promised: ``确保到2030年，…``."""
    if setting.kind != "target" or setting.headline or text[end - 1] not in "年底末前":
        return setting
    found = _UNTIL.fullmatch(text, start, end)
    if found is None:
        return setting
    year = int(found[1])
    several = Period(min(setting.several.first, year), year) if setting.several else None
    return setting._replace(period=Period(year, year), several=several)


def in_its_year(text: str, start: int, end: int, setting: Setting) -> Setting:
    """The setting of what follows a clause that is only a year, in a review of several: ``三大产业规模壮大，2025年，蔬菜面积…``."""
    several = setting.several
    if several is None or end - start > _LONGEST_DATE or text[end - 1] not in "年底末":
        return setting
    found = _A_YEAR.fullmatch(text, start, end)
    if found is None or int(found[1]) != several.last:
        return setting
    return setting._replace(period=Period(several.last, several.last), several=None, around=several)


def cues(text: str, year: int | None) -> list[tuple[int, Years]]:
    """The words of time in a heading or at the head of a sentence, in order: where they stand, what they set."""
    found: list[tuple[int, Years]] = []
    if not tells_time(text):
        return found
    spans = []
    for match in _FROM_TO.finditer(text):
        spans.append(match.span())
        if int(match[1]) < int(match[2]):
            years = Period(int(match[1]), int(match[2]))
            found.append((match.start(), Years(years, years)))
    for match in _AGAINST.finditer(text):
        spans.append(match.span())
        if int(match[2]) < int(match[1]):
            years = Period(int(match[2]) + 1, int(match[1]))
            found.append((match.start(), Years(years, years if years.first < years.last else None)))
    for match in _YEAR.finditer(text):
        if any(a <= match.start() < b for a, b in spans):
            continue
        if not _BEFORE_BASE.search(text, 0, match.start()) and not _NO_TIME.match(text, match.end()):
            one = int(match[1])
            found.append((match.start(), Years(Period(one, one))))
    for match in _PLAN.finditer(text):
        if _BEFORE_BASE.search(text, 0, match.start()):
            continue  # 地区生产总值由“十三五”末的41亿元增长到62亿元
        years = Period(*plan_years(match[1]))
        found.append((match.start(), Years(years, years)))
    if year is not None:
        found += [(m.start(), Years(Period(year - 1, year - 1))) for m in _LAST.finditer(text)]
        found += [(m.start(), Years(Period(year, year))) for m in _NEXT.finditer(text)]
        for match in _SPAN.finditer(text):
            ahead = match[0].startswith(("今后", "未来"))
            count = _count_of(match[0])
            years = Period(year, year - 1 + count) if ahead else Period(year - count, year - 1)
            found.append((match.start(), Years(years, years)))
    return sorted(found, key=lambda cue: cue[0])


def period_of(
    setting: Setting,
    subject: Subject,
    predicate: Predicate,
    measure: str,
    text: str,
    left: int,
    right: int,
    *,
    standing: bool = False,
    against_one: bool = False,
) -> Period | None:
    """The period of one value whose words run from ``left`` to ``right`` of ``text``.

    In a review of several years a level is that at their end (``常住人口城镇化率达到76.1%``), a sum, a deed or a change is
    that of all of them (``累计建成``, ``新增``, ``增长19.8%``). ``standing``: the value says by itself that it is one at a
    time, not a sum (a rate, ``突破4万元``). ``against_one``: it is held against one other year (``，同比``, ``，比2020年``).
    """
    if predicate.dated is not None:
        return Period(predicate.dated, predicate.dated)
    period, several = setting.period, setting.several
    year = period.last if period else None
    if predicate.base is not None and year is not None and measure in ("growth", "change", "multiple"):
        to_come = setting.kind == "target" and _WITHIN.search(text, left, right)  # 三年内增长20%
        if predicate.base <= 0 and not to_come:
            return _over_years(-predicate.base, year, several)
        if predicate.base > 0:
            return Period(min(predicate.base + 1, year), year)
    own = None
    dated = text.find("年", left, right) >= 0
    for found in _YEAR.finditer(text, left, right) if dated else ():
        if not _BEFORE_BASE.search(text, left, found.start()) and not _NO_TIME.match(text, found.end()):
            own = int(found[1])
    if measure == "growth_average" and own is not None:
        return several or Period(own - 4, own)  # 生产总值2025年达到2.4万亿元，平均每年增长7.3%
    if dated and own is None and several is not None and _IN_LAST.search(text, left, right):
        own = several.last
    if own is not None and (several is None or own > several.last or measure in ("level", "share", "count")):
        return Period(own, own)
    if year is not None and (stretch := _stretch(setting, subject, predicate, measure, text, left, right)):
        return stretch
    summing = "total" in predicate.flags or bool(_SUMMED.search(text, left, right))
    summing = summing or text.startswith("五年全", left)  # 五年全社会固定资产投资完成260亿元
    ahead = dated and setting.kind == "target" and several is None and setting.year is not None
    if ahead and setting.year is not None and (within := _WITHIN.search(text, left, right)):
        count = int(within[1]) if within[1].isdigit() else DIGITS[within[1]]
        last = setting.year - 1 + max(count, 1)
        return Period(last if measure in ("level", "share") else setting.year, last)
    if several is None and summing and setting.around is not None:
        return (
            setting.around
        )  # 五年来，…。去年，生产总值达到1259亿元。共实施重点项目630个，累计完成投资548亿元
    if several is None:
        return _of_one_year(setting, subject, predicate, measure, text, left, right, summing=summing)
    if measure == "growth_average":
        return several  # 由2020年的2万元增加到2025年的3万元，年均增长8%
    if own == several.last or "base" in predicate.flags:
        return Period(several.last, several.last)  # 同比, 比上年: of one year, whatever the part is about
    if measure in ("growth", "change", "multiple", "rank"):
        return several
    if subject.sign or summing or "average" in predicate.flags:
        return several
    if _LISTED_YEARLY.search(text, max(left - _LISTED, 0), left):
        return several
    if subject.acts and not against_one:
        return several
    if predicate.sense is None and not standing and not against_one:
        return several
    return Period(several.last, several.last)


def _over_years(count: int, year: int, several: Period | None) -> Period:
    """So many years up to ``year``; those in force where the words do not say how many, or say the same number."""
    if several is not None and (count < 2 or several.last - several.first + 1 == count):
        return several
    return Period(year + 1 - (count or _TERM), year)


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
    span = _SINCE.search(text, left, right)
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


def tells_the_end(statement: Statement, flags: frozenset[str], several: Period, quote: str) -> bool:
    """Whether it shows the amount before it to be the last year's: 年均增长9%, 增长2.6倍, 五年累计完成602亿元.

    Not 比“九五”时期增长3.1倍, which holds one sum against another.
    """
    if statement.measure == "growth_average":
        return statement.period == several
    if statement.measure == "multiple":
        return statement.period == several and _OF_A_TERM.search(quote) is None
    return statement.measure == "level" and "total" in flags and statement.period == several


def settle(statements: list[Statement], subject: int, several: Period, text: str) -> None:
    """Correct the last ``statements``, now that 年均 has been told of the subject that stands at ``subject``."""
    for place in range(len(statements) - 1, max(-1, len(statements) - 1 - _TOLD_OF_ONE), -1):
        told = statements[place].subject
        if told is not None and told.start == subject:
            statements[place] = _reached(statements[place], several, text)


def _reached(statement: Statement, several: Period, text: str) -> Statement:
    """An amount with its 年均 behind it is that of the last year: 社会消费品零售总额218亿元，年均增长13.6%.

    Not 累计引进资金355亿元，实际利用外资2.5亿美元，年均增长9%, nor 完成投资602亿元，年均增长25%: sums of all years.
    """
    subject = statement.subject
    if statement.measure != "level" or statement.period != several or subject is None:
        return statement
    if (
        subject.indicator in _FLOWS
        or subject.acts
        or subject.sign
        or subject.partial
        or subject.scope == "其中"
    ):
        return statement
    floor = max(statement.start - _GOVERNED, 0)
    before = max(floor, *(text.rfind(stop, floor, statement.start) + 1 for stop in "。；\n"))
    if _SUMMED.search(text, before, statement.end) or _SPAN.search(
        text, max(before, statement.start - _HEAD), statement.end
    ):
        return statement
    return statement._replace(period=Period(several.last, several.last))
