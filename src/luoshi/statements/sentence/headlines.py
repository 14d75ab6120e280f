"""The list of the year's main expected targets, under every name that it has had.

主要预期目标, 主要目标, 预期目标, 调控目标, 奋斗目标, or a passage without a name in a section that the outline calls
``targets``. The list opens with its name (or, without one, with its first items), may go on over several sentences
or lines, and ends with the first sentence that does not begin with an item. What follows explains it:
``提出8%左右的国内生产总值增长目标，综合考虑了…`` repeats a target and sets none.
"""

import re
from collections.abc import Sequence
from enum import Enum

from luoshi.quantities.quantity import Quantity
from luoshi.statements.statement import Statement
from luoshi.statements.words.openings import read_opening
from luoshi.statements.years.calendar import paragraph_end
from luoshi.vocabulary.alternatives import searcher
from luoshi.vocabulary.indicators import indicators

_NAMED = re.compile(
    r"(?:主要|预期|调控|奋斗|发展|工作|总体|初定)(?:预期|发展|奋斗|工作|宏观|经济|调控|控制)*(?:目标|指标)(?:任务)?"
    r"(?:初步|建议|拟)?(?:是|为|：|，?定为|安排|如下)"
)
# 今年国民生产总值计划增长百分之八; 今年的经济增长预期为7%左右; 今年经济增长速度的宏观调控目标，定为百分之八至九
_ALONE = re.compile(
    r"(?:经济增长|国民生产总值|国内生产总值|生产总值)(?:速度)?[^，。；]{0,12}?(?:计划增长|预期为|预期目标|调控目标)"
)
# 今年经济和社会发展的主要预期目标是|生产总值增长10%: no colon parts the name from the first item
_GLUED = re.compile(rf"[^，。；：]{{0,40}}?{_NAMED.pattern}(?=[^：\n\d])")
_OTHER_YEARS = searcher(
    r"“?十[一二三四五六七]五”?(?:时期|期间|末)|今后五年|未来五年|到20[2-9]\d年|二〇三五|五年(?:的)?(?:主要|奋斗|发展)?目标"
)
_EXPLAINS = re.compile(r"^[—\s]*(?:提出|这里|这一|这个|这些|上述|中央提出|由于|确定)")
_AFTER = re.compile(r"^[—\s]*(?:为?(?:确保)?(?:实现|完成|达到)(?:上述|以上|这|全年)|围绕|为此)")
# 能耗及排放等约束性指标完成市定任务。 in a sentence or paragraph of its own after the list
_FOLLOW = re.compile(r"^[^。]{0,8}(?:能耗|节能|单位|污染物|约束|主要污染|减排)[^。]{0,40}(?:任务|目标)")
_ROLES = frozenset({"targets", "tasks", "requirements", "outlook"})
_A_LIST = 3
_SLOGAN = 24  # characters of a clause that only names a group of items: 协调发展迈出新步伐
_NEAR = 8  # an item that goes on with the list stands at the head of its sentence


def behind_the_name(text: str, start: int, end: int) -> int:
    """Where the first item begins in a sentence that opens the list; not behind 经济增长预期目标是|8%左右."""
    named = _GLUED.match(text, start, end)
    if named is None:
        return start
    item = read_opening(text, named.end(), end).end
    return named.end() if item < end and indicators().at_start(text, item) is not None else start


class Verdict(Enum):
    """What a sentence may be: no part of the list, its opening, or a sentence that may go on with it."""

    NO = "no"
    OPENS = "opens"
    MAY_GO_ON = "may go on"


