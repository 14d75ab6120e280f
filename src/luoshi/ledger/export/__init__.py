"""A report as a file: one module a format, imported when it is asked for."""

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, cast

if TYPE_CHECKING:
    from luoshi.ledger.report import Report

Language = Literal["zh", "en"]

# Format → the module whose ``write(report, language)`` makes its bytes.
_MODULES: Mapping[str, str] = MappingProxyType(
    {
        "json": "luoshi.ledger.export.jsons",
        "jsonl": "luoshi.ledger.export.jsonl",
        "csv": "luoshi.ledger.export.csvs",
        "xlsx": "luoshi.ledger.export.xlsx",
        "parquet": "luoshi.ledger.export.parquet",
        "html": "luoshi.ledger.export.html",
        "table": "luoshi.ledger.export.table",
    }
)
FORMATS = tuple(_MODULES)
BINARY = frozenset(("xlsx", "parquet"))


def export(report: "Report", form: str, *, language: Language = "zh") -> bytes:
    """The report's ledger in ``form``, one of ``FORMATS``: the same bytes for the same report."""
    write = cast("Callable[[Report, Language], bytes]", import_module(_MODULES[form]).write)
    return write(report, language)
