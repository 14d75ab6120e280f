"""Whether quotes still stand."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

import luoshi
from luoshi.errors import SourceError
from luoshi.ledger.check import check
from luoshi.ledger.stored import as_ledger, load_ledger
from luoshi.text import SourceText

TEXT = (Path(__file__).parents[2] / "examples/qingchuan-2026.txt").read_text(encoding="utf-8")


@pytest.fixture
def whole() -> dict[str, Any]:
    return luoshi.read(TEXT).to_dict()


def test_everything_stands(whole: dict[str, Any]) -> None:
    outcome = check(as_ledger(whole, None), SourceText.from_string(TEXT))
    assert outcome.counted > 0
    assert outcome.broken == ()
    assert outcome.same_source


def test_a_changed_text_breaks_what_stands_behind_the_change(whole: dict[str, Any]) -> None:
    outcome = check(as_ledger(whole, None), SourceText.from_string("注：" + TEXT))
    assert {b.part for b in outcome.broken} >= {"entry"}
    assert not outcome.same_source


def test_spans_beyond_the_end_are_broken(whole: dict[str, Any]) -> None:
    outcome = check(as_ledger(whole, None), SourceText.from_string(TEXT[:100]))
    assert any(b.found is None for b in outcome.broken)
    assert {b.part for b in outcome.broken} >= {"entry", "section"}


@pytest.mark.parametrize("span", [[-5, -1], [5, 2], [0, 10**9]])
def test_spans_that_are_none_are_broken(whole: dict[str, Any], span: list[int]) -> None:
    damaged = copy.deepcopy(whole)
    damaged["entries"][0]["span"] = span
    outcome = check(as_ledger(damaged, None), SourceText.from_string(TEXT))
    assert [b.name for b in outcome.broken] == [damaged["entries"][0]["id"]]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("各位代表：", "not_json"),
        ("[" * 100_000, "not_json"),
        ("[1, 2]", "not_ledger"),
        ("{}", "not_ledger"),
        ('{"report": {}, "outline": []}', "not_ledger"),
        ('{"report": {}, "outline": [], "entries": [{"span": [0, 1], "quote": "x"}]}', "not_ledger"),
        ('{"report": {}, "outline": [{"span": "0-1"}], "entries": []}', "not_ledger"),
        ('{"report": {"notices": 3}, "outline": [], "entries": []}', "not_ledger"),
        ("", "not_json"),
    ],
)
def test_what_is_no_ledger_is_refused_in_one_sentence(tmp_path: Path, text: str, key: str) -> None:
    path = tmp_path / "台账.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        load_ledger(path)
    assert caught.value.key == key
    assert "台账.json" in caught.value.sentence("zh")


def test_a_ledger_survives_its_file(tmp_path: Path, whole: dict[str, Any]) -> None:
    path = tmp_path / "台账.json"
    path.write_text(json.dumps(whole), encoding="utf-8-sig")
    assert len(load_ledger(path).entries) == len(whole["entries"])
