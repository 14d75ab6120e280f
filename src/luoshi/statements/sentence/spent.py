"""What a bare sum was spent on: 投资2亿元|新建滨江中学 says it behind the number, 深化城市更新，投资6亿元 before it."""

import re

from luoshi.lines.objects import object_of
from luoshi.quantities.quantity import Quantity
from luoshi.statements.words.openings import read_opening
from luoshi.vocabulary.generic import is_generic
from luoshi.vocabulary.verbs import task_verbs

_SHORTEST, _LONGEST = 2, 24  # characters of what money is spent on
_SHORTEST_UNDONE = 4  # and of what no verb says to have been done: 新一中建设|快速推进
_HOTLINE = re.compile("12[0-9]{3}")  # 12345|热线
_VERB = 2  # characters of nearly every verb
_CLAUSE = re.compile(r"[^，；：。！？（）\n]+")
_MARK = re.compile(r"[，；：。！？\n]")
# 用于|改善办学条件, 投资2亿元|的滨江中学
_FOR = re.compile("(?:主要|全部)?(?:用于|用来|专项用于)|对(?=[^，]{2,16}(?:进行|实施))")
_LOOSE = "、和及约近的共"
_WORK = re.compile(
    r"(?:建设|工程|行动|改造|治理|整治|修复|更新|项目|搬迁|救助|资助|保护|提升|战略|事业|设施|攻坚)$"
)
# How it is done, or that it is done well, and no thing: 加大“四争”力度, 坚持教育优先
_NO_THING = re.compile(
    r"(?:力度|工作体系|保障体系|机制|作用|方式|模式|方法|路径|思路|导向|抓手|优势|重点|责任|准入|调度|合作|优先|第一|原则|理念|牵引|目标|利好|机遇|契机|困难|结合|统筹|合力|步伐)$|^(?:总长|全长)"
)
_ONLY_PUT_IN = re.compile(
    r"(?:累计|共|全年|先后|财政|再|又|分别|各级|直接)*(?:投资|投入|筹措|筹集|安排|整合|拨付)(?:专项|各类|财政|补助)*(?:资金)?"
)


def spent_behind(
    text: str, start: int, end: int, quantity: Quantity, following: Quantity | None
) -> str | None:
    """What the words right behind a sum say that it was spent on; the sum's clause begins at ``start``.

    Over a comma only where nothing else is told of the sum: 投入资金9000万元，|扶持薄弱村. ``following`` is the next number.
    """
    begin = quantity.span.end
    if text.startswith("，", begin):
        if _ONLY_PUT_IN.fullmatch(text, start, quantity.span.start) is None:
            return None
        begin += 1
    found = _CLAUSE.match(text, begin, end)
    if found is None:
        return None
    begin, stop = found.span()
    purpose = _FOR.match(text, begin, stop)
    if purpose is not None:
        begin = purpose.end()
    elif not _does(text, begin):
        return None
    opening = read_opening(text, begin, stop)
    thing, stop = object_of(text, begin, stop)
    if opening.acts and thing < opening.end < stop:
        thing = opening.end  # 新建改建|农村公路
    name = _uncounted(text, thing, stop, following)
    if opening.upon is not None and opening.end == thing:
        name = opening.upon + name
    return name if _is_thing(name) else None


def _uncounted(text: str, start: int, stop: int, count: Quantity | None) -> str:
    """滨江小学等|学校改造 of 滨江小学等12所学校改造; 中小学 of 中小学36所、幼儿园18所."""
    if count is None or not start <= count.span.start < stop:
        return text[start:stop].rstrip(_LOOSE)
    before, after = text[start : count.span.start], text[count.span.end : stop]
    if not after or after[0] in "、和及":
        return before.rstrip(_LOOSE)
    return (before + after).rstrip(_LOOSE)


def spent_before(text: str, start: int, end: int, subject: int) -> str | None:
    """The work that the clause ``text[start:end]`` tells of, right before the clause of a sum whose subject begins at ``subject``."""
    if text[end] != "，" or _MARK.search(text, end + 1, subject) is not None:
        return None
    verb = task_verbs().at(text, start)
    begin, stop = object_of(text, start, end)
    name = text[begin:stop]
    cut = len(name) > _VERB and task_verbs().at(name, len(name) - _VERB, verb=True) is not None
    if (
        not _is_thing(name)
        or (verb is not None and verb.word == "坚持")
        or (cut and _WORK.search(name) is None)
    ):
        return None  # 推进全民参加|基本医疗保险
    done = verb is not None and begin > start
    return name if done or (len(name) >= _SHORTEST_UNDONE and _WORK.search(name) is not None) else None


def _does(text: str, start: int) -> bool:
    """Whether a deed stands at ``start``, perhaps behind how it is done: 大力|改善."""
    while (word := task_verbs().at(text, start)) is not None:
        if word.verb:
            return True
        start += len(word.word)
    return False


def _is_thing(name: str) -> bool:
    closed = all(name.count(opens) == name.count(closes) for opens, closes in ("“”", "《》", "（）"))
    if (
        not closed
        or not _SHORTEST <= len(name) <= _LONGEST
        or any(char.isdigit() for char in _HOTLINE.sub("", name))
    ):
        return False
    return not is_generic(name) and _NO_THING.search(name) is None
