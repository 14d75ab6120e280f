"""Every code that a ledger can hold has words in both languages."""

import re
from pathlib import Path
from typing import get_args

from luoshi.ledger.export.labels import labels
from luoshi.outline.section import Role
from luoshi.quantities.quantity import Bound
from luoshi.statements.statement import Kind
from luoshi.vocabulary.number_words import REASONS


def test_kinds_roles_bounds_and_reasons_have_words() -> None:
    known = labels()
    assert set(get_args(Kind)) <= set(known["kind"]) & set(known["kinds"])
    assert set(get_args(Role)) <= set(known["role"])
    assert {*get_args(Bound), "relative", "assigned", "qualitative"} <= set(known["bound"])
    assert set(REASONS) <= set(known["reason"])


def test_documented_reasons_and_notices_have_words() -> None:
    """Every code in the tables of docs/ledger.md for unused numbers and notices."""
    document = (Path(__file__).parents[2] / "docs/ledger.md").read_text(encoding="utf-8")
    for title, group in (("## `unused`", "reason"), ("### Kinds of notices", "notice")):
        part = document[document.index(title) :].split("\n#", 1)[0]
        codes = set(re.findall(r"^\| `(\w+)` \|", part, re.M))
        assert codes
        assert codes <= set(labels()[group])
