"""The things that a list names: the table *members*."""

from pathlib import Path

import pytest

from luoshi.lines.members import members_of

TABLE = Path(__file__).parent.parent / "tables" / "members.tsv"
CASES = [
    line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"
]


@pytest.mark.parametrize(("listed", "members", "why"), CASES)
def test_members(listed: str, members: str, why: str) -> None:
    text = f"推进{listed}。"
    found = [text[name.start : name.end] for name in members_of(text, 2, len(text) - 1)]
    assert found == ([] if members == "-" else members.split("|")), why
