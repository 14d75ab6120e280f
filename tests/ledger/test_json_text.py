"""A ledger's JSON is, to the byte, what the standard library writes."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import luoshi
from luoshi.ledger.json_text import dumps

EXAMPLES = Path(__file__).parents[2] / "examples"
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=30,
)


@given(VALUES, st.sampled_from([None, 0, 1, 2, 4]))
def test_any_value_is_written_as_the_library_writes_it(value: object, indent: int | None) -> None:
    assert dumps(value, indent) == json.dumps(value, ensure_ascii=False, indent=indent)


@pytest.mark.parametrize("name", ["qingchuan-2026.txt", "nanping-2025.html", "qingchuan-2026-pages"])
def test_a_ledger_is_written_as_the_library_writes_it(name: str) -> None:
    report = luoshi.read(EXAMPLES / name)
    assert report.to_json() == json.dumps(report.to_dict(), ensure_ascii=False, indent=1)
    assert report.to_json(indent=None) == json.dumps(report.to_dict(), ensure_ascii=False)
