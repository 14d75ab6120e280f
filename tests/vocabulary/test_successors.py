"""What followed an abolished division: the table names only what the list of places knows, and nothing that stood no more."""

import pytest

from luoshi.errors import VocabularyError
from luoshi.vocabulary import successors as module
from luoshi.vocabulary.places import gazetteer
from luoshi.vocabulary.successors import successors
from luoshi.vocabulary.tables import Row


def names(code: str, year: int) -> list[str]:
    division = gazetteer().coded(code, year)
    assert division is not None
    return [other.name for other in successors().get(division, ())]


@pytest.mark.parametrize(
    ("code", "year", "after", "why"),
    [
        ("330104", 2015, ["上城区", "钱塘区"], "divided"),
        ("110103", 2005, ["东城区"], "merged into one that stood before"),
        ("130230", 2005, ["曹妃甸区"], "founded on all of it"),
        ("422103", 1993, ["黄州区", "团风县"], "goes on, and a part of it is another place"),
        ("330181", 1999, [], "萧山区 has its name: the list of places says it"),
        ("110105", 2015, [], "stands"),
        ("542134", 1998, [], "nobody wrote down what 盐井县 became"),
    ],
)  # fmt: skip
def test_what_followed(code: str, year: int, after: list[str], why: str) -> None:
    assert names(code, year) == after, why


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("330104", "江干区", "2019", "330102 上城区"), "not given up after 2019"),
        (("330104", "江千区", "2020", "330102 上城区"), "no division"),
        (("330104", "江干区", "2020", "330103 下城区"), "did not stand after 2020"),
        (("330104", "江干区", "2020", "330104 江干区"), "did not stand after 2020"),
        (("330102", "上城区", "2020", "330105 拱墅区"), "not given up"),
    ],
)
def test_a_row_that_cannot_be_stops_the_load(
    monkeypatch: pytest.MonkeyPatch, cells: tuple[str, ...], said: str
) -> None:
    monkeypatch.setattr(module, "read_table", lambda *_: (Row("successors.tsv", 7, cells),))
    with pytest.raises(VocabularyError, match=f"successors.tsv, line 7: .*{said}"):
        successors.__wrapped__()
