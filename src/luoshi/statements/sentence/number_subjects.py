"""Which subject a number has: the one written before it, else the thing counted behind it."""

import re
from typing import NamedTuple

from luoshi.lines.objects import object_of
from luoshi.quantities.quantity import Quantity
from luoshi.statements.nouns.bare_counts import (
    counts_itself,
    done_with,
    had_by,
    of_people,
    of_those,
    of_those_behind,
)
from luoshi.statements.nouns.counted import read_counted, read_pair
from luoshi.statements.nouns.named_before import of_owner
from luoshi.statements.nouns.shared_before import with_shared
from luoshi.statements.nouns.subjects import read_subject
from luoshi.statements.sentence.completing import completed
from luoshi.statements.sentence.memory import Memory
from luoshi.statements.sentence.spent import spent_behind
from luoshi.statements.sentence.whose import echoed, named_with, with_owner, works_of
from luoshi.statements.statement import Subject
from luoshi.statements.words.measures import fits
from luoshi.statements.words.openings import Opening, read_opening, trimmed
from luoshi.statements.words.predicates import Predicate
from luoshi.text.late import late
from luoshi.vocabulary.bare_measures import bare_measure
from luoshi.vocabulary.phrases import openers

_SAYS_NO_MORE = frozenset({"任务", "目标", "目标任务", "指标", "任务目标"})
_MEASURED = frozenset({"count", "physical", "money", "bare"})
_MONEY = ("元", "美元")
_THINGS_COUNTED = frozenset({"家", "个", "处", "座", "台", "户", "条", "辆", "眼", "起"})
_SHORTEST_THING = 3
_HEADS_OF_THINGS = (
    "企业",
    "作坊",
    "锅炉",
    "矿山",
    "煤矿",
    "隐患",
    "问题",
    "窑厂",
    "摊点",
    "违建",
    "建筑",
    "项目",
    "楼盘",
    "水井",
    "自备井",
    "坑塘",
    "道路",
    "车辆",
    "案件",
)
_LONGEST_OWNER = 20  # characters of a policy, a fund or a project with its verb
_OWNS = late(r"(?![为对向给从在与将把])(?!.*(?:了|年|时间|要求))[\u4e00-\u9fff“”]+")
_WITHOUT = ("不含", "不包括", "扣除", "剔除")


class Number(NamedTuple):
    """A number whose subject is asked for: its clause begins at ``lead``, its predicate at ``end``, its sentence ends at ``stop``.

    ``places`` are the names of the report's own place; ``following`` is the next number of the sentence.
    """

    text: str
    stop: int
    places: tuple[str, ...]
    lead: int
    end: int
    predicate: Predicate
    quantity: Quantity
    following: Quantity | None


def subject_of(number: Number, memory: Memory) -> Subject | None:
    """The subject written before the number, else the thing counted after it, else None: the last one goes on."""
    text, stop, places, lead, end, predicate, quantity, following = number
    last = memory.last
    subject = read_subject(text, lead, end, places) if end > lead else None
    if (thing := done_with(text, lead, end, last, quantity, memory.told.unit)) is not None:
        return thing
    if (
        subject is not None
        and last is not None
        and text[lead - 1] == "（"
        and subject.text.startswith(_WITHOUT)
    ):
        # 生产总值增长6%（不含新区增长7%）
        return last._replace(
            start=subject.start, end=subject.end, left=lead, scope=subject.text, partial=True
        )
    if subject is not None:
        named = _of_those_before(_named(subject, number, memory), number, memory)
        return _acted_upon(_shared(named, number, memory), number, memory)
    if memory.waiting is not None:
        return None
    moves = predicate.sense in ("grow", "reach") and memory.group
    if moves and not text.startswith("的", quantity.span.end):
        return None
    if (some := of_those(text, lead, quantity, last, memory.told.unit)) is not None:
        return some
    counted = read_counted(text, lead, stop, quantity, places)
    if counted is None and quantity.span.start == lead:
        counted = of_people(text, lead, stop, quantity, following, places)
    if counted is None and not memory.group:
        opening = read_opening(text, lead, end)
        if opening.acts and opening.end >= end > lead and _tells_how_much(number):
            begin = trimmed(text, lead, stop)
            return Subject(begin, end, begin, text[begin:end], None, acts=True)  # 投入3145万元
    if counted is None:
        return None
    return _acted_upon(_shared(works_of(memory, counted), number, memory), number, memory)


def _tells_how_much(number: Number) -> bool:
    """投入3145万元 says how much without its thing; of 新建25万亩、|改造12万亩高标准农田 the next number has it."""
    if number.quantity.dimension != "physical" or number.following is None:
        return number.quantity.dimension in ("money", "physical")
    return (
        read_pair(number.text, number.lead, number.stop, number.quantity, number.following, number.places)
        is None
    )


def _shared(subject: Subject, number: Number, memory: Memory) -> Subject:
    return with_shared(number.text, memory.last, subject, memory.told.unit, number.quantity.unit)


