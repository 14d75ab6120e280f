"""Why a clause stands in no line and a number in no entry."""

import pytest

import luoshi
from luoshi.explanation.explain import Explainer
from luoshi.explanation.reasons import Explanation
from luoshi.explanation.rows import silence_row
from luoshi.ledger.report import Report

CASES = [
    ("10亿元以上", "size_class", "is_size_class"),
    ("一、", "heading", "_heading"),
    ("2025年", "date", "_before_sign"),
]


def _unused(report: Report, words: str) -> Explanation:
    return next(x for x in luoshi.explain_at(report, words) if x.what == "unused" and x.quote == words)


@pytest.mark.parametrize(("words", "reason", "function"), CASES)
def test_a_number_that_became_no_entry_has_its_rule(
    report: Report, words: str, reason: str, function: str
) -> None:
    passed = _unused(report, words).passed
    assert passed is not None
    assert (passed.reason, passed.rule.name) == (reason, function)


def test_the_row_that_makes_a_number_a_name() -> None:
    report = luoshi.read("一、2026年工作安排\n实施技能提升三年行动，建设三期工程。")
    rows = {x.quote: x.passed.rows for x in map(Explainer(report).of, report.unused) if x.passed}
    assert [row.word for row in rows["三年"]] == ["行动"]
    assert [row.table for row in rows["三年"]] == ["number_words.tsv"]


def test_every_number_and_clause_that_was_left_out_has_a_reason(report: Report) -> None:
    explainer = Explainer(report)
    for thing in (*report.unused, *report.silent):
        passed = explainer.of(thing).passed
        assert passed is not None
        assert passed.reason == thing.reason
        assert passed.rule.says


def test_a_silent_clause_has_the_row_that_says_why(report: Report) -> None:
    (found,) = silence_row("全面贯彻上级各项决策", "creed")
    assert (found.table, found.word) == ("silences.tsv", "全面贯彻")
    assert list(silence_row("全面贯彻上级各项决策", "purpose")) == []
    told = [x for x in luoshi.explain_at(report, "各位代表") if x.what == "silent"]
    assert told
    for one in told:
        assert one.passed is not None
        assert one.passed.reason == "thanks"
        assert one.decision is not None
        assert one.decision.reading == "none"
        assert one.decision.clauses[0].label == "O"


def test_a_clause_that_no_row_names_has_none(report: Report) -> None:
    headings = [s for s in report.silent if s.reason == "heading"]
    assert headings
    explainer = Explainer(report)
    for silent in headings:
        told = explainer.of(silent).passed
        assert told is not None
        assert told.rows == ()
