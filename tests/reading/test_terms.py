"""The review of a government's term: it began when its first sentence says, and not five years ago."""

import pytest

import luoshi

REPORT = """南屏市2017年政府工作报告
——2017年1月6日在南屏市第十五届人民代表大会第一次会议上
各位代表：
现在，我代表市人民政府，向大会作政府工作报告，请予审议。
一、本届政府工作回顾
{opening}，全市上下团结奋斗，各项事业实现新跨越。新增公交线路21条，新建公园60个。
（一）改革开放不断深化。新增过江通道3条。
二、2017年工作安排
新建学校5所。
"""


@pytest.mark.parametrize(("opening", "first"), [("2013年以来", 2013), ("本届政府任期内", 2012)])
def test_a_term_begins_when_its_review_says(opening: str, first: int) -> None:
    report = luoshi.read(REPORT.format(opening=opening))
    deeds = [e for e in report.entries if e.kind == "result"]
    assert len(deeds) == 3
    assert {(e.period.first, e.period.last) for e in deeds if e.period} == {(first, 2016)}
