"""A ledger's JSON is, to the byte, what the standard library writes."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import luoshi
from luoshi.ledger.entry import Period, Relation
from luoshi.ledger.json_text import dumps
from luoshi.ledger.line import Member
from luoshi.text import Span

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
    for indent in (0, 1, 3):
        assert report.to_json(indent=indent) == json.dumps(
            report.to_dict(), ensure_ascii=False, indent=indent
        )
    assert report.to_json(indent=None) == json.dumps(report.to_dict(), ensure_ascii=False)


def test_every_field_of_a_row_is_written_as_the_library_writes_it() -> None:
    """What no example has at once: notices, a relation of both forms, members, one year, quotation marks and a per cent sign."""
    report = luoshi.read(EXAMPLES / "qingchuan-2026.txt")
    entry, line = report.entries[0], report.lines[0]
    strange = 'a"%s\\n\n\u2028'
    entries = (
        entry._replace(
            subject=strange, quote=strange, scope=strange, period=None, relation=None, certainty=None
        ),
        entry._replace(relation=Relation("above", strange, None), period=Period(2026, 2030), certainty=1.0),
        entry._replace(relation=Relation(by=strange, assigned=True), notices=("n1", "n2"), read_as=strange),
        entry._replace(read_as=strange, partial=True, headline=False, members=(Member(strange, Span(1, 3)),)),
    )
    lines = (
        line._replace(members=(Member(strange, Span(1, 3)), Member("", Span(0, 0))), object=strange),
        line._replace(members=(), certainty=None, section=None),
    )
    report = replace(report, entries=entries, lines=lines)
    assert report.to_json() == json.dumps(report.to_dict(), ensure_ascii=False, indent=1)