def _of_those_before(subject: Subject, number: Number, memory: Memory) -> Subject:
    """整治“散乱污”企业，依法|取缔351家: a deed alone is done to the things of the clause right before."""
    text, opening = number.text, read_opening(number.text, subject.start, subject.end)
    if opening.upon is None or opening.end < subject.end or number.quantity.unit not in _THINGS_COUNTED:
        return subject
    if memory.about_a_clause():
        begin, stop = object_of(text, *memory.topics[0])
        name = re.split("[、等和及与]", text[begin:stop])[-1]
    else:
        last = memory.last
        name = "" if last is None or last.upon is None else last.text.removeprefix(last.upon)
    if not _SHORTEST_THING <= len(name) <= _LONGEST_OWNER or not name.endswith(_HEADS_OF_THINGS):
        return subject
    return subject._replace(text=opening.upon + name, upon=opening.upon)


def _acted_upon(subject: Subject, number: Number, memory: Memory) -> Subject:
    """拆除|违建20处, 惠及|企业300家: the deed makes the set, which is not the whole that a code is for; so of the next of a list."""
    text, _, _, lead, end, _, quantity, _ = number
    if quantity.dimension not in _MEASURED or (
        subject.indicator is not None and quantity.dimension == "money"
    ):
        return subject
    behind = subject.start >= quantity.span.end
    opening = read_opening(text, lead, quantity.span.start if behind else end)
    upon = opening.upon if behind or subject.start <= opening.end < subject.end else None
    if upon is None and text[lead] == "、" and not read_opening(text, lead, max(end, subject.end)).acts:
        upon = _of_the_list(memory, quantity)
    if (
        upon is None
        and behind
        and (told := _told_by_owner(text, lead, opening, quantity.span.start)) is not None
    ):
        # 育儿补贴|惠及120万婴幼儿: whom it reaches
        return subject._replace(
            text=told + subject.text, left=min(subject.left, lead), indicator=None, partial=False
        )
    if upon is None or upon in subject.text:
        return subject
    return subject._replace(text=upon + subject.text, indicator=None, partial=False, upon=upon)


def _told_by_owner(text: str, lead: int, opening: Opening, stop: int) -> str | None:
    """育儿补贴惠及 of 育儿补贴惠及|120万婴幼儿: an owner and the deed that is done to so many; None where a verb opens the words."""
    verb = openers().at_end(text, opening.end, stop)
    if opening.acts or verb is None or verb.sense != "upon" or stop - lead > _LONGEST_OWNER:
        return None
    owner = text[opening.end : stop - len(verb.word)]
    return owner + verb.word if len(owner) > 1 and _OWNS.fullmatch(owner) else None


def _of_the_list(memory: Memory, quantity: Quantity) -> str | None:
    """整治 of 整治农贸市场12个、|沿街店铺300家."""
    counts = memory.told.measure == "count" and quantity.dimension != "money"
    return memory.last.upon if counts and memory.last is not None else None


def _owned(subject: Subject, number: Number, memory: Memory) -> Subject:
    """A bare measure with whose it is; of a sum what it is spent on behind the number goes first: 投资2亿元|新建滨江中学."""
    quantity = number.quantity
    money = quantity.unit in _MONEY and number.predicate.sense in (None, "level")
    bare = subject.scope is None and subject.indicator is None
    measure = bare_measure(subject.text) if bare else None
    if measure is None:
        return echoed(memory, subject) if bare else subject
    owned = with_owner(memory, subject, measure, money=money)
    if measure.kind != "spent" or not money:
        return owned
    named_by_clause = owned is not subject and memory.about_a_clause()
    if named_by_clause and number.text.startswith("，", quantity.span.end):
        return owned  # 稳步推进新农村建设，投入资金7亿元，|改造危房
    thing = spent_behind(number.text, number.lead, number.stop, quantity, number.following)
    return owned if thing is None else named_with(thing, subject, measure)


def _named(subject: Subject, number: Number, memory: Memory) -> Subject:
    """What a written subject is: whose it is, completed, or the thing counted behind the number."""
    text, stop, places, lead, _, predicate, quantity, following = number
    whose = None
    if following is not None and text[quantity.span.end] == "的":
        whose = of_those_behind(text, lead, stop, quantity, following, places)
    if whose is None and "new" in predicate.flags:
        whose = had_by(text, lead, stop, subject, quantity, places)
    if whose is not None:
        return whose
    whole = _owned(completed(memory, subject), number, memory)
    ranked = quantity.dimension == "rank" and whole.indicator == "key_project_investment"
    subject = subject if ranked else whole  # 重点项目141个，…，投资额全省第三: planned, not made
    listed = subject.text[-1] == "等"  # 云河大学、南屏学院等全国7所高校
    of_it = subject.indicator is not None and fits(subject.indicator, quantity)
    if of_it or predicate.origin or not (predicate.sense is None or listed):
        return subject  # but 世行贷款31个|子项目
    counted = read_counted(text, lead, stop, quantity, places)
    if counted is not None and counts_itself(text, counted, quantity, following):
        return subject
    if counted is None:
        return subject
    if counted.text in _SAYS_NO_MORE and quantity.dimension != "count":
        return subject  # 新增旱保田20万亩任务; but 完成72项任务
    return of_owner(subject, counted) or counted
