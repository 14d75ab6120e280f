"""The whole ledger as one JSON object."""

from luoshi.ledger.export import Language
from luoshi.ledger.report import Report


def write(report: Report, language: Language) -> bytes:
    return (report.to_json() + "\n").encode("utf-8", "surrogatepass")
