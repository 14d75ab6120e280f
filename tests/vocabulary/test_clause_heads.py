"""What the head of a clause does: every row of the table is needed by its own example."""

import pytest

from luoshi.vocabulary import clause_heads
from luoshi.vocabulary.clause_heads import ENDS, HEADS, ends_of, heads_of
from luoshi.vocabulary.tables import Row, read_table

ROWS = read_table("clause_heads.tsv", 3)


def kind_of(clause: str, *, by_end: bool = False) -> str | None:
    [number] = (ends_of if by_end else heads_of)(clause, [(0, len(clause))])
    return (ENDS if by_end else HEADS)[number - 1] if number else None


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.cells[0])
def test_without_its_row_the_example_has_another_head(row: Row, monkeypatch: pytest.MonkeyPatch) -> None:
    word, kind, example = row.cells
    by_end = word.startswith("~")
    fits = str.endswith if by_end else str.startswith
    clause = next(clause for clause in example.split("，") if fits(clause, word.removeprefix("~")))
    assert kind_of(clause, by_end=by_end) == kind
    monkeypatch.setattr(clause_heads, "read_table", lambda *_: tuple(r for r in ROWS if r is not row))
    clause_heads._table.cache_clear()
    try:
        assert kind_of(clause, by_end=by_end) != kind
    finally:
        monkeypatch.undo()
        clause_heads._table.cache_clear()


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("围绕产业链布局创新链", "means"),
        ("用好用足各类资源", "means"),  # the longer word: not that of 用好
        ("总投资3亿元", "money"),
        ("推动企业上市", "others"),
        ("建设云河大桥", None),
        ("以", None),  # nothing behind it
    ],
)
def test_the_longest_word_at_the_head_counts(clause: str, kind: str | None) -> None:
    assert kind_of(clause) == kind


def test_a_clause_that_is_nothing_but_its_end_has_none() -> None:
    assert kind_of("在上级支持下", by_end=True) == "under"
    assert kind_of("在巩固成果基础上", by_end=True) == "under"
    assert kind_of("经验", by_end=True) is None
