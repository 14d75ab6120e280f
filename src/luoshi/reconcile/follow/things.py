"""What a promise is about: 加快第三小学、云台水厂等项目建设 promises two things, 第三小学 and 云台水厂."""

import re
from collections.abc import Iterator, Sequence

from luoshi.reconcile.follow.clause import bare
from luoshi.reconcile.follow.counts import NUMBER
from luoshi.vocabulary.verbs import task_verbs
from luoshi.vocabulary.weak_words import nouns, weak_words

# 依托高铁站，建设临站商务区: the means is not what is promised. 以上 and 以内 bound a number.
MEANS = re.compile(
    r"依托|围绕|以(?![上下内外及])|按照|坚持|把|聚焦|通过(?!.{0,6}(?:验收|评定|评估|认定|审批))|借助|立足|充分发挥|发挥"
    r"|瞄准|对标|针对|抓住|利用|紧扣|着眼|结合"
)
# 等项目建设, 等3家机构通过评定: what follows a list names none of its members.
_AFTER_LIST = re.compile(r"等(?:\d+[家个项所处条件座]|一批|重[点大])?(?![级待候]|于)[^、]{0,14}$")
# What is said of the thing at its end: 二期工程建设, 北环路年底前建成通车
_SAID_LAST = re.compile(
    r"(?:建设|项目|工程|工作|进度|步伐|任务|活动|实施|编制|创建|前期|早日|尽快|如期|顺利|落地|开工|完工|竣工|投产|达效|见效|投用"
    r"|投入使用|投入运营|年底前|年内|年底|通车|建成|改造提升|以上|左右|等|的)+$"
)
# 云台水厂确保年底前通水: what is asked of the thing, behind its name.
_ASKED_LAST = re.compile(
    r"(?<=..)(?:确保|力争|争取|务必|尽快|早日|主体(?:工程)?(?:完工|竣工|封顶|建成|施工)?$|年底前|年内|上半年|下半年|\d+月(?:底|中旬|上旬)?前).*$"
)
# 总投资3亿元的云台水厂, 占地120亩的产业园: its size, which the next report may give otherwise or not at all.
_SIZE = re.compile(
    r"(?:总?投资|占地|总长|全长|建筑面积|总面积)[^的，、]{0,4}\d[\d.万亿千百]*(?:元|亩|平方米|公里|平方公里)的?"
    r"|\d[\d.万亿千百]*(?:元|亩|平方米|公里|平方公里)的"
)
# 农村公路不少于20公里, 保障房2万套: how many; the next report counts anew.
_COUNT_LAST = re.compile(rf"(?:不少于|不低于|不小于|超过|达到?|至)?(?:{NUMBER.pattern})(?:以上|左右)?$")
_COUNT_FIRST = re.compile(rf"^(?=\d)(?:{NUMBER.pattern})(?:以上|左右)?")
# 各镇建设配水站, 全市经济普查: everywhere.
_EVERYWHERE = re.compile(r"^[各全](?:乡镇|镇乡|县区|县市|[省市县区镇乡地村])+")
# 在用地、用能等方面，…: where, not what.
_WHERE = re.compile(r"在.*(?:方面|领域|[上中下])$")
# 公园和广场: two; 和平路, 总和, 以及 at a name's edge are none.
_AND = re.compile(r"(?<=[^总共饱缓温平])(?:和(?![平谐美睦])|以及|与(?!会)|(?<![以普涉])及(?![时格]))")
# 力争年内完工, 一期投产: a clause that asks for more of the thing before it and names nothing.
_NAMELESS = re.compile(
    r"(?:[一二三四五六七八九十]期|\d+月|年底|年内|上半年|下半年|今年|早日|尽快|(?:总|年度?)?(?:计划)?投资|达到|增长)"
)
# 云溪街、松涛街绿化工程: what ends so is a whole name, and shares no end with the last of a list.
_WHOLE = re.compile(r"[园厂桥院校学馆站楼所室厅库场网心项程会法例]$")
_SHARED_END = 4
_KIND_LENGTHS = (2, 3)
_SHORTEST = 3
_SHORTEST_MEMBER = 2


