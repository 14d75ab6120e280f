"""The ledger as a flat table: one row an entry, one column a value.

Numbers stand twice: ``low``/``high`` are the exact decimal strings, ``low_value``/``high_value`` floats to count with.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal

from luoshi.ledger.entry import Entry

if TYPE_CHECKING:
    from luoshi.ledger.report import Report

# Column → the type that it has in every format, whether or not a report fills it.
COLUMNS: dict[str, type] = {
    "id": str, "kind": str, "headline": bool, "section": str, "section_role": str, "section_title": str,
    "subject": str, "indicator": str, "scope": str, "partial": bool, "measure": str, "direction": str,
    "bound": str, "low": str, "high": str, "unit": str, "low_value": float, "high_value": float,
    "relation_compare": str, "relation_to": str, "relation_to_indicator": str, "relation_assigned": bool,
    "relation_by": str, "period_from": int, "period_to": int, "modality": str, "quote": str,
    "line": str, "grade": str, "stage": str, "object": str, "members": str, "certainty": float,
    "notices": str, "read_as": str, "start": int, "end": int,
}  # fmt: skip


def rows(report: "Report") -> Iterator[dict[str, Any]]:
    """One dictionary an entry, with the keys of ``COLUMNS`` in their order."""
    sections = {section.id: section for section in report.outline}
    for entry in report.entries:
        section = sections.get(entry.section or "")
        yield row_of(entry, section.role if section else None, section.title if section else None)


def row_of(entry: Entry, role: str | None, title: str | None) -> dict[str, Any]:
    """The row of one entry, in a section of that role and title."""
    relation, period = entry.relation, entry.period
    return {
        "id": entry.id,
        "kind": entry.kind,
        "headline": entry.headline,
        "section": entry.section,
        "section_role": role,
        "section_title": title,
        "subject": entry.subject,
        "indicator": entry.indicator,
        "scope": entry.scope,
        "partial": entry.partial,
        "measure": entry.measure,
        "direction": entry.direction,
        "bound": entry.bound,
        "low": entry.low,
        "high": entry.high,
        "unit": entry.unit,
        "low_value": None if entry.low is None else float(entry.low),
        "high_value": None if entry.high is None else float(entry.high),
        "relation_compare": relation.compare if relation else None,
        "relation_to": relation.to if relation else None,
        "relation_to_indicator": relation.to_indicator if relation else None,
        "relation_assigned": relation.assigned if relation else False,
        "relation_by": relation.by if relation else None,
        "period_from": period.first if period else None,
        "period_to": period.last if period else None,
        "modality": entry.modality,
        "quote": entry.quote,
        "line": entry.line,
        "grade": entry.grade,
        "stage": entry.stage,
        "object": entry.object,
        "members": "、".join(member.name for member in entry.members) or None,
        "certainty": entry.certainty,
        "notices": " ".join(entry.notices) or None,
        "read_as": entry.read_as,
        "start": entry.span.start,
        "end": entry.span.end,
    }


def to_frame(report: "Report", library: Literal["polars", "pandas"] | None = None) -> Any:
    """The entries as a ``polars.DataFrame`` or a ``pandas.DataFrame``: the one asked for, else the one installed.

    The type is ``Any`` because neither library is imported until this is called.
    """
    if library == "polars":
        return _polars(report)
    if library == "pandas":
        return _pandas(report)
    if library is not None:
        raise ValueError(f"library is 'polars', 'pandas' or None, not {library!r}")
    try:
        return _polars(report)
    except ImportError:
        return _pandas(report)


def _polars(report: "Report") -> Any:
    return frame_of(rows(report))


def frame_of(found: Iterable[dict[str, Any]]) -> Any:
    """Rows of the flat table as a ``polars.DataFrame``."""
    import polars

    types = {str: polars.String, bool: polars.Boolean, float: polars.Float64, int: polars.Int64}
    schema = {column: types[kind] for column, kind in COLUMNS.items()}
    return polars.DataFrame(list(found), schema=schema, orient="row")


def _pandas(report: "Report") -> Any:
    from importlib import import_module

    pandas = import_module("pandas")
    types = {str: "object", bool: "bool", float: "float64", int: "Int64"}
    frame = pandas.DataFrame(list(rows(report)), columns=list(COLUMNS))
    return frame.astype({column: types[kind] for column, kind in COLUMNS.items()})
