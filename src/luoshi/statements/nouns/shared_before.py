"""What a later member of a list leaves out of its name: 省级森林城镇1个、|森林村庄5个; 国家级绿色工厂2家、|省级|9家.

A level goes for all the things of one class behind it, and the words before 示范 for whatever is 示范 too; a level alone stands for the things just counted.
"""

import re

from luoshi.statements.statement import Subject

_LEVEL = r"(?:国家|自治区|省|市|州|县|区)级(?:及?以上)?"
_LEVELS = re.compile(rf"(?:{_LEVEL}|国家)?")
_ANY_LEVEL = re.compile(_LEVEL)
# 3个、 between two members of one list; 12家，其中 before a part of what was counted
_SAME_LIST = re.compile(r"[^，。；：、]{0,10}(?:、[^，。；：、]{0,6}|[，、和]其中)")
_MODEL = "示范"
_CLASS = 2  # characters of a class word: 森林, 绿色, 示范


def with_shared(text: str, before: Subject | None, subject: Subject, unit: str, its_unit: str) -> Subject:
    """``subject`` with what it shares with the thing counted before it, ``unit`` being that one's and ``its_unit`` its own."""
    if before is None or subject.indicator is not None or subject.start < before.end:
        return subject
    if _SAME_LIST.fullmatch(text, before.end, subject.start) is None:
        return subject
    name = before.text
    if _ANY_LEVEL.fullmatch(subject.text) is not None:
        thing = name[_levels(name) :]
        return subject._replace(text=subject.text + thing) if unit == its_unit and len(thing) > 1 else subject
    shared = _shared(name, subject.text)
    return subject if shared is None else subject._replace(text=shared)


def _levels(name: str) -> int:
    found = _LEVELS.match(name)
    return found.end() if found is not None else 0


def _shared(name: str, own: str) -> str | None:
    """``own`` with the words before the class that both names have; None where it has a level of its own, or they share no class."""
    same = _levels(own) if _levels(name) and own[: _levels(own)] == name[: _levels(name)] else 0
    if _ANY_LEVEL.search(own, same) is not None:
        return None
    word = own[same : same + _CLASS]
    if len(own) <= same + _CLASS:
        return None
    place = name.find(word, same)
    if place <= same or place + _CLASS >= len(name):
        return None  # the class is the first word there, or its head: 中小企业, |企业技术中心
    if word != _MODEL and place != _levels(name):
        return None
    return own[:same] + name[same:place] + own[same:]
