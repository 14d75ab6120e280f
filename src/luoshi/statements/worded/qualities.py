"""Items that only say where something should go: 进出口总额稳中提质, 粮食产量和播种面积保持稳定."""

import re
from dataclasses import dataclass
from functools import cache

from luoshi.statements.nouns.members import split_subjects
from luoshi.statements.nouns.subjects import complete, read_subject, sign_of
from luoshi.statements.statement import Direction, Statement, Subject
from luoshi.statements.worded.numberless import numberless
from luoshi.statements.words.measures import Setting
from luoshi.statements.words.openings import read_opening
from luoshi.text.late import late
from luoshi.vocabulary.indicators import indicators
from luoshi.vocabulary.tables import read_table

GROWING = re.compile(r"增长|增速|涨幅|增幅|提高|上涨|同步增长")
_QUALITY_ADVERBS = re.compile(
    r"(?:进一步|继续|持续|保持|稳步|基本|较快|稳定|得到|有所|有效|更加|明显|显著|不断|实现|总体|全面|合理|协调|同步|逐步|大幅|和|在|有|稳中|温和)+$"
)
_ACT = re.compile(
    r"^(?:推动|推进|促进|加快|加强|坚持|深化|努力|不断|着力|大力|重点|全力|进一步|继续|持续|巩固|做好|抓好|在|对|把|使|以)"
)


@dataclass(frozen=True, slots=True)
class _Quality:
    measure: str
    direction: Direction | None


@cache
def _qualities() -> dict[str, _Quality]:
    table: dict[str, _Quality] = {}
    for row in read_table("qualities.tsv", 4):
        word, measure, direction, _ = row.cells
        if measure not in ("growth", "level") or direction not in ("up", "down", "-"):
            raise row.error(f"measure {measure} or direction {direction} is unknown")
        table[word] = _Quality(
            measure, "up" if direction == "up" else "down" if direction == "down" else None
        )
    return table


def qualitative(text: str, start: int, end: int, setting: Setting, modality: str | None) -> list[Statement]:
    """An item of the list that says without a number where something should go."""
    table = _qualities()
    clause = text[start:end]
    core = next((clause[-n:] for n in range(min(6, len(clause) - 2), 1, -1) if clause[-n:] in table), None)
    quality = table[core] if core is not None else None
    subjects = _named_first(text, start, end, setting) or _foreign(text, start, end, core)
    if subjects:
        if quality is None:
            quality = _Quality("growth", "up") if GROWING.search(clause) else _Quality("level", None)
    elif core is not None:
        subjects = _unnamed(text, start, end, core, setting)
    if not subjects or quality is None:
        return []
    level = any(s.indicator in _NEVERGROWING for s in subjects)
    measure = "level" if level and quality.direction != "down" else quality.measure
    if "占" in clause and "比重" in clause:
        measure = "share"
    return numberless(
        subjects, start, end, setting, measure=measure, direction=quality.direction, bound="qualitative",
        relation=None, modality=modality or "expect",
    )  # fmt: skip


# A quality or a balance improves; it does not grow.
_NEVERGROWING = ("eco_quality", "bop", None)
# 对标全国全力消减差距, 加快构建优势: an item that begins with an indicator's name is none of these.
_LONGEST_SAYING = 20


def _named_first(text: str, start: int, end: int, setting: Setting) -> tuple[Subject, ...]:
    """The indicators with whose names the clause begins: 进出口保稳提质; 能耗和主要污染物排放量继续下降."""
    if _LIST_NAME.search(text, start, end):
        return ()
    opening = read_opening(text, start, end)
    begin = opening.end
    subjects: list[Subject] = []
    while begin < end:
        hit = indicators().at_start(text, begin)
        if hit is None or hit[1] > end:
            return ()
        code, stop = hit
        name = text[begin:stop]
        if name in _NOT_FIRST:
            return ()
        subjects.append(Subject(begin, stop, start, name, code, opening.scope, False, sign_of(name)))
        join = _JOINT.match(text, stop, end)
        if join is None or indicators().at_start(text, join.end()) is None:
            if join is not None and (bare := _bare_member(text, join.end(), end, subjects[0].text)):
                subjects.append(bare)
            break
        begin = join.end()
    rest = end - subjects[-1].end if subjects else 0
    return tuple(subjects) if 2 <= rest <= _LONGEST_SAYING else ()


def _bare_member(text: str, start: int, end: int, first: str) -> Subject | None:
    """播种面积 of 粮食产量和播种面积保持稳定, completed from the member before."""
    for stop in range(min(start + 5, end), start + 1, -1):
        member = complete(Subject(start, stop, start, text[start:stop], None), (first,))
        if member.indicator is not None:
            return member
    return None


# 外贸外资促稳提质, 外贸量质齐升: two short names that only such an item has
_SHORT = {"外贸": "trade", "外资": "fdi"}
_FOREIGN = re.compile(r"(?P<a>外[贸资])(?:[、和及]?(?P<b>外[贸资]))?(?:持续|稳步|进一步|保持|实现)?")


def _foreign(text: str, start: int, end: int, core: str | None) -> tuple[Subject, ...]:
    """The subjects of 外贸外资促稳提质, where nothing stands between their names and the quality."""
    found = _FOREIGN.match(text, start, end)
    if found is None or core is None or found.end() != end - len(core):
        return ()
    return tuple(
        Subject(found.start(key), found.end(key), start, found[key], _SHORT[found[key]])
        for key in ("a", "b")
        if found[key]
    )


def _unnamed(text: str, start: int, end: int, core: str, setting: Setting) -> tuple[Subject, ...]:
    """The subject of an item that no indicator names: 宏观杠杆率基本稳定, 发展的协调性进一步增强."""
    clause = text[start:end]
    head = clause[: -len(core)]
    adverbs = _QUALITY_ADVERBS.search(head)
    stop = start + (adverbs.start() if adverbs else len(head))
    if stop - start < 2 or (adverbs is None and core in _NEEDS_ADVERB):
        return ()
    opening = read_opening(text, start, stop)
    if _ACT.match(clause) or opening.acts or len(head) > 24:
        return ()
    subject = read_subject(text, start, stop, setting.places)
    if subject is None or subject.partial:
        return ()
    return split_subjects(text, subject) or (subject,)


# 今年经济工作的主要目标是: the name of the list, which begins with 经济 too.
_LIST_NAME = re.compile(r"目标|指标|任务|方面")
# 经济 is growth only before a rate; 经济结构进一步优化 is about the structure.
_NOT_FIRST = frozenset({"经济", "国民经济", "经济发展"})
_JOINT = late(r"[、和与及]")
# 提升服务水平 has 提升 in front and is an act; 质量提升 without an adverb is a heading more often than an item.
_NEEDS_ADVERB = frozenset({"提升", "提高", "增长", "增加", "下降", "降低", "扩大", "改善", "优化", "增强"})
