"""What opens a clause before its subject: time, scope, act, wish (2025年，全市新建…, 力争完成…, 一是…).

The words are data (``vocabulary/data/openers.tsv``); words of time, labels and brackets are patterns.
"""

import re
from typing import NamedTuple

from luoshi.statements.statement import Direction
from luoshi.vocabulary.phrases import Phrase, openers, wishes

TIME = re.compile(
    r"(?:到|至|截至|截止)?(?:\d{4}|[一二三四五六七八九〇零O0]{4})年(?:以来|末|底|度)?(?:，)?"
    r"|全年|去年(?:末|底)?|上年(?:末|底)?|一年来|当年|本年度?|今年|年末|年底前?|年内|(?:\d{1,2}月|上半年|[一二三]季度)底?前|[一二两三四五\d]年内|目前|截至目前|五年来|五年间|(?:[一二两三四五]|近[两三四五\d])年累计|近[两三四五\d]年来?"
    r"|提前(?:\d{1,2}|[一二两三四五])(?:年|个月)|[三四五]年(?=共|实际|完成|新增|引进|投入|城镇|全社会|实现|净增|全[省市县])"
    r"|(?:到)?“?十[一二三四五六七]五”?(?:末|时期|期间)?|“(?:十|[六七八九])五”(?:末|时期|期间)|(?:上|下)半年|[一二三四]季度|\d{1,2}(?:、\d{1,2})?月份?(?:底|末)?|\d{1,2}个(?=设区)"
)
TRIM = frozenset("、，；：和及与以的 \n—-")
# 一是城镇新增就业, ⑤改造提升高标准农田, （二）
_LABEL = re.compile(
    r"[一二三四五六七八九十]{1,2}(?:是|要(?!求))|\d{1,2}[.．](?!\d)|第[一二三四五六七八九十]+，|[①-⑳❶-❿]|（[一二三四五六七八九十]{1,3}）"
)
LABEL_FIRST = frozenset("0123456789一二三四五六七八九十第①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿（")
_RANKED = ("重点", "重大", "高新", "科技", "专精", "级", "列", "以上", "优质", "龙头")
_ACTS = frozenset({"verb", "deed"})
_UPON = frozenset({"upon", "away"})
_BETWEEN = frozenset({"filler", "scope", "rank"})
_ACTING = frozenset({"verb", "deed", "how", "filler", "modal"})
_NO_VERB_BEFORE = ("率", "后")
# 建成区|绿化覆盖率, 建成区由32平方公里扩大: the built-up area; but 建成|区域性养老中心, 建成|区级平台
_BUILT_UP = re.compile("建成区(?![域级块县市属乡镇位])")
# 治理面积, 培训机构, 开发区: a deed that is the first half of a name
NAMED_BY_DEED = re.compile(
    "面积|率|项目|工程|机构|规模|范围|中心|平台|区|园|类|期|费|任务|能力|水平|总|方案|规划|行动|工作|效果|成本|业|户(?!外)|班|器|链(?![主长])|员(?![额工])|者|师(?!生)|体系|会(?!议)|商|性|机制|银行|房(?![屋地源])"
    r"|措施|制度|计划|政策(?!性)|成果(?!转化)|数(?![字据控智])|用地|就业(?!岗位|机会|服务|信息)|成功率|片区|化|力(?!争)|或|目标|情况|人数|人员|金(?![融牌\d])|单位|对象|量|点|站|基地|的|和|与|及|、|位"
)
TIME_FIRST = frozenset("到至截提一二三四五六七八九〇零O0123456789全去上当本今年目“十下近")
# What may be taken from the left besides the words of the table; nearly every clause begins with none of it.
_MARKS_FIRST = LABEL_FIRST | TRIM | TIME_FIRST
_NO_WORDS_FIRST = TRIM | TIME_FIRST | {"（"}


class Opening(NamedTuple):
    """What stands before the subject proper, read from the left; ``end`` is where the subject begins.

    ``scope`` is the last scope word (全市, 其中), ``sign`` tells of 新增 (up) and 削减 (down), ``acts`` of any act (建设, 完成),
    ``modality`` of 确保, 力争 or 完成, ``within`` of 其中, ``some`` of a deed that is done to some of a thing (拉动, 惠及).
    ``upon`` are the deeds right before the subject that make the set of what is counted (盘活|闲置土地, 惠及|企业).
    """

    end: int
    scope: str | None = None
    sign: Direction | None = None
    modality: str | None = None
    within: bool = False
    acts: bool = False
    some: bool = False
    upon: str | None = None


def after_label(text: str, start: int, end: int) -> int:
    """Where a clause begins behind its label: 一是新建口袋公园 begins with 新建."""
    if start < end and text[start] in LABEL_FIRST and (label := _LABEL.match(text, start, end)):
        return label.end()
    return start


def trimmed(text: str, left: int, end: int) -> int:
    """Where a quote begins whose statement begins at ``left``: behind marks, 的 and a 和 before a number."""
    while left < end and text[left] in "，、；：。的 \n":
        left += 1
    if text.startswith(("和", "及"), left) and text[left + 1 : left + 2].isdigit():
        left += 1  # 27条道路和|90条小路
    elif text.startswith("以及", left):
        left += 2
    return left


