"""The list of the year's main expected targets, under every name that it has had.

主要预期目标, 主要目标, 预期目标, 调控目标, 奋斗目标, or a passage without a name in a section that the outline calls
``targets``.
"""

import re

from luoshi.quantities.quantity import Quantity

_NAMED = re.compile(
    r"(?:主要|预期|调控|奋斗|发展|工作|总体|初定)(?:预期|发展|奋斗|工作|宏观|经济|调控)*(?:目标|指标)(?:任务)?(?:初步|建议)?(?:是|为|：|，?定为|安排)"
)
# 今年国民生产总值计划增长百分之八; 今年的经济增长预期为7%左右: a target of the year without a list.
_ALONE = re.compile(r"(?:经济增长|国民生产总值|国内生产总值|生产总值)(?:速度)?[^，。；]{0,12}?(?:计划增长|预期为|预期目标为|调控目标)")
_OTHER_YEARS = re.compile(r"“?十[一二三四五六七]五”?(?:时期|期间|末)|今后五年|未来五年|到20[2-9]\d年|二〇三五|五年(?:的)?(?:主要|奋斗|发展)?目标")
_FOLLOW = re.compile(r"^[^。]{0,6}(?:能耗|节能|单位|污染物|约束|主要污染)[^。]{0,40}(?:任务|目标)")


class Headlines:
    """Decides sentence by sentence; remembers that a list has just ended, for the sentence that completes it."""

    def __init__(self) -> None:
        self._paragraph = -1

    def holds(
        self, text: str, start: int, end: int, role: str, stretch: object, quantities: list[Quantity], year: int | None
    ) -> bool:
        if role == "targets":
            return True
        if role not in ("tasks", "requirements", "outlook"):
            return False
        sentence = text[start:end]
        if _OTHER_YEARS.search(sentence[:60]) and "今年" not in sentence[:60]:
            return False
        if role == "outlook" and "今年" not in sentence[:40]:
            return False
        named = _NAMED.search(sentence, 0, 80)
        if named and (len(quantities) >= 2 or (quantities and "增长" in sentence)):
            self._paragraph = text.find("\n", end)
            return True
        if _ALONE.search(sentence) and quantities:
            return True
        if self._paragraph >= end and _FOLLOW.match(sentence):
            return True
        return False
