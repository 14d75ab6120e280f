"""What stands between a subject and its number: 同比分别增长, 占…比重提高到, 年均, 比2019年.

``城镇、农村居民人均可支配收入分别增长`` ends, before the number, in the predicate ``分别增长``: a rate of change
upwards, one value for each subject. The words are data (``vocabulary/data/predicates.tsv``).
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from luoshi.outline.dates import plan_years, year_of
from luoshi.quantities.numerals import chinese
from luoshi.statements.statement import Direction
from luoshi.text.late import late
from luoshi.vocabulary.indicators import indicators
from luoshi.vocabulary.phrases import Phrase, predicates

# 2019 or 一九七八, as a group
YEAR = r"(\d{4}|[一二][〇零一二三四五六七八九]{3})"
# 比2019年, 较“十三五”末, 是2005年的: a comparison with a named year, before the verb or the number.
_BASE = re.compile(
    rf"(?:比|较|是|为|相当于|与|同)(?:{YEAR}年?|“?(?:(?P<plan>十[一二三四五六]?)五”?|(?P<older>[六七八九])五”)(?:时期|期间|期(?=末))?|[上前]一?个?五年)(?:同期|末|底|初)?(?:相比)?的?$"
)
# 人均生产总值提前3年实现比2010年翻一番: when, not since when
_EARLIER = re.compile(r"提前(?:\d{1,2}|[一二两三四五])(?:年|个月)$")
# 近3年, 连续五年, 三年累计, 5年, 五年内: a change over so many years.
_YEARS = re.compile(r"(?:近|前|连续|过去|这)?(?P<count>\d{1,2}|[两二三四五六七八九十]{1,2})年(?:来|间|内)?$")
# 2025年, 到2025年的, 预计2025年: the year of the value itself.
_DATED = re.compile(rf"(?:到|至)?{YEAR}年(?:底|末)?的?$")
# 占地区生产总值比重, 占全国, 相当于全市生产总值的比例: all from 占 on is the whole; 占地, 占用 and 抢占 are no shares
_SHARE = re.compile(
    r"(?<!抢)(?:占(?!地(?!区|方)|[用据领有道线先位座])|相当于)(?P<whole>[^，。；、：占]{0,30})$"
)
# 在灾情影响下实现285亿斤, 在高基数上增长5%
_UNDER = re.compile(r"在[^，。；、：]{2,14}[下上]$|在[^，。；、：]{2,40}的?基础上$")
# 剔除留抵退税因素增长6.8%, 扣除价格影响后增长5%
_WITHOUT = re.compile(r"(?:剔除|扣除)[^，。；、：]{2,14}(?:因素|影响)(?:之?后)?$")
# 分别是上年的2.5倍
_LAST_YEAR = re.compile(r"(?:是|为|相当于)(?:上年|去年)(?:同期)?的?$")
# 达到耕地总面积的64%, 约为全国平均的70%
_PART_OF = re.compile(r"(?:达到|达|约?为|相当于)[^，。；、：]{2,16}的$")
# 一季度累计增长4.7%, 1—11月增长6%: a value of a part of the year
_PART_YEAR = re.compile(r"(?:[一二三四]季度|前三季度|[上下]半年|(?:\d{1,2}[-—－至])?\d{1,2}月份?)$")
# 同比（下同）增长, 完成（预计数，下同）: how the numbers are meant, told within the predicate
_REMARK = re.compile(r"（[^（）\d]{0,6}(?:下同|预计数?|快报数?|初步核算)）$")
_SHARE_NAMES = ("占比", "比重", "份额")
_FROM = re.compile(
    rf"(?:从|由)(?:{YEAR}年(?:底|末)?的?|上年的?|去年的?|今年(?:预计)?的?|现在的?|原[定来]的?|[一二三四]季度的?|年初的?|“?十[一二三四五六]五”?末的?|五年前的?"
    r"|每[人户亩])?$"  # 由每人50元提高到100元
)


# 龙头企业|由两家|增加到12家: so few that the words count as no number
_FROM_FEW = late(r"(?:从|由)(?:原来)?的?[零一二两三四五六七八九]{1,2}[家个所座条处户件项名人种]$")
_FEW = frozenset("家个所座条处户件项名人种")


class Predicate(NamedTuple):
    """The predicate before a number; ``start`` is where it begins and the subject ends.

    ``sense`` is one of ``grow``, ``reach``, ``level`` or None (no verb at all).
    ``whole`` is what a share is a part of, as written (None where no 占 says it).
    ``base`` is the year compared with, where it is not the year before (0: several years, number unsaid; -3: of three years).
    """

    start: int
    sense: str | None
    direction: Direction | None
    share: bool
    share_start: int | None
    whole: str | None
    flags: frozenset[str]
    base: int | None
    dated: int | None
    origin: bool


_MORE_OF = late(
    rf"[比较](?:{YEAR}年?|[上去前]年|[上前]一?个?五年|“?十[一二三四五]五”?(?:时期|期间)?)(?:同期|底|末)?(?:多|增加|减少|少)了?(?P<noun>[\u4e00-\u9fff]{{2,12}})"
)
# The last characters of all the patterns above; no other can end one.
_ENDINGS = frozenset("年的末底初期间内比来度月份半从由五”下上去人户亩定素响后")


_YEAR_ENDS = ("年底", "年末", "年内")
_BINDS = frozenset(
    "签节制履预集公契合违邀条特简相盟婚大解缔"
)  # what makes another word of 约, as in bounds.tsv
_FIGURES = frozenset("0123456789〇零一二两三四五六七八九十")
_NO_FLAGS: frozenset[str] = frozenset()
_AVERAGE, _ACT, _NEW = frozenset({"average"}), frozenset({"act"}), frozenset({"new"})
_BASE_FLAG, _PART_FLAG = frozenset({"base"}), frozenset({"part_year"})


class _Told(NamedTuple):
    """What the words between the number and ``end`` have told so far."""

    sense: str | None = None
    direction: Direction | None = None
    share: bool = False
    flags: frozenset[str] = _NO_FLAGS
    base: int | None = None
    dated: int | None = None
    origin: bool = False
    moved: bool = False  # 增加|到2025年的|3.6万元


_NOTHING_TOLD = _Told()


def read_predicate(text: str, start: int, end: int, *, rate: bool = True) -> Predicate:
    """Read the predicate that ends at ``end`` of ``text`` and begins not before ``start``: word by word, from the number back.

    ``rate``: a rate follows; 提升5% is a change, 改造提升5万亩 an act.
    """
    told = _NOTHING_TOLD
    while end > start:
        step = _step(text, start, end, told, rate)
        if step is None:
            break
        told, end = step
    share, share_start, whole = told.share, None, None
    if (told.sense != "grow" or share) and (hit := _whole_before(text, start, end)) is not None:
        share, whole, share_start, end = True, hit["whole"], hit.start(), hit.start()
    share = share or text.endswith(_SHARE_NAMES, start, end)
    return Predicate(
        end, told.sense, told.direction, share, share_start, whole, told.flags, told.base, told.dated, told.origin
    )  # fmt: skip


def _whole_before(text: str, start: int, end: int) -> re.Match[str] | None:
    """占地区生产总值比重, 相当于全市生产总值的比例: what a share is a part of."""
    if text.find("占", start, end) < 0 and text.find("相当于", start, end) < 0:
        return None
    return _SHARE.search(text, start, end)


def _step(text: str, start: int, end: int, told: _Told, rate: bool) -> tuple[_Told, int] | None:
    """What the word or the stretch that ends at ``end`` adds to what is told, and where it begins; None where the predicate begins there."""
    word = predicates().at_end(text, start, end)
    if word is not None:
        if (
            word.word == "的"
            and (hit := _PART_OF.search(text, max(start, end - 20), end))
            and hit.start() > start
        ):
            return told._replace(share=True), hit.start()
        if not _of_another_word(text, start, end, word.word) and not _belongs_to_alias(
            text, start, end, word
        ):
            return _said(word, told, rate), end - len(word.word)
    last = text[end - 1]
    if told.sense and last == "）" and (remark := _REMARK.search(text, start, end)):
        return told, remark.start()  # 地区生产总值同比|（下同）|增长
    if last not in _ENDINGS:
        few = told.sense == "reach" and last in _FEW and _FROM_FEW.search(text, max(start, end - 8), end)
        return (told, few.start()) if few else None
    stretch = text[max(start, end - 40) : end]
    for pattern, tells in _STRETCHES:
        if (hit := pattern.search(stretch)) is not None and (after := tells(told, hit)) is not None:
            return after, end - len(hit[0])
    return None


def _of_another_word(text: str, start: int, end: int, word: str) -> bool:
    """Whether the word is only the end of another: the 约 of 签约70个, the 达 of 天气雷达1部."""
    before = _OTHERS.get(word)
    return before is not None and before(text, start, end - len(word))


_OTHERS: dict[str, Callable[[str, int, int], bool]] = {
    # the 年底 of 比2020年底增加, the 年内 of 五年内翻番 belong to the year
    **dict.fromkeys(_YEAR_ENDS, lambda text, start, end: text[end - 1 : end] in _FIGURES),
    "约": lambda text, start, end: text[end - 1 : end] in _BINDS,  # 签约70个, 节约50万元
    "达": lambda text, start, end: text[end - 1 : end] == "雷",  # 天气雷达1部
    # 拆除违法建设30万平方米: what was built, and no building of it
    "建设": lambda text, start, end: text.endswith("违法", start, end),
}


def _said(word: Phrase, told: _Told, rate: bool) -> _Told:
    """What a word of the table adds: the first verb before the number says the sense, and a word of reaching wins over one of change."""
    kind, sense = word.kind, word.sense
    if kind == "grow" or (kind == "rate" and rate):
        flags = told.flags | _AVERAGE if sense and sense.endswith("average") else told.flags
        if told.sense == "reach":
            return told._replace(flags=flags)
        down = sense is not None and sense.startswith("down")
        return told._replace(
            sense="reach" if told.moved else "grow", direction="down" if down else "up", flags=flags
        )
    if kind == "rate":
        return told._replace(flags=told.flags | _ACT)  # 住房提升2万户, 规范提升209个村卫生室
    if kind == "share":
        return told._replace(share=True)
    if kind == "new":
        return told._replace(sense=told.sense or "level", flags=told.flags | _NEW)
    if kind in ("reach", "level"):
        if told.sense is not None:
            return told
        direction = told.direction if not sense else ("down" if sense == "down" else "up")
        return told._replace(sense=kind, direction=direction)
    return told._replace(flags=told.flags | {sense}) if sense else told


def _from(told: _Told, hit: re.Match[str]) -> _Told:
    # 由2020年的80亿元增加到152亿元，增长90%
    return told._replace(origin=True, base=year_of(hit[1]) if hit[1] else None)


def _against(told: _Told, hit: re.Match[str]) -> _Told:
    return told._replace(base=year_of(hit[1]) if hit[1] else _end_of_plan(hit))


def _dated(told: _Told, hit: re.Match[str]) -> _Told:
    return told._replace(dated=year_of(hit[1]), moved=hit[0][0] in "到至")


def _over(told: _Told, hit: re.Match[str]) -> _Told:
    return told._replace(base=-count_of_years(hit["count"]))


def _aside(told: _Told, hit: re.Match[str]) -> _Told:
    return told


def _aside_behind(told: _Told, hit: re.Match[str]) -> _Told | None:
    """在灾情影响下 is passed over where something stands before it."""
    return told if hit.start() > 0 else None


_STRETCHES: tuple[tuple[re.Pattern[str], Callable[[_Told, re.Match[str]], _Told | None]], ...] = (
    (_FROM, _from),
    (_BASE, _against),
    (_DATED, _dated),
    (_EARLIER, _aside),
    (_YEARS, _over),
    (_UNDER, _aside_behind),
    (_WITHOUT, _aside),
    (_LAST_YEAR, lambda told, hit: told._replace(flags=told.flags | _BASE_FLAG)),
    (_PART_YEAR, lambda told, hit: told._replace(flags=told.flags | _PART_FLAG)),
)
"""The stretches that may stand between the words of a predicate, each with what it tells; the first that fits is taken."""


def count_of_years(written: str) -> int:
    """The three of 近三年 and 近3年."""
    value = Decimal(written) if written.isascii() else chinese(written)
    return int(value) if value is not None else 0


def _end_of_plan(compared: re.Match[str]) -> int:
    """The year of 较“十三五”末; 0 (several years) where only the plan is named, or none."""
    numeral = compared["plan"] or compared["older"]
    return plan_years(numeral)[1] if numeral and "末" in compared[0] else 0


def more_of(text: str, start: int, end: int) -> int | None:
    """Where the noun stands of which there is more or less than before: 比上年增加|投资3亿元, 较上个五年减少|用水40万吨."""
    found = _MORE_OF.fullmatch(text, start, end)
    return None if found is None else found.start("noun")


def _belongs_to_alias(text: str, start: int, end: int, word: Phrase) -> bool:
    """True where the word is the tail of an indicator's name: the 增长率 of 人口自然增长率, the 比例 of 优良天数比例.

    The 增长 of 经济增长 is not: what is left, 经济, still names the indicator.
    """
    table = indicators()
    stretch = text[max(start, end - table.longest) : end]
    hit = table.at_end(stretch)
    if hit is None or len(stretch) - hit[1] <= len(word.word):
        return False
    if word.kind != "grow":
        return True
    rest = table.at_end(stretch[: len(stretch) - len(word.word)])
    return rest is None or rest[0] != hit[0]