class Headlines:
    """Decides sentence by sentence, in reading order, and remembers what the list holds so far."""

    def __init__(self, year: int | None = None) -> None:
        self._year_names = ("今年", "新的一年", f"{year}年")
        self._grouped = (
            False  # a slogan stands before the items of a group: 创新发展取得新成效，研发投入增长10%
        )
        self._items: set[tuple[str | None, str | None]] = set()
        self._open = self._closed = False
        self._role = ""  # of the section in which the list stands
        self._paragraph_end = self._last_end = -1

    def judge(self, text: str, start: int, end: int, role: str, quantities: Sequence[Quantity]) -> Verdict:
        """What the sentence ``text[start:end]`` may be, before it is read."""
        if self._closed:
            return Verdict.NO
        sentence = text[start:end]
        head = sentence[:60]
        # 今年…主要预期目标是 opens the list wherever it stands, in a part on the last year too
        announced = head.startswith(self._year_names) and _NAMED.search(head) and quantities
        if role not in _ROLES and not announced and not (self._open and role == self._role):
            return Verdict.NO
        if not self._open:
            self._role = role
        if "今年" not in head and (role == "outlook" or _OTHER_YEARS.search(head)):
            return self._ends()
        if _NAMED.search(sentence, 0, 90) and (quantities or sentence.rstrip().endswith(("：", "是", "为"))):
            return Verdict.NO if _EXPLAINS.match(sentence) else Verdict.OPENS
        if _ALONE.search(sentence) and quantities and not _EXPLAINS.match(sentence):
            return Verdict.OPENS
        if role == "targets" and not self._items and quantities and not _EXPLAINS.match(sentence):
            return Verdict.OPENS
        if self._open:
            left = self._role == "targets" and role != "targets"
            if left and not (self._grouped and sentence.startswith("——")) and not _FOLLOW.match(sentence):
                return self._ends()  # a copy without line breaks: the list ends with its section
            if _AFTER.match(sentence):
                return self._ends()
            if _EXPLAINS.match(sentence):
                return Verdict.NO  # a remark between two items: 这个指标是指导性的。
            follows = not text[self._last_end : start].strip("。；！\n") or not self._items
            goes_on = follows and (role == "targets" or self._grouped)
            if end <= self._paragraph_end or goes_on or _FOLLOW.match(sentence):
                return Verdict.MAY_GO_ON
            return self._ends()
        return Verdict.NO

    def takes(self, verdict: Verdict, text: str, start: int, end: int, found: list[Statement]) -> bool:
        """Whether the sentence, now read, belongs to the list: one that goes on begins with an item not yet listed."""
        items = {(s.subject.indicator if s.subject else None, s.measure) for s in found}
        codes = {code for code, _ in items if code}
        listed = {code for code, _ in self._items if code}
        if verdict is Verdict.MAY_GO_ON:
            first = min(found, key=lambda s: s.start, default=None)
            if (
                first is None
                or first.subject is None
                or (
                    first.start > start + _NEAR
                    and not self._names_a_group(text, start, first.start, codes - listed)
                )
                or (codes and codes <= listed)
            ):
                return False
            # 耕地保有量、粮食产量完成省定目标: one listed item among what is handed down is enough
            assigned = codes and all(s.bound == "assigned" for s in found)
            if first.subject.indicator is None and not assigned and not self._listlike(found):
                return False
        elif self._items and codes <= listed:
            return False
        if not self._open and found:
            head = text[start : min(s.start for s in found)]
            self._grouped = "，" in head[head.rfind("：") + 1 :]
        self._open = True
        self._items |= items
        self._last_end = end
        if verdict is Verdict.OPENS or end > self._paragraph_end:
            self._paragraph_end = paragraph_end(text, end)
        return True

    def _names_a_group(self, text: str, start: int, item: int, new: set[str]) -> bool:
        """Whether one clause before the first item only says what its group is about: 协调发展迈出新步伐，|城镇化率提高1个百分点."""
        clause = text[start:item].strip("— 、")
        one = clause.endswith("，") and len(clause) <= _SLOGAN and clause.count("，") == 1
        return one and len(new) >= (1 if self._grouped else 2)

    @staticmethod
    def _listlike(found: list[Statement]) -> bool:
        return sum(1 for s in found if s.subject and s.subject.indicator) >= 2

    def _ends(self) -> Verdict:
        self._open = False
        if len(self._items) >= _A_LIST:
            self._closed = True
        return Verdict.NO
