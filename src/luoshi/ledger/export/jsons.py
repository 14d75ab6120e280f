"""The whole ledger as one JSON object.

A file name may hold bytes that are no text (half a surrogate pair in Python): they become JSON's own ``\\udcff``.
"""

from luoshi.ledger.export import Language
from luoshi.ledger.report import Report


def write(report: Report, language: Language) -> bytes:
    return (report.to_json() + "\n").encode("utf-8", "backslashreplace")
