"""A reconciliation as a flat table: one row a target."""

from collections.abc import Iterator
from typing import Any

from luoshi.ledger.entry import Entry
from luoshi.reconcile.figures import Language
from luoshi.reconcile.reconciliation import Pair, Reconciliation

# The columns of an entry that the table has twice: as promised and as realised.
_VALUES = ("measure", "direction", "bound", "low", "high", "unit", "quote")
COLUMNS: tuple[str, ...] = (
    "place", "year", "target_voice", "realised_voice", "indicator", "subject", "scope", "headline", "modality",
    *(f"target_{name}" for name in _VALUES),
    *(f"realised_{name}" for name in _VALUES),
    "verdict", "deviation", "rule", "reason", "dropped", "next_modality", "next_bound", "next_number",
)  # fmt: skip

# Those of them that are decimal strings.
NUMBERS: tuple[str, ...] = ("target_low", "target_high", "realised_low", "realised_high", "deviation")


def rows(reconciliation: Reconciliation, language: Language) -> Iterator[dict[str, Any]]:
    """One dictionary a target, with the keys of ``COLUMNS`` in their order; numbers are the decimal strings of the ledger."""
    place = reconciliation.earlier.place or reconciliation.later.place
    for pair in reconciliation.pairs:
        row = _row(pair, language) | {"place": place, "year": reconciliation.earlier.year}
        row |= {"target_voice": reconciliation.earlier.kind, "realised_voice": reconciliation.later.kind}
        yield {column: row[column] for column in COLUMNS}


def _row(pair: Pair, language: Language) -> dict[str, Any]:
    target, judgement, wording = pair.target, pair.judgement, pair.wording
    deviation = judgement.deviation
    return {
        "indicator": target.indicator,
        "subject": target.subject,
        "scope": target.scope,
        "headline": target.headline,
        "modality": target.modality,
        **_values("target", target),
        **_values("realised", pair.realised),
        "verdict": judgement.verdict,
        "deviation": None if deviation is None else format(deviation, "f"),
        "rule": judgement.rule,
        "reason": pair.reason(language),
        "dropped": pair.dropped,
        "next_modality": wording and wording.modality,
        "next_bound": wording and wording.bound,
        "next_number": wording and wording.number,
    }


def _values(side: str, entry: Entry | None) -> dict[str, Any]:
    return {f"{side}_{name}": entry and getattr(entry, name) for name in _VALUES}
