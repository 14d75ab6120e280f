"""Corrections at the border, in tables: what a ledger could hold and what not."""

from typing import Any

import pytest

from luoshi_web.ledgerstore.parts import read_part, standing_in, suggested
from luoshi_web.ledgerstore.reading import NotAReading, amount, corrected, differing, taken_over
from luoshi_web.ledgerstore.renewal import relocated, shifted

GDP: dict[str, Any] = {
    "id": "e1", "kind": "target", "headline": True, "section": "s2", "subject": "地区生产总值", "indicator": "gdp", "scope": None,
    "partial": False, "measure": "growth", "direction": "up", "bound": "about", "low": "5.5", "high": "5.5", "unit": "%",
    "relation": None, "period": {"from": 2026, "to": 2026}, "modality": "expect", "quote": "地区生产总值增长5.5%左右", "span": [10, 23],
}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("5.5", "5.5"),
        ("5.50", "5.5"),
        ("13.5亿", "1350000000"),
        ("1,200", "1200"),
        ("2万亿", "2000000000000"),
        ("3百万", "3000000"),
        ("-0.5", "-0.5"),
        ("0.123456", "0.123456"),
        ("", None),
        ("  ", None),
    ],
)
def test_amounts_as_people_type_them(typed, written):
    assert amount(typed) == written


@pytest.mark.parametrize(
    "typed", ["五", "5%", "1e5", "NaN", "Infinity", "0.1234567", "9" * 25, "1" * 20 + "亿", "1.2.3", "5 5"]
)
def test_what_is_no_amount(typed):
    with pytest.raises(ValueError, match=r".*"):
        amount(typed)


@pytest.mark.parametrize(
    ("changes", "low", "high", "why"),
    [
        ({"low": "6", "high": ""}, "6", "6", "one number fills both of an exact bound"),
        ({"low": "", "high": "6"}, "6", "6", "whichever of the two it is"),
        ({"bound": "at_least"}, "5.5", None, "以上 keeps the lower"),
        ({"bound": "more_than", "low": "6", "high": "6"}, "6", None, "超 has a lower alone"),
        ({"bound": "at_most"}, None, "5.5", "以内 keeps the upper"),
        ({"bound": "at_most", "low": "", "high": "7"}, None, "7", "the upper as typed"),
        ({"bound": "range", "low": "5", "high": "5.5"}, "5", "5.5", "a range has both"),
        ({"bound": "qualitative", "low": "", "high": ""}, None, None, "稳中提质 has none"),
        (
            {"bound": "exact", "low": "13.5亿", "high": "", "unit": "美元"},
            "1350000000",
            "1350000000",
            "magnitudes",
        ),
    ],
)
def test_values_go_where_the_bound_has_them(changes, low, high, why):
    new = corrected(GDP, changes)
    assert (new["low"], new["high"]) == (low, high), why


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"kind": "promise"}, {"kind": "unknown"}),
        ({"kind": ""}, {"kind": "missing"}),
        ({"indicator": "gdpp"}, {"indicator": "unknown"}),
        ({"unit": "文"}, {"unit": "unknown"}),
        ({"low": "abc"}, {"low": "no_number"}),
        ({"bound": "sometimes"}, {"bound": "unknown"}),
        ({"bound": "qualitative"}, {"bound": "has_no_value"}),
        ({"bound": ""}, {"bound": "has_no_value"}),
        ({"low": "", "high": ""}, {"low": "missing"}),
        ({"bound": "range", "low": "5", "high": ""}, {"high": "missing"}),
        ({"bound": "range", "low": "6", "high": "5"}, {"high": "not_above"}),
        ({"bound": "range", "low": "5", "high": "5"}, {"high": "not_above"}),
        ({"low": "5", "high": "6"}, {"bound": "one_value"}),
        ({"bound": "at_least", "low": "5", "high": "6"}, {"bound": "one_value"}),
        ({"bound": "relative", "relation": None}, {"bound": "held_against_what"}),
        ({"period": {"from": 2027, "to": 2026}}, {"period": "no_period"}),
        ({"period": {"from": 26, "to": 26}}, {"period": "no_period"}),
        ({"period": {"from": "2026", "to": 2026}}, {"period": "no_period"}),
        ({"subject": "长" * 201}, {"subject": "too_long"}),
        ({"quote": "别的"}, {"quote": "unknown"}),
        ({"id": "e9"}, {"id": "unknown"}),
        ({"kind": "promise", "low": "abc"}, {"kind": "unknown", "low": "no_number"}),
    ],
)
def test_what_no_ledger_could_hold_is_refused_with_every_fault(changes, faults):
    with pytest.raises(NotAReading) as refused:
        corrected(GDP, changes)
    assert {fault.field: fault.code for fault in refused.value.faults} == faults