def wish_of(text: str, start: int, end: int) -> str | None:
    """The ``modality`` of the opening of ``text[start:end]``, alone: nearly every clause without a number has none."""
    if wishes().search(text, start, end) is None:
        return None
    taken = _taken(text, after_label(text, start, end), end)[1]
    return _told(start, taken).modality if taken else None


def read_opening(text: str, start: int, end: int, *, named: bool = False) -> Opening:
    """Strip label, time, scope, act and wish from the left of ``text[start:end]``.

    ``named``: it is the name of what a number before it counts, of which every verb is a part (30项|整改任务, 12条|优化营商环境举措).
    """
    if start >= end:
        return Opening(end)
    char = text[start]
    if char not in _MARKS_FIRST:
        words = openers()
        if char not in words.firsts or words.at_start(text, start) is None:
            return Opening(start)
    start, taken = _taken(text, after_label(text, start, end), end, named=named)
    return _told(start, taken) if taken else Opening(start)


def _taken(text: str, start: int, end: int, *, named: bool = False) -> tuple[int, list[Phrase]]:
    """Where the subject begins behind the words of the opening, and those of the table among them."""
    words = openers()
    firsts = words.firsts
    taken: list[Phrase] = []
    while start < end:
        char = text[start]
        found = words.at_start(text, start) if char in firsts else None
        if found is not None and found.kind != "keep" and start + len(found.word) > end:
            found = words.at_start(text, start, end)
        if found is not None and (found.kind == "keep" or _BUILT_UP.match(text, start)):
            break
        if (
            char == "到"
            and taken
            and taken[-1].word == "争取"
            and text[start + 1 : start + 2] not in ("位", "期")
            and TIME.match(text, start, end) is None
        ):
            start += 1  # 争取到|省级资金; but 争取到2030年
            continue
        if char in _NO_WORDS_FIRST and (after := _after_mark(text, start, end)) > start:
            start = after
            continue
        if found is None or (named and found.kind in _ACTING):
            break
        after = start + len(found.word)
        if text[after : after + 1] in _NO_VERB_BEFORE:  # 签约率, 完成率, 建成后
            break
        if found.kind == "how" and not _acts(text, after):
            break
        if found.kind == "rank" and not text.startswith(_RANKED, after):
            break
        if found.kind == "deed" and (
            NAMED_BY_DEED.match(text, after)
            or (text[start - 1] not in "、和及与" and any(word.kind in _ACTS for word in taken))
        ):
            break  # 治理|面积; 新增|孵化空间, 提供|安置房; but 新建、修复|管网
        taken.append(found)
        start = after + 1 if found.kind in _ACTS and after < end and text[after] == "了" else after
    return start, taken


def _acts(text: str, start: int) -> bool:
    """Whether a deed stands at ``start``, perhaps behind more of how it is done: 依法|有序关停. The verb may be the predicate (高标准|完成11个)."""
    while (found := openers().at_start(text, start)) is not None:
        start += len(found.word)
        if text[start : start + 1] in _NO_VERB_BEFORE:
            return False
        if found.kind == "deed":
            return NAMED_BY_DEED.match(text, start) is None
        if found.kind != "how":
            return found.kind == "verb"
    return False


def _after_mark(text: str, start: int, end: int) -> int:
    """Behind a mark, a bracket or words of time at ``start``; ``start`` itself where there is none."""
    char = text[start]
    if char in TRIM:
        return start + 1
    if char == "（" and (closed := text.find("）", start, end)) > 0:
        return closed + 1  # 预计（下同）
    time = TIME.match(text, start, end) if char in TIME_FIRST else None
    return time.end() if time is not None else start


def _told(end: int, taken: list[Phrase]) -> Opening:
    """The opening that the words ``taken`` make."""
    scope: str | None = None
    modality: str | None = None
    sign: Direction | None = None
    within = acts = some = False
    for word in taken:
        if word.kind in ("scope", "rank"):
            scope = word.word
            within = within or word.sense == "within"
        elif word.kind == "verb":
            acts = True
            if word.sense == "new":
                sign = "up"
            elif word.sense:
                modality = modality or word.sense
        elif word.kind == "deed":
            acts = some = True
            if word.sense == "less":
                sign = "down"
        elif word.kind == "modal":
            modality = word.sense
    return Opening(end, scope, sign, modality, within, acts, some, _upon(taken))


def _upon(taken: list[Phrase]) -> str | None:
    """The deeds that the words ``taken`` end in, before fillers and ranks: 清收|各类|欠款, 整治、取缔|市级|作坊; not 新建、修复|管网."""
    deeds: list[str] = []
    for word in reversed(taken):
        if word.kind == "deed" and word.sense in _UPON:
            deeds.insert(0, word.word)
        elif deeds or word.kind not in _BETWEEN:
            return None if word.kind == "verb" else "、".join(deeds) or None
    return "、".join(deeds) or None
