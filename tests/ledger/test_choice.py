"""Some of a ledger's entries, by code or by a condition."""

from collections.abc import Callable
from pathlib import Path

import pytest

import luoshi
from luoshi.ledger.choice import Choice, choose
from luoshi.ledger.condition import ConditionError
from luoshi.ledger.entry import Entry
from luoshi.ledger.report import Report


@pytest.fixture(scope="module")
def report() -> Report:
    return luoshi.read(Path(__file__).parents[2] / "examples/qingchuan-2026.txt")


@pytest.mark.parametrize(
    ("choice", "held"),
    [
        (Choice(kinds=("task", "problem")), lambda e: e.kind in ("task", "problem")),
        (Choice(grades=("deliverable",)), lambda e: e.grade == "deliverable"),
        (Choice(headline=True), lambda e: e.headline),
        (Choice(indicators=("gdp",)), lambda e: e.indicator == "gdp"),
        (Choice(where="low_value >= 6 AND unit = '%'"), lambda e: e.unit == "%" and float(e.low or 0) >= 6),
        (Choice(kinds=("target",), where="quote LIKE '%生产总值%'"), lambda e: e.kind == "target" and "生产总值" in e.quote),
    ],
)  # fmt: skip
def test_what_is_asked_for_is_all_that_is_left(
    report: Report, choice: Choice, held: Callable[[Entry], bool]
) -> None:
    wanted = [entry for entry in report.entries if held(entry)]
    found = choose(report, choice)
    assert list(found.entries) == wanted
    assert 0 < len(wanted) < len(report.entries)
    assert {line.id for line in found.lines} == {entry.line for entry in wanted} - {None}
    assert found.coverage == report.coverage


def test_asking_for_nothing_leaves_the_report_as_it_is(report: Report) -> None:
    assert choose(report, Choice()) is report


@pytest.mark.parametrize("condition", ["colour = 'red'", "low_value >", "1; drop table x", ""])
def test_what_is_no_condition_is_refused_in_both_languages(report: Report, condition: str) -> None:
    with pytest.raises(ConditionError, match="is no condition") as refused:
        choose(report, Choice(where=condition or " "))
    assert "可用的列" in refused.value.sentence("zh")
