"""Ledgers of two years → what was promised and what came of it, with the rule that decided.

:func:`reconcile` holds two :class:`Record` together; :func:`of_report` and :func:`of_ledger` make them.
"""

from luoshi.reconcile.hold import reconcile, targets_of, year_of
from luoshi.reconcile.judge import VERDICTS, Judgement, Verdict
from luoshi.reconcile.reconciliation import Pair, Reconciliation, Vintage
from luoshi.reconcile.record import Record, of_ledger, of_report
from luoshi.text.callable_package import make_callable

__all__ = [
    "VERDICTS",
    "Judgement",
    "Pair",
    "Reconciliation",
    "Record",
    "Verdict",
    "Vintage",
    "of_ledger",
    "of_report",
    "reconcile",
    "targets_of",
    "year_of",
]

make_callable(__name__)
