"""Is this text a government work report at all?"""

import re
from collections.abc import Sequence

from luoshi.outline.bounds import FORMULA
from luoshi.outline.section import Section
from luoshi.text import SourceText

_ASKS = re.compile(r"审议|审查|报告工作|工作报告|提出意见|报告[^。]{0,8}工作")
# Words that a report of any year and rank uses; a news item uses some of them, a novel few.
_MATTERS = (
    "生产总值", "财政", "固定资产", "人大", "政协", "改革", "民生", "农业", "工业", "就业", "教育", "社会保障", "依法行政",
    "基础设施", "企业", "投资", "经济", "建设",
)  # fmt: skip
_NEEDED = 4


def is_report(source: SourceText, sections: Sequence[Section]) -> bool:
    """Does the text bear enough marks of a report? One page of several does, a news item about a report does not.

    Marks: the opening formula (2), a part that looks back or admits what fell short (1), one that plans (1), the year's
    targets (1), its own title (1), the house addressed in the course of the text (1), the matters that all reports
    treat (1). Four are enough.
    """
    text = source.own_text
    marks = 0
    formula = FORMULA.search(text, 0, 8000)
    if formula is not None and _ASKS.search(text, formula.start(), formula.end() + 200):
        marks += 2
    headed = [s for s in sections if s.level == 1 and (s.title or s.role == "review")]
    marks += any(s.role == "review" for s in headed if s.title) or any(s.role == "problems" for s in sections)
    marks += any(s.role in ("tasks", "outlook", "requirements", "government") for s in headed if s.title)
    marks += any(s.role == "targets" for s in sections)
    marks += "政府工作报告" in re.sub(r"\s", "", text[:3000])
    marks += text.count("各位代表") + text.count("各位委员") >= 2
    marks += matters(text) >= 12
    return marks >= _NEEDED


# `《报告》指出，…`, `报告最后强调，…`: a newspaper tells of it.
_RETELLS = re.compile(
    r"(?:《(?:政府工作)?报告》|(?<=\n)(?:政府工作)?报告)(?:还|最后|同时|中|并)?(?:指出|说|提出|强调|要求|认为|回顾|显示|明确)"
)
_TELLINGS = 3


def is_retold(text: str) -> bool:
    """Is this a newspaper's digest, in which the report itself does not stand?"""
    return "各位代表" not in text and "报告" in text and len(_RETELLS.findall(text)) >= _TELLINGS


def matters(text: str) -> int:
    """How many of the eighteen matters that all reports treat the text names."""
    return sum(word in text for word in _MATTERS)
