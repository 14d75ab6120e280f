"""Whose a bare measure is: 产值 of 专用汽车产业步伐加快，产值增长6%, 销售收入 of 入园企业达12家，实现销售收入8亿元.

The owner is who was counted right before; else who the clauses before it are about, the nearest one that names an owner.
"""

import re

from luoshi.statements.numbers.ranks import GENERIC
from luoshi.statements.sentence.memory import Memory
from luoshi.statements.statement import Subject
from luoshi.statements.words.openings import read_opening
from luoshi.statements.words.owners import is_measure
from luoshi.vocabulary.generic import is_generic
from luoshi.vocabulary.indicators import indicators
from luoshi.vocabulary.noun_ends import noun_end
from luoshi.vocabulary.owner_heads import owner_head
from luoshi.vocabulary.verbs import task_verbs

_LONGEST = 24  # characters of an owner's name
_SHORTEST = 3


def with_owner(memory: Memory, subject: Subject) -> Subject:
    """A bare measure named with its owner; as it is where nobody before it in the sentence is one."""
    if subject.indicator is not None or subject.scope is not None or not is_measure(subject.text):
        return subject
    if subject.text in GENERIC or subject.text == "规模":
        return subject  # 总量居全省第一, 规模达11亿元: of what was just told
    heads = owner_head(built="投资" in subject.text)
    owner = _counted_last(memory, heads)
    if owner is None:
        owner = next(filter(None, (_named(memory.text, *topic, heads) for topic in memory.topics)), None)
    if owner is None:
        return subject
    hit = indicators().at_end(owner + subject.text)
    code = hit[0] if hit is not None and hit[1] == 0 else None
    return subject._replace(text=owner + subject.text, indicator=code)


def _counted_last(memory: Memory, heads: re.Pattern[str]) -> str | None:
    """入园企业|达到12家，实现产值: those whose number was just told; of 新增企业12家 the number is new, and the output is not theirs."""
    last = memory.last
    if last is None or last.indicator is not None or last.sign is not None:
        return None
    head = _last_head(last.text, 0, len(last.text), heads)
    return last.text if head == len(last.text) and _is_name(last.text) else None


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
