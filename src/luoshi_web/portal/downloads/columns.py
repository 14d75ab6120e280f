"""A line as a row of a table: one value a column, the keys of the ledger as far as they are flat. CSV and Parquet have the same columns."""

from typing import Any

from luoshi_web.portal.answers import LICENCE
from luoshi_web.portal.api.shapes import LineOut
from luoshi_web.portal.told import Told

COLUMNS: dict[str, type] = {
    "place_key": str, "place": str, "level": str, "year": int, "id": str, "ledger_id": str, "kind": str, "headline": bool, "section": str,
    "subject": str, "indicator": str, "scope": str, "partial": bool, "measure": str, "direction": str, "bound": str, "low": str, "high": str,
    "unit": str, "relation_compare": str, "relation_to": str, "relation_to_indicator": str, "relation_by": str, "period_from": int,
    "period_to": int, "modality": str, "quote": str, "start": int, "end": int, "paragraph": int, "line": str, "grade": str, "stage": str,
    "object": str, "members": str, "certainty": float, "read_as": str, "verdict": str, "rule": str, "deviation": str, "estimate": bool,
    "answer": str, "answer_quote": str, "licence": str,
}  # fmt: skip
_MADE = {
    "place_key", "place", "level", "relation_compare", "relation_to", "relation_to_indicator", "relation_by", "period_from", "period_to",
    "start", "end", "members", "rule", "deviation", "estimate", "answer", "answer_quote", "licence",
}  # fmt: skip


def row(told: Told) -> dict[str, Any]:
    """The columns in their order."""
    place, relation, period, outcome = (
        told["place"],
        told["relation"] or {},
        told["period"] or {},
        told["outcome"] or {},
    )
    made = {
        "place_key": place["key"], "place": place["name"], "level": place["level"], "relation_compare": relation.get("compare"),
        "relation_to": relation.get("to"), "relation_to_indicator": relation.get("to_indicator"), "relation_by": relation.get("by"),
        "period_from": period.get("from"), "period_to": period.get("to"), "start": told["span"][0], "end": told["span"][1],
        "members": "、".join(member["name"] for member in told["members"] or ()) or None, "rule": outcome.get("rule"),
        "deviation": outcome.get("deviation"), "estimate": outcome.get("estimate"), "answer": outcome.get("answer"),
        "answer_quote": outcome.get("quote"), "licence": LICENCE,
    }  # fmt: skip
    return {name: made[name] if name in _MADE else told[name] for name in COLUMNS}


def schema() -> dict[str, Any]:
    """Of a row of the JSON lines, and the columns of the tables."""
    of_row = LineOut.model_json_schema()
    of_row["properties"]["licence"] = {"const": LICENCE}
    names = {str: "string", int: "integer", float: "number", bool: "boolean"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A line of a report, and what the next report says came of it",
        **of_row, "x-columns": [{"name": name, "type": names[kind]} for name, kind in COLUMNS.items()], "x-licence": LICENCE,
    }  # fmt: skip
