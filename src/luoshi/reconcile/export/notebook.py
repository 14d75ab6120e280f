"""A reconciliation as a notebook shows it: target, result, verdict and reason."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from luoshi.ledger.export.labels import value
from luoshi.ledger.export.notebook import table
from luoshi.reconcile.export import word
from luoshi.reconcile.figures import Language

if TYPE_CHECKING:
    from luoshi.reconcile.reconciliation import Pair

_COLUMNS = ("verdict", "subject", "promised", "reached", "quote")


def of_pairs(pairs: "Iterable[Pair]", language: Language = "zh") -> str:
    """A row a target."""
    rows = [
        (
            word("verdict", pair.judgement.verdict, language),
            pair.target.subject or "",
            value(pair.target, language),
            value(pair.realised, language) if pair.realised else "",
            pair.realised.quote if pair.realised else pair.mention.quote if pair.mention else "",
        )
        for pair in pairs
    ]
    return table([word("column", column, language) for column in _COLUMNS], rows)
