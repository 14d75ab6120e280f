"""The reconciliation as a workbook: pairs, wording, tasks, problems."""

from collections.abc import Iterable, Sequence
from typing import Any

from luoshi.ledger.export.labels import value
from luoshi.ledger.export.xlsx import as_workbook
from luoshi.reconcile.export import word
from luoshi.reconcile.figures import Language
from luoshi.reconcile.flat import COLUMNS, rows
from luoshi.reconcile.reconciliation import Reconciliation

_WIDTHS = {
    "place": 18, "year": 8, "subject": 24, "indicator": 20, "target_quote": 40, "realised_quote": 50, "reason": 60,
    "before": 40, "after": 40, "task": 50, "evidence": 70, "again": 70, "verdict_words": 10,
}  # fmt: skip


def write(reconciliation: Reconciliation, language: Language) -> bytes:
    title = f"{reconciliation.earlier.place or ''} {reconciliation.earlier.year or ''}".strip()
    return as_workbook(title, _sheets(reconciliation, language), _WIDTHS)


def _sheets(
    reconciliation: Reconciliation, language: Language
) -> Iterable[tuple[str, Sequence[str], Iterable[Sequence[Any]]]]:
    columns = list(COLUMNS)
    yield (
        "pairs",
        ["verdict_words", *columns],
        (
            [word("verdict", row["verdict"], language), *(row[column] for column in columns)]
            for row in rows(reconciliation, language)
        ),
    )
    yield (
        "wording",
        ["subject", "modality", "bound", "number", "value_before", "value_after", "before", "after"],
        (
            [
                w.after.subject,
                word("turn", w.modality, language),
                word("turn", w.bound, language),
                w.number and word("number", w.number, language),
                value(w.before, language),
                value(w.after, language),
                w.before.quote,
                w.after.quote,
            ]
            for w in reconciliation.wordings
        ),
    )
    yield (
        "tasks",
        ["state", "task", "evidence", "again", "reason"],
        (
            [
                word("state", m.state, language),
                m.task.quote,
                m.evidence and m.evidence.text,
                m.again and m.again.text,
                m.reason(language),
            ]
            for m in reconciliation.matters or ()
        ),
    )
    yield (
        "problems",
        ["fate", "before", "after"],
        (
            [word("fate", p.fate, language), p.before and p.before.quote, p.after and p.after.quote]
            for p in reconciliation.problems
        ),
    )
