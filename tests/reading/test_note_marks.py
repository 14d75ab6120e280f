"""Where a note hangs (⑧, 〔31〕, （5）) is no part of a thing's name; its quote has it as printed."""

import pytest

from luoshi.ledger.build import read_source
from luoshi.text import SourceText

REPORT = """云岭省南屏市2026年政府工作报告
各位代表：
现在，我代表市人民政府，向大会报告工作，请予审议。
一、2025年工作回顾
过去一年，全市上下迎难而上。{said}
二、2026年工作安排
（一）着力扩大有效投资。优化营商环境，加强要素保障。
各位代表！让我们团结奋斗，谱写南屏发展新篇章！
"""


@pytest.mark.parametrize(
    ("said", "subject"),
    [
        ("关停“散乱污”企业〔31〕374家。", "关停“散乱污”企业"),
        ("组织“政企对接”（5）活动14次。", "“政企对接”活动"),
        ("省级瞪羚企业⑤23家。", "省级瞪羚企业"),
        ("新连通（含改造）农村公路12公里。", "新连通（含改造）农村公路"),  # no note
    ],
)
def test_a_mark_is_no_part_of_a_name(said: str, subject: str) -> None:
    source = SourceText.from_string(REPORT.format(said=said))
    (entry,) = (e for e in read_source(source).entries if e.kind == "result" and e.low)
    assert entry.subject == subject
    assert source.text[entry.span.start : entry.span.end] == entry.quote
