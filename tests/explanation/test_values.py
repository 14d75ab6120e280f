"""Which rule and which row of a table made each field of a value."""

import pytest

import luoshi
from luoshi.explanation.explain import Explainer
from luoshi.explanation.reasons import Field
from luoshi.explanation.rows import wish_row
from luoshi.ledger.entry import Entry
from luoshi.ledger.report import Report

# words of the quote, low, field, value, the function, the word in a table, the table
CASES = [
    ("地区生产总值增长5%左右", "5", "bound", "about", "after", "左右", "bounds.tsv"),
    ("地区生产总值增长5%左右", "5", "unit", "%", "Units.at", "%", "units.tsv"),
    (
        "地区生产总值增长5%左右",
        "5",
        "indicator",
        "gdp",
        "Indicators.at_end",
        "地区生产总值",
        "indicators.tsv",
    ),
    ("地区生产总值增长5%左右", "5", "measure", "growth", "measure_of", "增长", "predicates.tsv"),
    ("地区生产总值增长5%左右", "5", "direction", "up", "direction_of", "增长", "predicates.tsv"),
    ("地区生产总值增长5%左右", "5", "headline", "true", "Headlines.judge", None, None),
    ("地区生产总值增长5%左右", "5", "period", "2026", "Calendar._as_told", None, None),
    ("达到375.1亿元", "37510000000", "number", "37510000000", "measured", None, None),
    ("达到375.1亿元", "37510000000", "unit", "元", "Units.at", "元", "units.tsv"),
    ("达到375.1亿元", "37510000000", "scope", "全区", "_told", "全区", "openers.tsv"),
    ("达到375.1亿元", "37510000000", "kind", "result", "read_sentence", None, None),
    ("分别增长", "4.5", "subject", "城镇居民人均可支配收入", None, None, None),
    ("分别增长", "4.5", "bound", "at_least", "spread_bounds", "以上", "bounds.tsv"),
    ("分别增长", "5.5", "bound", "at_least", "after", "以上", "bounds.tsv"),
    ("高于全省平均水平", None, "relation", "above 全省平均水平", None, None, None),
    ("新建公办小学3所", "3", "modality", "ensure", "modality_of", "确保", "openers.tsv"),
]


def _entry(report: Report, words: str, low: str | None) -> Entry:
    return next(e for e in report.entries if words in e.quote and e.low == low)


def _field(report: Report, entry: Entry, name: str) -> Field:
    return next(f for f in luoshi.explain(report, entry.id).fields if f.name == name)


@pytest.mark.parametrize(("words", "low", "name", "value", "function", "word", "table"), CASES)
def test_a_field_has_its_rule_and_its_row(
    report: Report, words: str, low: str | None, name: str, value: str, function: str | None,
    word: str | None, table: str | None,
) -> None:  # fmt: skip
    field = _field(report, _entry(report, words, low), name)
    assert field.value == value
    assert function is None or field.rule.name == function
    assert [(row.word, row.table) for row in field.rows] == ([(word, table)] if word else [])


def test_each_field_that_a_value_has_is_explained_as_the_ledger_has_it(report: Report) -> None:
    explainer = Explainer(report)
    values = [e for e in report.entries if e.bound is not None]
    assert values
    for entry in values:
        told = {field.name: field.value for field in explainer.of(entry).fields}
        plain = ("kind", "subject", "indicator", "scope", "unit", "bound", "measure", "direction", "modality")
        assert {name: told.get(name) for name in plain} == {name: getattr(entry, name) for name in plain}
        assert ("number" in told) == (entry.low is not None or entry.high is not None)
        assert ("period" in told) == (entry.period is not None)
        assert told.get("headline") == ("true" if entry.headline else None)
        assert told.get("partial") == ("true" if entry.partial else None)


def test_every_rule_is_a_function_of_ours_that_says_what_it_does(report: Report) -> None:
    explainer = Explainer(report)
    for entry in report.entries:
        for field in explainer.of(entry).fields:
            assert field.rule.module.startswith("luoshi.")
            assert field.rule.says, field.rule


def test_rows_lead_to_the_line_of_the_file(report: Report) -> None:
    from importlib.resources import files

    explainer = Explainer(report)
    rows = [row for entry in report.entries for field in explainer.of(entry).fields for row in field.rows]
    assert {row.table for row in rows} >= {"units.tsv", "bounds.tsv", "indicators.tsv", "predicates.tsv"}
    for row in rows:
        lines = (
            files("luoshi.vocabulary").joinpath("data", row.table).read_text(encoding="utf-8").splitlines()
        )
        assert lines[row.line - 1].split("\t")[0].strip() == row.cells[0]


def test_a_line_without_a_value_has_its_years_and_its_wish(report: Report) -> None:
    explainer = Explainer(report)
    plain = [e for e in report.entries if e.bound is None]
    assert plain
    for entry in plain:
        told = {field.name: field.value for field in explainer.of(entry).fields}
        assert (told.get("object"), told.get("modality")) == (entry.object, entry.modality)
        assert told.get("period") == (str(entry.period.last) if entry.period else None)


def test_the_row_of_a_wish_is_that_of_its_word() -> None:
    (row,) = wish_row("确保城北水厂建成投用", "ensure")
    assert (row.table, row.word) == ("openers.tsv", "确保")
    assert wish_row("城北水厂建成投用", "ensure") == ()


def test_what_made_each_entry_in_a_word(report: Report) -> None:
    from luoshi.explanation.made_by import made_by

    rules = made_by(report)
    assert rules.keys() == {entry.id for entry in report.entries}
    assert rules[_entry(report, "地区生产总值增长5%左右", "5").id] == "valued.valued of subjects.read_subject"
    plain = [e for e in report.entries if e.bound is None]
    assert all(rules[e.id] == f"learnt {e.grade or e.kind}" for e in plain)