def test_a_bound_with_a_number_is_held_against_nothing():
    old = GDP | {
        "bound": "relative",
        "low": None,
        "high": None,
        "relation": {"compare": "same", "to": "经济增长", "to_indicator": "gdp"},
    }
    assert corrected(old, {"bound": "at_least", "low": "5"})["relation"] is None
    assert corrected(old, {"subject": "收入"})["relation"] == old["relation"]


def test_a_unit_that_the_machine_read_may_stay():
    assert corrected(GDP | {"unit": "标箱次"}, {"subject": "吞吐量"})["unit"] == "标箱次"


def test_a_correction_leaves_the_old_reading_as_it_was():
    old = dict(GDP)
    corrected(GDP, {"low": "6"})
    assert old == GDP


@pytest.mark.parametrize(
    ("held", "new", "expected", "why"),
    [
        ({}, {"low": "6", "high": "6", "quote": "x"}, {"low": "6", "high": "6"}, "as the new copy says"),
        (
            {"subject": "GDP"},
            {"low": "6", "high": "6"},
            {"low": "6", "subject": "GDP"},
            "a correction elsewhere stays",
        ),
        (
            {"low": "7", "high": "7"},
            {"quote": "y"},
            {"low": "7", "quote": "y"},
            "of the value too, where only other words changed",
        ),
        ({"low": "7", "high": "7"}, {"low": "6", "high": "6"}, {"low": "6"}, "but not against a new value"),
        (
            {"unit": "百分点"},
            {"low": "6", "high": "6"},
            {"unit": "%"},
            "a value is taken whole: number, bound and unit",
        ),
    ],
)
def test_what_is_kept_of_a_reading_when_the_copy_changes(held, new, expected, why):
    merged = taken_over(GDP | held, GDP, GDP | new)
    assert {name: merged[name] for name in expected} == expected, why


def test_fields_that_differ_come_in_the_ledgers_order():
    assert differing(GDP, GDP | {"high": "6", "low": "6", "span": [1, 2]}) == ("low", "high")
    assert differing(None, GDP) == ()


@pytest.mark.parametrize(
    ("quote", "subject", "low", "unit", "bound", "indicator"),
    [
        ("新建学校3所", "新建学校", "3", "所", "exact", None),
        ("医院2家以上", "医院", "2", "家", "at_least", None),
        ("固定资产投资增长7%以上", "固定资产投资", "7", "%", "at_least", "fai"),
        ("推进智慧城市建设", "推进智慧城市建设", None, None, None, None),
        ("建成厂房2万平方米、道路3公里", "建成厂房2万平方米、道路3公里", None, None, None, None),
    ],
)
def test_a_part_is_read_by_itself(quote, subject, low, unit, bound, indicator):
    found = read_part(quote, GDP | {"kind": "task"})
    assert (found["subject"], found["low"], found["unit"], found["bound"], found["indicator"]) == (
        subject,
        low,
        unit,
        bound,
        indicator,
    )
    assert found["kind"] == "task"


@pytest.mark.parametrize(
    ("quote", "pieces"),
    [
        ("新建学校3所、医院2所", ["新建学校3所", "医院2所"]),
        ("改造管网5公里，新增泊位300个", ["改造管网5公里", "新增泊位300个"]),
        ("推进教育、医疗改革，优化布局", ["推进教育", "医疗改革", "优化布局"]),
        ("加快建设", ["加快建设"]),
    ],
)
def test_how_a_quote_might_be_cut(quote, pieces):
    assert suggested(quote) == pieces


@pytest.mark.parametrize(
    ("words", "found"),
    [("学校3所", (2, 6)), ("学 校3\n所", (2, 6)), ("医院", None), ("", None), ("新建学校3所。", (0, 7))],
)
def test_words_are_found_whatever_the_line_ends(words, found):
    assert standing_in(words, "新建学校3所。", 0, 7) == found


def test_a_stretch_is_looked_for_nearest_to_where_it_should_be():
    text = "甲乙" + "丙" * 50 + "甲乙"
    assert relocated("甲乙", text, 40) == (52, 54)
    assert relocated("甲乙", text, 10) == (0, 2)
    assert relocated("丁", text, 10) is None
    assert relocated("", text, 10) is None
    assert shifted(30, [(10, 12), (25, 35), (40, 60)]) == 40
    assert shifted(5, [(10, 12)]) == 7
    assert shifted(5, []) == 5
