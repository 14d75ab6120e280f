"""Every code that a ledger can hold has words in both languages."""

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
