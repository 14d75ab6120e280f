"""The tables of units and words: a wrong row stops the load and names its line."""

import pytest

from luoshi.errors import VocabularyError
from luoshi.vocabulary import bounds, number_words, units
from luoshi.vocabulary.tables import Row


def rows_of(monkeypatch: pytest.MonkeyPatch, module: object, *rows: tuple[str, ...]) -> None:
    table = tuple(Row("test.tsv", line, cells) for line, cells in enumerate(rows, 1))
    monkeypatch.setattr(module, "read_table", lambda name, columns: table)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("吨", "吨", "1", "weight", "", "")], "line 1: 'weight' is no dimension"),
        ([("吨", "吨", "x", "physical", "", "")], "line 1: 'x' is no factor"),
        ([("吨", "吨", "1", "physical", "", "")] * 2, "line 2: '吨' is given twice"),
        (
            [("a", "吨", "1", "physical", "", ""), ("b", "吨", "1", "count", "", "")],
            "line 2: '吨' has two dimensions",
        ),
        ([("", "吨", "1", "physical", "", "")], "line 1: an alias"),
    ],
)
def test_units(monkeypatch: pytest.MonkeyPatch, rows: list[tuple[str, ...]], message: str) -> None:
    rows_of(monkeypatch, units, *rows)
    with pytest.raises(VocabularyError, match=message):
        units.load_units.__wrapped__()


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    rows_of(monkeypatch, bounds, ("近", "beside", "nearly", "", ""))
    with pytest.raises(VocabularyError, match="line 1"):
        bounds.load_bounds.__wrapped__()


def test_number_words(monkeypatch: pytest.MonkeyPatch) -> None:
    rows_of(monkeypatch, number_words, ("届", "ordinal", ""), ("届", "name", ""))
    with pytest.raises(VocabularyError, match="line 2: '届' is given twice"):
        number_words.load_number_words.__wrapped__()


def test_the_longest_unit_is_found_and_words_are_left_alone() -> None:
    table = units.load_units()
    unit, end = table.at("300万人次", 4) or (None, 0)
    assert unit is not None
    assert (unit.canonical, end) == ("人次", 6)
    assert table.at("5家庭", 1) is None
    assert table.at("5kmx", 1) is None
