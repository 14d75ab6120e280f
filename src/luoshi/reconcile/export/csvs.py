"""The pairs as CSV that spreadsheets open as they are."""

from luoshi.ledger.export.csvs import as_csv
from luoshi.reconcile.figures import Language
from luoshi.reconcile.flat import COLUMNS, rows
from luoshi.reconcile.reconciliation import Reconciliation


def write(reconciliation: Reconciliation, language: Language) -> bytes:
    return as_csv(COLUMNS, rows(reconciliation, language))
