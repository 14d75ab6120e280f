"""Whose a bare measure is: 产值 of 专用汽车产业步伐加快，产值增长6%, 销售收入 of 入园企业达12家，实现销售收入8亿元.

The owner is who or what was counted or measured right before; else who the clauses before it are about, the nearest one that names an
owner. A sum that was spent is of the work that the clause before is about, too: 深化城市更新，投资6亿元.
"""

import re

from luoshi.lines.objects import object_of
from luoshi.statements.nouns.bare_counts import without_stage
from luoshi.statements.numbers.ranks import GENERIC
from luoshi.statements.sentence.memory import Memory, Told
from luoshi.statements.sentence.spent import spent_before
from luoshi.statements.statement import Subject
from luoshi.statements.words.openings import read_opening
from luoshi.text.late import late
from luoshi.vocabulary.bare_measures import BareMeasure, bare_measure, measure_at_end
from luoshi.vocabulary.generic import is_generic
from luoshi.vocabulary.indicators import indicators
from luoshi.vocabulary.noun_ends import noun_end
from luoshi.vocabulary.owner_heads import owner_head
from luoshi.vocabulary.verbs import task_verbs

_LONGEST = 24  # characters of an owner's name
_SHORTEST, _SHORTEST_COUNTED = 3, 2
_STEM = 2  # characters that two measures of one thing begin with: 商品房|销售面积, |销售额
_PERSONS = frozenset({"人", "人次", "户", "户次", "名"})
_NO_THINGS = _PERSONS | {"元", "美元", "%", "百分点", "位", "倍"}  # what has no size and costs nothing
_OF_DEEDS = frozenset({"rate", "reach", "drawn"})
_OF_WORKS = ("工程", "示范带", "经济带", "新区", "新城", "片区", "示范区")
_TIMES = frozenset({"场", "场次", "次", "届", "期"})
_EVENTS = (
    "活动",
    "展会",
    "展销会",
    "博览会",
    "交易会",
    "洽谈会",
    "推介会",
    "对接会",
    "购物节",
    "消费节",
    "大集",
    "集市",
)
_ECHOED = frozenset({"earned", "scale", "sized"})  # 产业投资 is a name of its own
_HEADS = frozenset({"产业", "企业", "项目", "工程", "园区", "平台", "基金"})
_NO_MODIFIER = "、和及与的"
_MARKS = "，；：。！？\n"
_DRAWS = ("直接带动", "直接拉动", "直接撬动", "带动", "拉动", "撬动")
_OF_INSURED = frozenset({"参保率", "参合率"})
_INSURANCE = re.compile("保险|[医农社]保|农合|合作|参保")
_PROPOSALS = re.compile("(?:建议|提案|议案|意见)$")
_KIND = 4  # characters of a thing's name that tell of what kind it is
_HOW = re.compile("(?:持续|稳步|不断|进一步|显著|明显|全面|逐步|大幅)+$")
_RATE = 3  # characters of a deed and its rate: 接听率
_MANNER = re.compile("(?:按时|按期)$")
_RUNNING = "连续"
_BACK = 4  # values of one thing that stand one behind another
_A_MEASURE = re.compile(r"(?:[率额]|投资|收入|产值|资产|利润|面积|里程|金额|资金|标准|规模|人数|人次)$")
_HOW_MANY = re.compile("(?:数量|总数|个数|人数|(?<!指)数)$")
_NO_OWNER_OF_SIZE = late(r"(?:人口|人数|[率额值]|资金|收入|以上)$|投资[\d.]+[万亿]元(?:的|[新改])")


