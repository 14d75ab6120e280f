"""The entries as Parquet, columns typed as in :mod:`luoshi.ledger.frame`."""

import io

from luoshi.ledger.export import Language
from luoshi.ledger.frame import to_frame
from luoshi.ledger.report import Report


def write(report: Report, language: Language) -> bytes:
    buffer = io.BytesIO()
    to_frame(report, "polars").write_parquet(buffer)
    return buffer.getvalue()
