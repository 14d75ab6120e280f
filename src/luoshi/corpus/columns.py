"""The tables of a dataset and their columns, each with the type that it has in every part. Described in docs/corpus.md."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from luoshi.ledger.frame import COLUMNS as ENTRY

REPORTS: dict[str, type] = {
    "document": str, "sha256": str, "bytes": int, "characters": int, "media_type": str, "encoding": str,
    "kind": str, "title": str, "place": str, "place_code": str, "place_level": str, "year": int, "session": str,
    "date": str, "speaker": str, "complete": bool, "guessed": str, "name_place": str, "name_code": str,
    "name_year": int, "doubts": str, "targets": int, "tasks": int, "results": int, "problems": int,
    "headline": int, "entries": int, "notices": int, "unused": int, "read": float,
}  # fmt: skip
SECTIONS: dict[str, type] = {
    "document": str, "id": str, "parent": str, "level": int, "label": str, "title": str, "role": str,
    "start": int, "end": int,
}  # fmt: skip
NOTICES: dict[str, type] = {
    "document": str, "id": str, "kind": str, "start": int, "end": int, "quote": str, "suggestion": str,
}  # fmt: skip
MENTIONS: dict[str, type] = {"document": str, "indicator": str, "start": int, "end": int, "quote": str}
UNUSED: dict[str, type] = {"document": str, "start": int, "end": int, "quote": str, "reason": str}

# The tables in the order of docs/corpus.md.
TABLES: Mapping[str, dict[str, type]] = MappingProxyType(
    {
        "reports": REPORTS,
        "sections": SECTIONS,
        "entries": {"document": str, **ENTRY, "line_grade": str},
        "notices": NOTICES,
        "unused": UNUSED,
        "mentions": MENTIONS,
    }
)


def polars_schema(columns: Mapping[str, type]) -> dict[str, Any]:
    """The columns as polars types."""
    import polars

    types = {
        str: polars.String, bool: polars.Boolean, float: polars.Float64, int: polars.Int64,
        list: polars.List(polars.UInt32),
    }  # fmt: skip
    return {name: types[kind] for name, kind in columns.items()}
