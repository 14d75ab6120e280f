"""A promise, what the next report says, and what became of it: tests/tables/follow_up.tsv."""

from functools import cache
from pathlib import Path

import pytest

import luoshi
from luoshi.reconcile import of_report
from luoshi.reconcile.follow import Answer, Clause, FollowUp, clauses_of
from luoshi.reconcile.follow.reasons import reason, sentences
from luoshi.reconcile.record import Sentence
from luoshi.text import Span

TABLE = Path(__file__).parent.parent / "tables/follow_up.tsv"
EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def cases() -> list[tuple[str, ...]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
    assert all(len(row) in (5, 6) for row in rows)
    return rows


@cache
def background() -> tuple[Clause, ...]:
    """A report that names none of the table's things, so that words have the weights that they have in reports."""
    return clauses_of(of_report(luoshi.read(EXAMPLES / "qingchuan-2026.txt")).sentences or ())


def asked(promise: str, review: str, plans: str) -> Answer:
    said = [
        Sentence(text, Span(at, at + len(text)), role)
        for at, text, role in ((0, review, "review"), (10_000, plans, "tasks"))
        if text != "-"
    ]
    return FollowUp([*clauses_of(said), *background()]).to(promise)


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case[0]} | {case[1]} | {case[2]}")
def test_what_became_of_a_promise(case: tuple[str, ...]) -> None:
    promise, review, plans, status, rule = case[:5]
    answer = asked(promise, review, plans)
    assert (answer.status, answer.why) == (status, rule), case[-1]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case[0]} | {case[1]} | {case[2]}")
def test_the_reason_is_one_whole_sentence(case: tuple[str, ...], language: str) -> None:
    sentence = reason(asked(*case[:3]), language)  # type: ignore[arg-type]
    assert "{" not in sentence
    assert sentence.endswith("。" if language == "zh" else ".")


def test_every_rule_has_a_case_and_a_sentence() -> None:
    rules = set(sentences()) - {"join", "comma", "named", "said"}
    assert {case[4] for case in cases()} == rules


def test_every_place_stands_where_its_span_says() -> None:
    for promise, review, plans, *_ in cases():
        for found in asked(promise, review, plans).found:
            text, start = (review, 0) if found.clause.span.start < 10_000 else (plans, 10_000)
            span = found.clause.span
            assert text[span.start - start : span.end - start] == found.clause.text
