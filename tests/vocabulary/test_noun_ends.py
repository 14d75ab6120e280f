"""Each row of noun_ends.tsv is needed for its own example, and ends nothing in its counter-example."""

import re

import pytest

from luoshi.vocabulary.noun_ends import NounEnd, joined, noun_end, noun_ends


def place(pattern: re.Pattern[str], noun: str) -> int:
    found = pattern.search(noun)
    return -1 if found is None else found.start()


@pytest.mark.parametrize("row", noun_ends(), ids=lambda row: row.example)
def test_a_row_ends_its_example_and_no_other_does(row: NounEnd) -> None:
    noun = row.example.replace("|", "")
    bar = row.example.index("|")
    assert place(noun_end(), noun) == bar
    assert place(joined(r for r in noun_ends() if r is not row), noun) != bar


@pytest.mark.parametrize("row", [r for r in noun_ends() if r.counter], ids=lambda row: row.counter)
def test_nothing_ends_the_noun_of_a_counter_example(row: NounEnd) -> None:
    assert place(noun_end(), row.counter) == -1
