"""Every code that a ledger can hold has words in both languages."""

import re
from pathlib import Path
from typing import get_args

from luoshi.ledger.export.labels import labels
from luoshi.lines.line import Grade
from luoshi.outline.section import Role
from luoshi.quantities.quantity import Bound
from luoshi.statements.statement import Kind
from luoshi.vocabulary.number_words import REASONS
from luoshi.vocabulary.silences import REASONS as SILENCES
from luoshi.vocabulary.stages import STAGES


def test_kinds_roles_bounds_and_reasons_have_words() -> None:
    known = labels()
    assert set(get_args(Kind)) <= set(known["kind"]) & set(known["kinds"])
    assert set(get_args(Role)) <= set(known["role"])
    assert {*get_args(Bound), "relative", "assigned", "qualitative"} <= set(known["bound"])
    assert set(get_args(Grade)) == set(known["grade"])
    assert set(STAGES) == set(known["stage"])
    assert set(SILENCES) == set(known["silent"])
    assert set(REASONS) <= set(known["reason"])


def test_documented_reasons_and_notices_have_words() -> None:
    """Every code in the tables of docs/ledger.md for unused numbers and notices."""
    document = (Path(__file__).parents[2] / "docs/ledger.md").read_text(encoding="utf-8")
    for title, group in (
        ("## `unused`", "reason"),
        ("### Kinds of notices", "notice"),
        ("## `silent`", "silent"),
    ):
        part = document[document.index(title) :].split("\n#", 1)[0]
        codes = set(re.findall(r"^\| `(\w+)` \|", part, re.M))
        assert codes
        assert codes <= set(labels()[group])