def with_owner(memory: Memory, subject: Subject, measure: BareMeasure, *, money: bool = True) -> Subject:
    """The bare ``measure`` that a subject is, named with its owner; as it is where nobody before it in the sentence is one. ``money``: its number is a sum."""
    if subject.text in GENERIC or subject.text == "规模":
        return subject  # 总量居全省第一, 规模达11亿元: of what was just told
    if measure.kind in _OF_DEEDS:
        return _of_a_deed(memory, subject, measure)
    owner = _told_last(memory, subject, measure) or _of_a_clause(memory, subject, measure, money=money)
    if owner is None and measure.kind in ("earned", "sized") and memory.about_a_clause():
        owner = _with_its_word(memory, subject.text[:_STEM]) or _event(memory)
    return subject if owner is None else named_with(owner, subject, measure)


def each_with_owner(memory: Memory, members: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """The bare measures of a list, each with its owner: 办理建议12件，|办结率、满意率; 热线接听率、|办结率; 国企改革见效，|营收、利润."""
    of_whom, named = "", []
    for member in members:
        bare = member.indicator is None and member.scope is None
        measure = bare_measure(member.text) if bare else None
        if measure is None:
            of_whom = _rated(member.text) or _measured(member.text) or of_whom
        elif measure.kind in ("rate", "earned") and of_whom:
            member = named_with(of_whom, member, measure)
        else:
            member = with_owner(memory, member, measure)
        named.append(member)
    return tuple(named)


def _measured(name: str) -> str:
    """What a measure that names it is of: 茶叶 of 茶叶产量."""
    found = measure_at_end(name)
    return name[: found[0]] if found is not None and found[1].kind == "earned" else ""


def _rated(name: str) -> str:
    """What a rate that names it is of: 热线 of 热线接听率; "" where the name is that of no rate."""
    name = name.partition("、")[0]
    if len(name) <= _RATE + 1 or not name.endswith(("率", "数量")):
        return ""
    return _MANNER.sub("", name[:-_RATE] if name[-1] == "率" else name[:-_STEM])


def echoed(memory: Memory, subject: Subject) -> Subject:
    """市属国有|企业提质增效行动，企业资产总额: a head and its measure, with what stands before that head in what was told right before."""
    found = measure_at_end(subject.text)
    if found is None or found[1].kind not in _ECHOED or subject.text[: found[0]] not in _HEADS:
        return subject
    head = subject.text[: found[0]]
    last = memory.last
    told = last is not None and last.indicator is None and head in last.text
    if last is not None and told and not memory.about_a_clause():
        text, start, end = last.text, 0, len(last.text)
    elif memory.topics:
        text, (start, end) = memory.text, memory.topics[0]
    else:
        return subject
    begin = read_opening(text, start, end).end
    verb = task_verbs().at(text, begin, verb=True)
    begin += 0 if verb is None else len(verb.word)
    again = text.find(head, begin + _SHORTEST_COUNTED, end)
    name = text[begin:again] if again > 0 else ""
    if not name or not _is_name(name + head) or any(mark in name for mark in _NO_MODIFIER):
        return subject
    return subject._replace(text=name + subject.text)


def works_of(memory: Memory, subject: Subject) -> Subject:
    """抓好云河示范带工程，123个项目竣工: projects without a name are of the work that the clause right before tells of."""
    if subject.text != "项目" or subject.scope is not None or not memory.about_a_clause():
        return subject
    begin, stop = object_of(memory.text, *memory.topics[0])
    name = memory.text[begin:stop]
    named = name.endswith(_OF_WORKS) and _is_name(name) and "、" not in name
    return subject._replace(text=name + subject.text) if named else subject


def _with_its_word(memory: Memory, word: str) -> str | None:
    """公共资源|交易体制改革，交易额: what the clause right before says with the measure's own word."""
    text, (start, end) = memory.text, memory.topics[0]
    begin, stop = object_of(text, start, end)
    again = text.find(word, begin + _SHORTEST_COUNTED, stop)
    name = text[begin:again] if again > 0 else ""
    return name if _is_name(name) and not any(mark in name for mark in _NO_MODIFIER) else None


def _event(memory: Memory) -> str | None:
    """举办农产品展销会，订单金额17亿元: what the clause right before says to have been held."""
    begin, stop = object_of(memory.text, *memory.topics[0])
    name = memory.text[begin:stop]
    return name if name.endswith(_EVENTS) and _is_name(name) and "、" not in name else None


def _of_a_deed(memory: Memory, subject: Subject, measure: BareMeasure) -> Subject:
    """改造老旧小区184个，惠及31万户; 实施饮水安全工程，惠及2万人; 发放消费券4650万元，带动消费30亿元: of the things counted or the work told of right before."""
    verb = ""
    if measure.kind == "drawn":
        verb = next((word for word in _DRAWS if memory.text.endswith(word, 0, subject.start)), "")
        if not verb:
            return subject
    if memory.about_a_clause():
        start, end = memory.topics[0]  # behind the words that open the clause
        near = max(0, start - _LONGEST)
        begin = max(near - 1, *(memory.text.rfind(mark, near, start) for mark in _MARKS)) + 1
        owner = spent_before(memory.text, begin, end, subject.start) or _told_of(memory, measure)
    else:
        owner = _things_told(memory, measure)
    if owner is None or (measure.word in _OF_INSURED and _INSURANCE.search(owner) is None):
        return subject  # 做好新农合工作，提高保障能力，参合率95%
    named = named_with(owner, subject, measure)
    return named._replace(text=owner + verb + subject.text) if verb else named


def _things_told(memory: Memory, measure: BareMeasure) -> str | None:
    """The last things that the sentence counted, behind rates and sums told of them: 清单88个，完成率126%、|开工率105%; 建议9件、提案6件，|满意率."""
    if measure.kind == "reach" and memory.told.unit in _PERSONS:
        return None
    told: list[str] = []
    measured = ""
    for last in reversed(memory.history[-_BACK:]):
        name = without_stage(_HOW_MANY.sub("", last.text))
        if _A_MEASURE.search(name) is not None:
            if told:
                break
            measured = last.text
            continue
        if not told and measured and name[-_KIND:] not in measured:
            return None  # 28个重点项目开工，债券项目申报资金24亿元、|开工率87%: of those that have the sum
        told.insert(0, name)
        if not _PROPOSALS.search(name):
            break
    if len(told) > 1 and not _PROPOSALS.search(told[0]):
        del told[0]
    if not told and measure.kind == "rate" and memory.last is not None:
        return _rated(memory.last.text) or None  # 小学入学率100%、|巩固率100%
    if not told and memory.last is not None:
        found = measure_at_end(memory.last.text)  # 集中供热面积73万平方米，|惠及20万人
        told.append(memory.last.text[: found[0]] if found is not None else "")
    owner = "、".join(told)
    return None if is_generic(owner) or len(owner) < _SHORTEST_COUNTED else owner


def _told_of(memory: Memory, measure: BareMeasure) -> str | None:
    """新农保|顺利启动，参保率96%: what the clause right before tells of, where no verb opens it."""
    text, (start, end) = memory.text, memory.topics[0]
    begin = read_opening(text, start, end).end
    stop = noun_end().search(text, begin, end)
    if (
        measure.kind != "rate"
        or stop is None
        or text.startswith(_RUNNING, begin)
        or task_verbs().at(text, begin) is not None
    ):
        return None
    name = _HOW.sub("", text[begin : stop.start()])
    return name if _is_name(name) else None


def named_with(owner: str, subject: Subject, measure: BareMeasure) -> Subject:
    """The measure of its ``owner``: 改造面积 of 老旧小区改造 is 老旧小区改造面积."""
    own = subject.text
    name = owner + (own[_STEM:] if owner.endswith(own[:_STEM]) else own)
    hit = indicators().at_end(name) if measure.kind == "earned" else None
    return subject._replace(text=name, indicator=hit[0] if hit is not None and hit[1] == 0 else None)


def _told_last(memory: Memory, subject: Subject, measure: BareMeasure) -> str | None:
    """Who or what was counted or measured right before: 入园企业达12家，实现产值; 签约项目47个，总投资80亿元，年度投资."""
    last = memory.last
    if last is None:
        return None
    if memory.about_a_clause():
        return _counted_last(last, memory.told.unit) if measure.kind == "earned" else None
    before = measure_at_end(last.text) if last.indicator is None and last.text != subject.text else None
    if before is not None:
        return _of_the_same(last.text, *before, subject.text, measure)
    owner = _counted_last(last, memory.told.unit) if measure.kind in ("earned", "scale") else None
    return owner if owner is not None or measure.kind == "earned" else _counted(last, memory.told, measure)


def _of_the_same(told: str, begin: int, other: BareMeasure, own: str, measure: BareMeasure) -> str | None:
    """签约项目|总投资80亿元，|年度投资; 商品房|销售面积90万平方米，|销售额: who had the last measure has this one of the same kind."""
    owner = told[:begin]
    alike = other.kind == measure.kind or told.startswith(own[:_STEM], begin)
    return owner if alike and (len(owner) >= _SHORTEST or (owner and own[0] == "总")) else None


def _counted_last(last: Subject, unit: str) -> str | None:
    """入园企业|达到12家，实现产值: those whose number was just told; of 新增企业12家 the number is new, and the output is not theirs."""
    if last.indicator is not None or last.sign is not None:
        return None
    if unit in _TIMES and last.text.endswith(_EVENTS):
        return last.text  # 促消费活动332场、实现|销售额
    head = _last_head(last.text, 0, len(last.text), owner_head(built=False))
    return last.text if head == len(last.text) and _is_name(last.text) else None


def _counted(last: Subject, told: Told, measure: BareMeasure) -> str | None:
    """争取国债项目38个、|资金20亿元; 修建村级公路15条，|总里程50公里; 接待过夜游客9万人次、|人均花费800元."""
    name = without_stage(_HOW_MANY.sub("", last.text))
    if told.measure not in ("count", "level") or is_generic(name) or len(name) < _SHORTEST_COUNTED:
        return None
    if measure.kind == "each":
        return name if told.unit in _PERSONS else None
    return name if told.unit not in _NO_THINGS and _NO_OWNER_OF_SIZE.search(name) is None else None


def _of_a_clause(memory: Memory, subject: Subject, measure: BareMeasure, *, money: bool) -> str | None:
    """Who a clause before is about, or the work that the clause right before tells of."""
    if measure.kind in ("each", "sized"):
        return None
    heads = owner_head(built=measure.kind == "spent")
    owner = next(filter(None, (_named(memory.text, *topic, heads) for topic in memory.topics)), None)
    if owner is not None or measure.kind != "spent" or not money or not memory.topics:
        return owner
    return spent_before(memory.text, *memory.topics[0], subject.start)


def _named(text: str, start: int, end: int, heads: re.Pattern[str]) -> str | None:
    """The owner that a clause is about: 推动|农产品加工业|全链条升级."""
    begin = read_opening(text, start, end).end
    begin += text[begin] in "了以"
    verb = task_verbs().at(text, begin, verb=True)
    if verb is not None and heads.match(text, begin) is None:
        begin += len(verb.word)  # 成立|供应链公司; but 推进|开发区创新升级
    stop = noun_end().search(text, begin, end)
    head = _last_head(text, begin, end if stop is None else stop.start(), heads)
    if head is None:
        return None
    name = text[begin:head]
    return name if _is_name(name) else None


def _last_head(text: str, start: int, end: int, heads: re.Pattern[str]) -> int | None:
    """Where the last name of an owner in ``text[start:end]`` ends."""
    ends = None
    for found in heads.finditer(text, start, end):
        ends = found.end()
    return ends


def _is_name(name: str) -> bool:
    closed = all(name.count(opens) == name.count(closes) for opens, closes in ("“”", "《》", "（）"))
    return closed and _SHORTEST <= len(name) <= _LONGEST and not is_generic(name)
