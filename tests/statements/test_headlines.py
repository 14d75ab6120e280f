"""Where the list of main expected targets begins and ends, whatever the sections are taken for."""

import pytest

import luoshi
from luoshi.quantities import scan
from luoshi.statements.reader import SENTENCE, Sentence, read_sentence
from luoshi.statements.sentence.headlines import Headlines
from luoshi.statements.years.calendar import Calendar

TEXT = "主要预期目标是：地区生产总值增长5%；固定资产投资增长4%；城镇新增就业2万人。签约项目总数突破200个。"


@pytest.mark.parametrize(("second_role", "listed"), [("targets", 4), ("tasks", 3)])
def test_a_list_ends_with_its_section(second_role: str, listed: int) -> None:
    calendar, headlines = Calendar(2026), Headlines()
    calendar.begin("targets")
    found = []
    numbers = scan(TEXT).quantities
    for match, role in zip(SENTENCE.finditer(TEXT), ("targets", second_role), strict=True):
        inside = [q for q in numbers if match.start() <= q.span.start < match.end()]
        sentence = Sentence(TEXT, match.start(), match.end(), inside, role, heading=False)
        found += read_sentence(sentence, calendar, 2026, (), headlines)[0]
    assert [s.headline for s in found] == [True] * listed + [False] * (4 - listed)


REPORT = """青川县政府工作报告
——2026年1月12日在青川县第十届人民代表大会第五次会议上
各位代表：
一、2025年工作回顾
过去一年，经济稳中向好，地区生产总值增长5.8%。
{list}
二、2026年工作安排
加快产业发展。
"""


def listed(text: str) -> list[str]:
    return [e.subject for e in luoshi.read(REPORT.format(list=text)).entries if e.headline and e.subject]


def test_the_announcing_words_open_the_list_in_a_part_on_the_last_year() -> None:
    told = "今年经济社会发展主要预期目标是：地区生产总值增长6%，城镇新增就业1万人。固定资产投资增长7%。"
    assert listed(told) == ["地区生产总值", "城镇新增就业", "固定资产投资"]


def test_what_was_expected_of_the_last_year_opens_none() -> None:
    assert listed("年初确定的主要预期目标是：地区生产总值增长6%，城镇新增就业1万人。") == []


def test_slogans_on_lines_of_their_own_group_the_items() -> None:
    told = (
        "今年主要预期目标是：创新发展取得新成效，研发投入强度达到2.5%。\n"
        "——协调发展迈出新步伐，常住人口城镇化率提高1个百分点。\n——能耗强度完成省定任务。"
    )
    assert listed(told) == ["研发投入强度", "常住人口城镇化率", "能耗强度"]
