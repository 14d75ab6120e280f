"""The tables that reconciling reads: variants, conversions, deeds, follow-up."""

import re

import pytest

from luoshi.errors import VocabularyError
from luoshi.vocabulary import conversions, deeds, generic, progress, sameness, shortfall, variants, weak_words
from luoshi.vocabulary.tables import Row


@pytest.mark.parametrize(
    ("indicator", "one", "other", "fit"),
    [
        ("fai", "全社会固定资产投资", "固定资产投资", True),
        ("fai", "城镇固定资产投资", "固定资产投资", False),
        ("fai", "城镇固定资产投资", "城镇固定资产投资总额", True),
        ("industrial_va", "规模以上工业增加值", "限额以上工业增加值", True),
        ("industrial_va", "全部工业增加值", "规模以上工业增加值", False),
        ("fiscal_revenue", "财政总收入", "一般公共预算收入", False),
        ("fiscal_revenue", "财政收入", "一般公共预算收入", True),
        ("pollutants", "主要污染物", "二氧化硫", False),
        ("gdp", "地区生产总值", "生产总值", True),
    ],
)
def test_variants_of_one_indicator(indicator: str, one: str, other: str, fit: bool) -> None:
    table = variants.variants()
    assert table.fit(indicator, table.of(indicator, one), table.of(indicator, other)) is fit
    assert table.fit(indicator, table.of(indicator, other), table.of(indicator, one)) is fit


@pytest.mark.parametrize(
    ("one", "other", "same"), [("斤", "吨", True), ("亩", "公顷", True), ("元", "美元", False)]
)
def test_units_that_measure_the_same(one: str, other: str, same: bool) -> None:
    a, b = conversions.conversion(one), conversions.conversion(other)
    assert a is not None
    assert b is not None
    assert (a.base == b.base) is same


def test_no_unit_measures_nothing() -> None:
    assert conversions.conversion(None) is None


def test_the_deeds_of_a_quota() -> None:
    assert deeds.deeds_in("新开工亿元以上项目50个") & deeds.deeds_in("开工亿元项目53个")
    assert not deeds.deeds_in("竣工项目50个") & deeds.deeds_in("签约项目50个")
    assert deeds.deeds_in("粮食总产量21万吨") == frozenset()


@pytest.mark.parametrize(
    ("subject", "nothing"),
    [("重点项目", True), ("年度投资", True), ("农家书屋", False), ("市以上重点项目", False)],
)
def test_a_name_of_generic_words_names_nothing(subject: str, nothing: bool) -> None:
    assert generic.is_generic(subject) is nothing


@pytest.mark.parametrize("words", ["完成投资3亿元", "完成80%", "完成年度投资"])
def test_a_step_on_the_way_is_not_the_end(words: str) -> None:
    assert {said.stage for said in progress.progress_in(words)} == {"moving"}


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("建成通车", "there"),
        ("主体竣工", "moving"),
        ("基本建成", "moving"),
        ("开工", "begun"),
        ("办理前期手续", "planned"),
        ("推迟", "failed"),
    ],
)
def test_the_stage_that_a_word_tells(words: str, stage: str) -> None:
    assert progress.progress_in(words)[0].stage == stage


def test_of_two_words_at_one_place_the_longer_one_counts() -> None:
    assert [said.word for said in progress.progress_in("项目主体完工，现已投用")] == ["主体完工", "投用"]


def test_a_name_goes_on_into_another_kind() -> None:
    assert weak_words.another_kind().match("示范区建设")
    assert not weak_words.another_kind().match("项目建设")


@pytest.mark.parametrize(
    ("load", "cells"),
    [
        (variants.variants, ("no_such", "urban", "城镇", "no", "")),
        (variants.variants, ("fai", "urban", "城镇", "maybe", "")),
        (variants.variants, ("fai", "urban", "(", "no", "")),
        (conversions._table, ("斤", "公斤", "half", "")),
        (conversions._table, ("斤", "公斤", "-1", "")),
        (deeds._table, ("start", "(", "")),
        (generic._words, ("(", "")),
        (shortfall.shortfall, ("(", "")),
        (progress._table, ("建成", "no_such", "")),
        (progress._table, ("(", "there", "")),
        (weak_words._table, ("建设", "no_such", "")),
        (sameness.sameness, ("no_such", "1", "")),
        (sameness.sameness, ("share", "much", "")),
        (sameness.sameness, ("share", "1", "")),
    ],
)
def test_a_typo_stops_the_load(load: object, cells: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    module = __import__("sys").modules[load.__module__]  # type: ignore[attr-defined]
    monkeypatch.setattr(module, "read_table", lambda *_: (Row("table", 1, cells),))
    load.cache_clear()  # type: ignore[attr-defined]
    try:
        with pytest.raises(VocabularyError, match=re.escape("table, line 1")):
            load()  # type: ignore[operator]
    finally:
        load.cache_clear()  # type: ignore[attr-defined]
