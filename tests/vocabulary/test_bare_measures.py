"""Each row of bare_measures.tsv is needed for its own example."""

import pytest

from luoshi.vocabulary import bare_measures as table
from luoshi.vocabulary.bare_measures import BareMeasure, bare_measures, joined
from tests.statements.test_statements_table import read


def _last(text: str) -> str | None:
    subject = read("review", text)[-1].subject
    return subject and subject.text


@pytest.mark.parametrize("row", bare_measures(), ids=lambda row: row.word)
def test_the_measure_is_named_with_its_owner_and_without_the_row_it_is_not(
    row: BareMeasure, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _last(row.example) == row.subject
    rest = joined(other for other in bare_measures() if other is not row)
    monkeypatch.setattr(table, "_all", lambda: rest)
    assert _last(row.example) != row.subject
