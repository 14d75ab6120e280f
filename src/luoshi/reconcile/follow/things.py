"""What a promise is about: 加快第三小学、云台水厂等项目建设 promises two things, 第三小学 and 云台水厂."""

import re
from collections.abc import Iterator

from luoshi.reconcile.follow.clause import bare
from luoshi.vocabulary.verbs import task_verbs

# 依托高铁站，建设临站商务区: the means is not what is promised. 以上 and 以内 bound a number.
MEANS = re.compile(
    r"依托|围绕|以(?![上下内外及])|按照|坚持|把|聚焦|通过(?!.{0,6}(?:验收|评定|评估|认定|审批))|借助|立足|充分发挥|发挥"
    r"|瞄准|对标|针对|抓住|利用|紧扣|着眼|结合"
)
# 等项目建设, 等3家机构通过评定: what follows a list names none of its members.
_AFTER_LIST = re.compile(r"等(?:\d+[家个项所处条件座]|一批|重[点大])?(?![级待候]|于)[^、]{0,14}$")
# What is said of the thing at its end: 二期工程建设, 北环路年底前建成通车
_SAID_LAST = re.compile(
    r"(?:建设|项目|工程|工作|进度|步伐|任务|活动|实施|编制|创建|前期|早日|尽快|如期|顺利|落地|开工|完工|竣工|投产|达效|投用"
    r"|投入使用|投入运营|年底前|年内|年底|通车|建成|改造提升|以上|左右|等|的)+$"
)
# 公园和广场: two; 和平路, 总和, 以及 at a name's edge are none.
_AND = re.compile(r"(?<=[^总共饱缓温平])(?:和(?![平谐美睦])|以及|与(?!会)|(?<![以普涉])及(?![时格]))")
_SHORTEST = 3


def things_of(quote: str) -> tuple[str, ...]:
    """The things that a promise names, bare of marks, verbs and what is said of them; the promise itself where it has none."""
    pieces = [piece for piece in re.split("[，,；：]", bare(quote)) if piece]
    kept = [piece for piece in pieces if not MEANS.match(piece)] or pieces[-1:]
    found = [thing for piece in kept for thing in _of_piece(piece)]
    return tuple(dict.fromkeys(thing for thing in found if len(thing) > 1)) or (bare(quote),)


def without_verbs(text: str) -> str:
    """``text`` from its object on: 加快推进|云台水厂."""
    verbs, at = task_verbs(), 0
    while (verb := verbs.at(text, at)) is not None and len(text) - at - len(verb.word) >= _SHORTEST:
        at += len(verb.word)
        if text[at : at + 1] == "、":
            at += 1
    return text[at:]


def _of_piece(piece: str) -> Iterator[str]:
    text = without_verbs(piece)
    named = _AFTER_LIST.sub("", text)
    if len(named) >= _SHORTEST:
        text = named
    *first, last = text.split("、")
    members = [*first, *_at_and(last)]
    if any(len(member) < _SHORTEST for member in members):  # 供水、供电设施: one thing
        members = [text]
    for member in members:
        plain = without_verbs(member)
        yield _SAID_LAST.sub("", plain) or plain


def _at_and(text: str) -> list[str]:
    pieces = _AND.split(text)
    return pieces if all(len(piece) >= _SHORTEST for piece in pieces) else [text]
