"""Dates, milestones and coverage of a draft: the rules without a database."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from luoshi.vocabulary.indicators import indicators
from luoshi_web.supervision.coverage import Held, coverage_of
from luoshi_web.supervision.drafting.due import due_of
from luoshi_web.supervision.drafting.milestones import FLOWS, adds_up, is_rate, milestones_of
from luoshi_web.supervision.drafting.rows import (
    after_in_sentence,
    area_of,
    before_in_sentence,
    value_words,
)

TABLES = Path(__file__).parents[1] / "tables"


def cases(name):
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("text", "before", "expected", "why"), cases("due.tsv"))
def test_until_when(text, before, expected, why):
    assert due_of(text, 2026, before=before) == date.fromisoformat(expected)


def test_a_promise_of_several_years_is_due_with_the_last():
    assert due_of("累计建成50处", 2026, last_year=2028) == date(2028, 12, 31)
    assert due_of("累计建成50处", 2026, last_year=2025) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("value", "bound", "rate", "adding", "due", "expected", "why"), cases("milestones.tsv")
)
def test_milestones(value, bound, rate, adding, due, expected, why):
    found = milestones_of(
        value=None if value == "~" else Decimal(value), bound=bound, rate=rate != "no", adding=adding == "yes", year=2026,
        due=date.fromisoformat(due), yearly=rate == "yearly",
    )  # fmt: skip
    assert "; ".join(f"{day} {number.normalize():f}" for day, number in found) == expected


@pytest.mark.parametrize(
    ("measure", "unit", "rate"),
    [
        ("growth", "%", True), ("share", "%", True), ("change", "百分点", True), ("level", "%", True), ("level", "元", False),
        ("count", "个", False), (None, "", False), ("rank", "位", True),
    ],
)  # fmt: skip
def test_what_is_a_rate(measure, unit, rate):
    assert is_rate(measure, unit) is rate


@pytest.mark.parametrize(
    ("indicator", "quote", "adds"),
    [
        ("fiscal_revenue", "一般公共预算收入20亿元", True),
        ("", "新增学位2000个", True),
        ("", "改造老旧小区40个", True),
        ("", "高新技术企业达到100家", False),
        ("loans", "贷款余额突破500亿元", False),
        ("population", "常住人口80万人", False),
        ("", "新建学校累计达到30所", False),
    ],
)
def test_what_adds_up_through_the_year(indicator, quote, adds):
    assert adds_up(indicator, quote) is adds


def test_a_flow_that_is_promised_for_a_later_year_is_no_sum_over_the_years():
    reached, summed = "到2030年地区生产总值突破３０００亿元", "五年累计完成固定资产投资500亿元"
    assert not adds_up("gdp", reached, later=True)
    assert adds_up("gdp", "地区生产总值突破300亿元"), "within the year it is one"
    assert adds_up("fai", summed, later=True)


def test_flows_are_listed_indicators():
    assert set(indicators().by_code) >= FLOWS


def test_values_in_words():
    growth = {"measure": "growth", "direction": "up", "bound": "about"}
    assert value_words(growth, Decimal(5), Decimal(5), "%") == "增长5%左右"
    assert value_words({"measure": "count", "bound": "at_least"}, Decimal(8000), None, "人") == "8000人以上"
    assert value_words({"bound": "range"}, Decimal(5), Decimal(6), "%") == "5%—6%"
    assert value_words({}, None, None, "") == ""


def test_the_rest_of_a_sentence():
    text = "一是抓项目。6月底前，完成一期，启动二期；再议。"
    start = text.index("启动二期")
    assert before_in_sentence(text, start) == "6月底前，完成一期，"
    assert after_in_sentence(text, start + 4) == ""
    assert after_in_sentence(text, start) == "启动二期"


def test_the_area_is_the_heading_below_the_part():
    assert area_of(("补短板", "改善民生", "2026年重点工作")) == "改善民生"
    assert area_of(("2026年重点工作",)) == "2026年重点工作"
    assert area_of(()) == ""


OUTLINE = [
    {"id": "s1", "parent": None, "label": "一、", "title": "工作回顾", "role": "review", "span": [0, 20]},
    {"id": "s2", "parent": None, "label": "二、", "title": "重点工作", "role": "tasks", "span": [20, 90]},
    {
        "id": "s2.1",
        "parent": "s2",
        "label": "（一）",
        "title": "抓项目",
        "role": "tasks",
        "span": [26, 90],
    },
]
TEXT = (
    "一、工作回顾\n去年建成三所学校。"
    + "\n" * 4
    + "二、重点工作\n（一）抓项目\n推进五个项目建设。新建三所中心小学；办好实事。"
)


def covered(*held):
    return coverage_of(TEXT, OUTLINE, [Held(n, a, b) for n, (a, b) in enumerate(held, 1)])


def test_sentences_of_the_parts_that_promise():
    found = covered()
    assert [s.text for s in found.sentences] == ["推进五个项目建设。", "新建三所中心小学；"]
    assert {s.section for s in found.sentences} == {"抓项目"}
    assert all(TEXT[s.start : s.end] == s.text for s in found.sentences)
    assert found.share == 0


def test_a_sentence_is_held_by_every_item_that_lies_in_it():
    start = TEXT.index("新建")
    found = covered((start, start + 4), (start + 4, start + 8), (start - 1, start))
    assert found.sentences[1].items == (1, 2)
    assert found.sentences[0].items == (3,)
    assert found.share == 50  # the mark that divides two sentences is no promise
    assert found.unheld == ()


def test_what_is_held_is_counted_by_its_words():
    start = TEXT.index("推进")
    assert covered((start, start + 2)).share == 12.5
    assert covered((start, start + 8)).share == 50


def test_a_sentence_of_three_clauses_of_which_one_is_held_is_held_in_part():
    text = "二、重点工作\n建成三所中心小学，改造五个老旧小区，办好十件民生实事。"
    outline = [{"id": "s1", "parent": None, "label": "二、", "title": "重点工作", "role": "tasks", "span": [0, len(text)]}]  # fmt: skip
    start = text.index("改造")
    found = coverage_of(text, outline, [Held(7, start, start + 8)])
    assert [s.left for s in found.partly] == [("建成三所中心小学", "办好十件民生实事")]
    assert found.unheld == ()
    assert round(found.share or 0, 1) == 33.3


def test_headings_in_another_width_are_no_sentences():
    text = "三、２０２６年重点工作\n(一)着力扩大有效需求。建成三所中心小学。"
    outline = [
        {"id": "s1", "parent": None, "label": "三、", "title": "2026年重点工作", "role": "tasks", "span": [0, len(text)]},
        {"id": "s2", "parent": "s1", "label": "（一）", "title": "着力扩大有效需求", "role": "tasks", "span": [13, len(text)]},
    ]  # fmt: skip
    assert [s.text for s in coverage_of(text, outline, []).sentences] == ["建成三所中心小学。"]


def test_no_part_that_promises_has_no_share():
    assert coverage_of(TEXT, OUTLINE[:1], []).share is None
