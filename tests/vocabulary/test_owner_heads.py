"""Each row of owner_heads.tsv is needed for its own example."""

import pytest

from luoshi.vocabulary.owner_heads import OwnerHead, joined, owner_head, owner_heads


def _ends(pattern, text: str) -> int | None:
    return max((found.end() for found in pattern.finditer(text)), default=None)


@pytest.mark.parametrize("row", owner_heads(), ids=lambda row: row.example)
def test_the_name_ends_there_and_without_the_row_it_does_not(row: OwnerHead):
    bar = row.example.index("|")
    name = row.example[:bar]
    assert _ends(owner_head(built=True), row.example.replace("|", "")) == bar
    assert _ends(joined(r for r in owner_heads() if r is not row), name) != bar


def test_what_is_built_has_no_output():
    assert owner_head(built=False).search("滨江水利项目") is None
