"""The year's growth target, however a report without a list says it: one sentence, in the words of 1998 to 2017."""

import pytest

import luoshi

BEFORE = """南屏省1999年政府工作报告
——1999年1月18日在南屏省第九届人民代表大会第二次会议上
各位代表：
现在，我代表省人民政府，向大会作政府工作报告，请予审议，并请各位政协委员提出意见。
一、1998年工作回顾
1998年，全省人民团结奋斗。预计国内生产总值达到2320亿元，比上年增长10.5%。农村经济全面发展，农民收入有较大增加。
二、1999年工作的总体要求和主要任务
今年政府工作的总体要求是：坚持以经济建设为中心，加快改革开放步伐，推动经济持续快速健康发展。
"""
AFTER = """
围绕上述要求，重点抓好以下工作：
（一）加强农业基础地位。稳定粮食种植面积，加快农业结构调整，增加农民收入。
（二）加快工业发展。推进企业改革，实施一批重点技术改造项目。
三、加强政府自身建设
转变政府职能，推进依法行政，加强廉政建设。
各位代表，让我们团结起来，为实现今年的各项任务而努力奋斗！
"""


@pytest.mark.parametrize(
    ("sentence", "bound", "value"),
    [
        ("今年全省经济增长速度确定为9%。", "exact", "9"),
        ("综合考虑各种因素，今年经济增长速度定在9%左右是适宜的。", "about", "9"),
        ("今年国民经济的发展速度拟定为9%。", "exact", "9"),
        ("根据省委的要求，今年经济增长速度计划安排为9%，固定资产投资增长12%。", "exact", "9"),
        ("我们把今年全省经济增长的预期目标确定为9%以上。", "at_least", "9"),
        ("1999年，要力争实现国内生产总值增长9%以上，财政收入增长10%以上。", "at_least", "9"),
        ("1999年全省国内生产总值增长百分之九，力争达到百分之十。", "exact", "9"),
        ("今年，全省国内生产总值要增长9%左右。", "about", "9"),
        ("今年计划安排，国民生产总值增长百分之九，农业总产值增长百分之四。", "exact", "9"),
        ("今年的经济增长速度，计划安排为百分之九，在执行中争取高一些。", "exact", "9"),
    ],
)
def test_a_growth_target_without_a_list_is_headline(sentence: str, bound: str, value: str) -> None:
    entries = luoshi.read(BEFORE + sentence + AFTER).to_dict()["entries"]
    listed = [e for e in entries if e["headline"] and e["indicator"] == "gdp"]
    assert [(e["bound"], e["low"], e["partial"], e["period"]) for e in listed] == [
        (bound, value, False, {"from": 1999, "to": 1999})
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "去年一季度经济增长8%，今年要保持这一势头。",
        "我省经济增长速度连续5年超过9%。",
        "今年的经济发展要上新水平。",
    ],
)
def test_what_is_no_growth_target_of_the_year(sentence: str) -> None:
    entries = luoshi.read(BEFORE + sentence + AFTER).to_dict()["entries"]
    assert not [e for e in entries if e["headline"] and e["indicator"] == "gdp"]
