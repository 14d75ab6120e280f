"""Each row of set_words.tsv is needed for its own example."""

import pytest

from luoshi.vocabulary.set_words import SetWord, joined, makes_a_set, set_words


@pytest.mark.parametrize("row", set_words(), ids=lambda row: row.example)
def test_the_predicate_makes_a_set_and_without_the_row_it_does_not(row: SetWord) -> None:
    subject, became = row.example.split("|")
    without = joined(r for r in set_words() if r is not row)
    none = row.kind in ("work", "course")
    assert makes_a_set(subject, became) != none
    assert makes_a_set(subject, became, without) == none


def test_a_noun_behind_the_verb_is_no_object_of_it() -> None:
    assert not makes_a_set("企业", "完成的投资")
