"""The entries as JSON, one a line."""

import json

from luoshi.ledger.export import Language
from luoshi.ledger.report import Report


def write(report: Report, language: Language) -> bytes:
    lines = (json.dumps(entry, ensure_ascii=False) + "\n" for entry in report.entry_rows())
    return "".join(lines).encode("utf-8", "backslashreplace")