def things_of(quote: str, own: Sequence[str] = ()) -> tuple[str, ...]:
    """The things that a promise names, bare of marks, verbs and what is said of them; the promise itself where it has none.

    ``own`` are the place's names, taken off a name's beginning: 临河游客中心 is 游客中心 in the reports of 临河.
    """
    pieces = [piece for piece in re.split("[，,；：]", bare(quote.replace("”“", "”、“"))) if piece]
    kept = [piece for piece in pieces if not _is_beside(piece)] or pieces[-1:]
    found = [
        _without_own(thing, own)
        for number, piece in enumerate(kept)
        for thing in _of_piece(piece)
        if not number or _names_something(thing)
    ]
    return tuple(dict.fromkeys(thing for thing in found if len(thing) > 1)) or (bare(quote),)


def without_verbs(text: str, *, listed: bool = False) -> str:
    """``text`` from its object on: 加快推进|云台水厂. ``listed``: what stands inside a list begins with its name, if not with a
    plain verb: 保障房 in 学校、保障房."""
    verbs, at = task_verbs(), 0
    while (verb := verbs.at(text, at)) is not None and len(text) - at - len(verb.word) >= _SHORTEST_MEMBER:
        if (at or listed) and verb.word in nouns():
            break
        at += len(verb.word)
        if text[at : at + 1] == "、":
            at += 1
    return text[at:]


def _is_beside(piece: str) -> bool:
    """Whether a piece of a promise tells by what means or where, and not what: 依托高铁站, 继续以节会为载体, 在用地等方面."""
    return any(MEANS.match(text) or _WHERE.match(text) for text in (piece, without_verbs(piece)))


def _names_something(thing: str) -> bool:
    """Whether what a later clause of a promise names is more than how the thing is to be: 力争年内完工, 完成投资3亿元."""
    return len(weak_words().sub("", thing)) > 1 and len(thing) >= _SHORTEST and not _NAMELESS.match(thing)


def _without_own(name: str, own: Sequence[str]) -> str:
    for place in own:
        if name.startswith(place) and len(name) - len(place) > _SHORTEST:
            return name[len(place) :].lstrip("省市区县州盟旗镇乡")
    return name


def _of_piece(piece: str) -> Iterator[str]:
    text = without_verbs(_EVERYWHERE.sub("", without_verbs(piece)))
    named = _AFTER_LIST.sub("", text)
    kind = ""
    if len(named) >= _SHORTEST:
        kind = _kind(text[len(named) :])
        text = named
    members = [member for part in text.split("、") for member in _at_and(part)]
    if any(len(member) < _SHORTEST_MEMBER for member in members):  # 市、县影剧院: one thing
        members = [text]
    members = [m + kind if len(m) <= _SHARED_END and not _WHOLE.search(m) else m for m in members]
    for number, member in enumerate(_with_shared_end(members)):
        plain = _SIZE.sub("", _ASKED_LAST.sub("", without_verbs(member, listed=number > 0))) or member
        uncounted = _COUNT_FIRST.sub("", _COUNT_LAST.sub("", plain))
        plain = (uncounted if len(uncounted) >= _SHORTEST_MEMBER else plain).lstrip("的")
        short = _SAID_LAST.sub("", plain)
        yield plain if not weak_words().sub("", short) else short  # 城市 of 城市建设 names nothing


def _kind(tail: str) -> str:
    """What sort of things a list was of, where that says something: 景区 of 等景区建设, nothing of 等项目."""
    kind = _SAID_LAST.sub("", tail.lstrip("等"))
    return kind if len(kind) in _KIND_LENGTHS and weak_words().sub("", kind) == kind else ""


def _with_shared_end(members: list[str]) -> list[str]:
    """云溪街、松涛街绿化工程: 绿化工程 belongs to both. The end is that of the next member that is long enough to have one."""
    found = []
    for number, member in enumerate(members):
        after = next((m for m in members[number + 1 :] if len(m) - len(member) >= _SHARED_END), None)
        short = len(member) <= _SHARED_END and not _WHOLE.search(member)
        found.append(member + after[_own_length(members, after) :] if short and after else member)
    return found


def _own_length(members: list[str], last: str) -> int:
    """How long the names before ``last`` are at most, which is how long its own may be: 松柏岭、云台、鹿鸣湖景区."""
    return max(len(m) for m in members if len(last) - len(m) >= _SHARED_END >= len(m))


def _at_and(text: str) -> list[str]:
    pieces = _AND.split(text.removeprefix("以及"))
    return pieces if all(len(piece) >= _SHORTEST_MEMBER for piece in pieces) else [text]
