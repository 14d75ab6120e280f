"""The review of a government's term: it began when its first sentence says, and not five years ago."""

import pytest

import luoshi

REPORT = """南屏市2018年政府工作报告
——2018年1月6日在南屏市第十五届人民代表大会第一次会议上
各位代表：
现在，我代表市人民政府，向大会作政府工作报告，请予审议。
一、本届政府工作回顾
{opening}，全县城乡面貌一新。新增健身步道21公里，新建书屋60个。
（一）改革开放不断深化。新增货运站场3处。
二、2018年工作安排
新建学校5所。
"""


@pytest.mark.parametrize(("opening", "first"), [("2014年以来", 2014), ("本届政府任期内", 2013)])
def test_a_term_begins_when_its_review_says(opening: str, first: int) -> None:
    report = luoshi.read(REPORT.format(opening=opening))
    deeds = [e for e in report.entries if e.kind == "result"]
    assert len(deeds) == 3
    assert {(e.period.first, e.period.last) for e in deeds if e.period} == {(first, 2017)}
