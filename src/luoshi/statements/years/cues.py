"""The words of time at the head of a sentence and in a heading, and what they set for what follows.

A report given in January 2026 speaks of 2025 (去年), of 2021-2025 (“十四五”时期), of 2026 (今年), of 2026-2030
(“十五五”期间) and of 2035.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from luoshi.outline.dates import plan_years
from luoshi.quantities.numerals import chinese
from luoshi.statements.statement import Period
from luoshi.statements.words.measures import Setting

_TIMELY = re.compile(r"年|届|五”?(?:时|期|以|末|规|发|工|经|目|主|的|$)")
_PLAN = re.compile(
    r"“?(十[一二三四五六七]?|[六七八九])五”?(?=”?(?:时期|期间|以来|末|五年|规划|发展|工作|经济|目标|主要|$|的))"
)
_FROM_TO = re.compile(r"(?<!\d)((?:19|20)\d\d)年?(?:到|至|[-—－])((?:19|20)\d\d)年")
# 2024年同2020年相比，财政收入由8亿元增加到12亿元，增长50%: the growth is that of the four years
_AGAINST = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?:同|与|和|跟)((?:19|20)\d\d)年相比")
SPAN = re.compile(
    r"(?<![\u4e00-\u9fff])五年(?!规划|计划|行动|级|目标)|"
    r"[一二三四五六七八九十\d]{1,3}年(?:来|间)|"
    r"(?:过去|这|近|前|五|四|三)?的?[五四三两]年(?:来|间|累计)|(?:过去|这|前|回顾)的?[三四五六七八]年(?!的?[之总]和)|本届政府|五年(?:来|累计|间)|这五年"
    r"|今后五年|未来五年|今后[三五]年"
)
# 这是产业转型全面提速的五年。: what the years were stands before them
_WERE = re.compile(r"\W*这?是[^，。；！]{2,30}的([三四五六七八])年(?=[，。；！\n]|$)")
_COUNTED = re.compile(r"([两二三四五六七八九十]{1,3}|(?<!\d)\d{1,2})年")
TERM = 5  # years of a government's term, and of a plan
_LAST = re.compile(
    r"去年|上年(?!同期|末|底)|(?<![五四三])这一年|过去(?:的)?一年|一年来|全年|一年中|过去这一年|当年"
)
_NEXT = re.compile(r"今年|新的一年|来年|本年|明年")
ONE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?!来|以来|起|开始)")
# 在2022年大幅下降|的基础上再下降27.9%; 2025年|度6个中心村通过验收: the year of a programme, and not when they were ready
NO_TIME = re.compile(r"[^，。；]{0,16}基础上|度\d{1,4}[个家项座条]")
# 2021年以来，累计建成…；自2007年起: the years from then on to the last one
SINCE = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?:以来|起|开始)")
_UNTIL = re.compile(r"(?:确保|力争|努力|争取|预计)?(?:到|至)(20\d\d)年(?:底|末|前)?")
_A_YEAR = re.compile(r"(?:预计)?(?:到|至|截至)?((?:19|20)\d\d)年(?:底|末)?")
_LONGEST_DATE = 10
# also what a year only names: 48项成果获2023年度科学技术奖
BEFORE_BASE = re.compile(r"(?:比|较|是|从|由|自|相当于|与|同|和|超过|[-—－]|获[评得]?|入[选围]|上榜)$")


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
        return TERM
    value = Decimal(found[1]) if found[1].isascii() else chinese(found[1])
    return int(value) if value is not None and value > 1 else TERM


def tells_time(text: str) -> bool:
    """Whether ``text`` has what no words of time do without; nearly every sentence has none of it."""
    return ("年" in text or "五" in text or "届" in text) and _TIMELY.search(text) is not None


def compares(text: str) -> bool:
    """Whether ``text`` opens by holding two years against each other: what it sets is for its own sentence."""
    return _AGAINST.match(text) is not None


def since(text: str, year: int) -> Period | None:
    """The years since the one that ``text`` names: ``2021年以来`` in a report on 2026 is 2021-2025."""
    found = SINCE.search(text)
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
    for match in ONE_YEAR.finditer(text):
        if any(a <= match.start() < b for a, b in spans):
            continue
        if not BEFORE_BASE.search(text, 0, match.start()) and not NO_TIME.match(text, match.end()):
            one = int(match[1])
            found.append((match.start(), Years(Period(one, one))))
    for match in _PLAN.finditer(text):
        if BEFORE_BASE.search(text, 0, match.start()):
            continue  # 地区生产总值由“十三五”末的41亿元增长到62亿元
        years = Period(*plan_years(match[1]))
        found.append((match.start(), Years(years, years)))
    if year is not None:
        found += [(m.start(), Years(Period(year - 1, year - 1))) for m in _LAST.finditer(text)]
        found += [(m.start(), Years(Period(year, year))) for m in _NEXT.finditer(text)]
        if (were := _WERE.match(text)) is not None:
            years = Period(year - _count_of(were[0][-2:]), year - 1)
            found.append((were.start(), Years(years, years)))
        for match in SPAN.finditer(text):
            ahead = match[0].startswith(("今后", "未来"))
            count = _count_of(match[0])
            years = Period(year, year - 1 + count) if ahead else Period(year - count, year - 1)
            found.append((match.start(), Years(years, years)))
    return sorted(found, key=lambda cue: cue[0])
