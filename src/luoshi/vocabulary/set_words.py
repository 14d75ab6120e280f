"""What those did whom a number counts, so that it makes the set of them (``data/set_words.tsv``): 29家企业|完成智能化改造, 90万居民|用上天然气."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from luoshi.vocabulary.alternatives import longest_first
from luoshi.vocabulary.stages import tells_only_a_stage
from luoshi.vocabulary.tables import read_table

_CLASSES = ("did", "gone", "actor", "course", "work")
_HOW = "(?:全部|均|已|有序|免费|成功|首次|先后|提前|率先|依法)*"
_MANNER = (
    "全部|全面|均|也|已经|已|基本|有序|稳步|扎实|加快|加速|顺利|正式|如期|按期|尽快|陆续|相继|同步|分别|都"
)
# 33家重点医院|高质量发展项目, 60个单位|在内, 12个片区|为重点: what stands there is no predicate of those
_NO_PREDICATE = re.compile(
    r"(?:.{1,4}的|为(?!了)|作为|在内|的|以及|和|是|由|正在|即将|高质量发展|经济|推进)|.*(?:进程|权限|任务|(?<!获)(?<!成)高质量发展项目)$"
)
_BEHIND = (("did", "[^的]{2,16}"), ("gone", ""))


class SetWord(NamedTuple):
    """A row; in ``example`` | stands before the predicate."""

    word: str
    kind: str
    example: str


class Sets(NamedTuple):
    """``did``: a predicate that makes a set of its subject; ``work``: heads of work, which it makes none of.

    ``actors``: heads of those whom any predicate picks out, but ``course``, which only says how far something has come.
    """

    did: re.Pattern[str]
    work: tuple[str, ...]
    actors: tuple[str, ...]
    course: re.Pattern[str]


@cache
def set_words() -> tuple[SetWord, ...]:
    """The table.

    :raises VocabularyError: on a row of an unknown class.
    """
    rows = []
    for row in read_table("set_words.tsv", 3):
        word, kind, example = row.cells
        if kind not in _CLASSES:
            raise row.error(f"{kind!r} is unknown")
        rows.append(SetWord(word, kind, example))
    return tuple(rows)


def joined(words: Iterable[SetWord]) -> Sets:
    """All ``words`` together."""
    held: dict[str, list[str]] = {kind: [] for kind in _CLASSES}
    for one in words:
        held[one.kind].append(one.word)
    did = [f"(?:{longest_first(held[kind])}){behind}" for kind, behind in _BEHIND if held[kind]]
    course = re.compile(longest_first([*_MANNER.split("|"), *held["course"]]))
    return Sets(re.compile(f"{_HOW}(?:{'|'.join(did)})$"), tuple(held["work"]), tuple(held["actor"]), course)


@cache
def sets() -> Sets:
    return joined(set_words())


def is_work(subject: str) -> bool:
    """Whether ``subject`` ends in a head of work (项目, 任务), which comes so far and makes no set."""
    return subject.endswith(sets().work)


def makes_a_set(subject: str, became: str, words: Sets | None = None) -> bool:
    """Whether ``became`` picks out those that ``subject`` names: not so of work, of which it says how far it has come."""
    held = words or sets()
    if subject.endswith(held.work):
        return False
    if held.did.match(became) is not None:
        return True
    if not subject.endswith(held.actors) or _NO_PREDICATE.match(became):
        return False
    told = held.course.sub("", became)
    return bool(told) and not tells_only_a_stage(told)
