"""What a bare head, a measure or a class of size is completed from: 利润 after 规模以上工业, 总投资 after 项目, 其中超10亿元."""

import re

from luoshi.statements.nouns.subjects import GRAIN_HEADS, WHOLE, complete, is_bare
from luoshi.statements.sentence.memory import Memory
from luoshi.statements.statement import Subject
from luoshi.statements.words.owners import owner_of
from luoshi.text.late import late
from luoshi.vocabulary.indicators import indicators

# 铝基新材料产业纳入国家布局，实现产值245亿元: whose the value is, and no topic before it
_OWNER = re.compile(r"^[^，]{1,12}?(?:产业|集群|市场|公司|集团|基地|园|小镇)(?!增加值|结构)")
_STAGE = re.compile("新?开工(?:建设)?|续建|竣工|完工|投产|投用|建成投[产用]")
_SIZED = re.compile(r"[亿万](?:元(?!GDP|地区|国内|生产|工业增加值|产值)|级)")  # but 万元GDP能耗
_SIGNED = late(r"(?:签约|引进|招引|招商|新签)[^，。；]{0,12}项目$")
_MEASURES_END = frozenset("资额率值入收润税费金产量出口模总")  # 总投资, 满意率, 利润总额
_PROJECTS = ("new_contract_projects",)
_OTHER_STAGE = re.compile(r"(?:新|集中|确保|力争)*(?:开工|竣工|投产|续建|在建|储备|谋划|入库|完工)")
_AMOUNTS = frozenset({"元", "美元", "%"})
_RESIDENTS = re.compile("(?:城镇|农村)(?:常住)?居民")
_INCOMES = ("resident_income", "urban_income", "rural_income")
# 一般公共预算收入加上级补助收入19.6亿元，|收入总计|49.2亿元 is no budget revenue
_SUM = re.compile("(?:收入|支出)(总计|合计)")
_TOPIC = 20  # characters of a clause that can hold its topic


def completed(memory: Memory, subject: Subject, begin: int | None = None) -> Subject:
    """A bare head completed from the clauses and subjects so far (利润 after 规模以上工业).

    The words of its own clause from ``begin`` on tell of a yield: 粮食连续七年丰收、|总产|接近60亿斤.
    """
    text = memory.text
    if _RESIDENTS.fullmatch(subject.text) and subject.indicator is None:
        return _of_residents(memory, subject)
    if (sum_of := _SUM.match(text, subject.start)) is not None and sum_of.start(1) == subject.end:
        return subject._replace(text=sum_of[0], end=sum_of.end())
    if not is_bare(subject):
        return _of_the_last(memory, subject)
    topics = []
    if begin is not None and subject.text in GRAIN_HEADS:
        topics.append(text[begin : subject.start])
    for topic in memory.topics:
        topics.append(text[topic.start : min(topic.end, topic.start + _TOPIC)])
        if _OWNER.match(topics[-1]):
            break
    whole = complete(subject, (*topics, *(s.text for s in reversed(memory.history))))
    if whole.indicator is None and subject.text == "增加值" and memory.topics:
        # 培育壮大数字经济核心产业，力争增加值占…比重达到15%: whose it is stands at the end of the clause
        whose = text[memory.topics[0].start : memory.topics[0].end]
        hit = indicators().at_end(whose + subject.text)
        if hit is not None and whose[hit[1] :] not in ("", "工业", "农业"):
            return subject._replace(text=whose[hit[1] :] + subject.text, indicator=hit[0])
    return whole if whole.indicator is not None else _of_the_last(memory, whole)


def _of_the_last(memory: Memory, subject: Subject) -> Subject:
    """A measure of what was just counted: 新签约项目47个，|总投资80亿元."""
    last = memory.last
    if last is None or subject.indicator is not None or subject.scope is not None:
        return subject
    if subject.text[-1] not in _MEASURES_END:
        return subject
    owner = owner_of(subject.text, last.text)
    return subject if owner is None else subject._replace(text=owner + subject.text, scope=last.scope)


def _of_residents(memory: Memory, subject: Subject) -> Subject:
    """居民人均可支配收入3.2万元，其中城镇居民4.2万元: the income of those."""
    for last in reversed(memory.history):
        whole = last.text.partition("居民")[2] if last.indicator in _INCOMES else ""
        code = indicators().codes.get(f"{subject.text[:2]}居民{whole}") if whole else None
        if code is not None:
            return subject._replace(text=subject.text + whole, indicator=code, partial=False)
    return subject


def _signed(memory: Memory) -> Subject | None:
    """The projects signed or brought in that were counted last."""
    return next((s for s in reversed(memory.history) if _SIGNED.search(s.text)), None)


def divided(memory: Memory) -> Subject | None:
    """What a class after 其中 divides: the projects just counted, and not the investment in them."""
    last = memory.last
    return last if last is None or last.indicator is not None else _signed(memory) or last


def as_part(memory: Memory, subject: Subject) -> Subject:
    """A value that is of a part only, by 其中 or by what the words before leave out of it (排除水电影响，工业增加值增长7%)."""
    part = _within(memory, subject)
    if memory.without is None:
        return part
    whole = part.scope is None or WHOLE.fullmatch(part.scope) is not None
    return part._replace(scope=memory.without if whole else part.scope, partial=True)


def _within(memory: Memory, subject: Subject) -> Subject:
    """After 其中: a part of what was just counted, unless it is an indicator under its own full name."""
    text, parts = memory.text, memory.parts
    if not parts.open:
        return _another_class(memory, subject)
    parent = parts.parent.indicator if parts.parent is not None else None
    if subject.indicator is None and subject.text.endswith("项目"):
        # 签约项目120个、总投资350亿元，其中制造业项目60个: a part of the projects, and not of their investment
        signed = None if parent else _signed(memory)
        parent = signed.indicator if signed is not None else parent
        if parent in _PROJECTS and not parts.divided:
            return subject._replace(scope="其中", partial=True, indicator=parent)
    if _SIZED.search(subject.text) and not _STAGE.fullmatch(text, subject.start, subject.end):
        if parts.divided and _OTHER_STAGE.match(text, subject.left):
            return subject  # …，新开工亿元以上项目25个
        # 其中超10亿元项目18个: a size class of what was just counted
        return subject._replace(scope="其中", partial=True, indicator=subject.indicator or parent)
    if parts.divided:
        if parts.counted and text[subject.start : subject.end] != subject.text:
            return subject._replace(scope="其中", partial=True)  # 其中省级重点项目15个，完成投资24亿元
        return subject
    if subject.indicator is None:
        return subject._replace(scope="其中", partial=True)
    # 上市企业100家，其中境内A股上市公司80家; but 财政收入92亿元，其中一般预算收入70亿元 is what the code is for
    same = subject.indicator == parent and (memory.told.unit not in _AMOUNTS or subject.sign is not None)
    return subject._replace(scope=subject.scope or "其中", partial=subject.partial or same)


def _another_class(memory: Memory, subject: Subject) -> Subject:
    """招引千万元级项目15个、|亿元级项目10个: projects of another size are counted as the first were."""
    last = memory.last
    if last is None or last.indicator not in _PROJECTS or not _SIZED.search(subject.text):
        return subject
    between = memory.text[last.end : subject.left]
    staged = _OTHER_STAGE.match(memory.text, subject.left)
    if subject.text.endswith("项目") and "，" not in between and not staged:
        return subject._replace(indicator=last.indicator)
    return subject
