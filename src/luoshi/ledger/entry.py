"""The lines of the ledger. Keys and codes: docs/ledger.md.

Frozen as named tuples: a report has a thousand lines, and a frozen dataclass of twenty fields takes six times as long to make.
"""

from typing import Any, Literal, NamedTuple

from luoshi.statements.statement import Kind, Period, Relation
from luoshi.text import Span


class Entry(NamedTuple):
    """One statement of fact or intent with something to hold against reality."""

    id: str
    kind: Kind
    headline: bool
    section: str | None
    subject: str | None
    indicator: str | None
    scope: str | None
    partial: bool
    measure: str | None
    direction: Literal["up", "down"] | None
    bound: str | None
    low: str | None
    high: str | None
    unit: str | None
    relation: Relation | None
    period: Period | None
    modality: str | None
    quote: str
    span: Span
    notices: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The entry in the contract's keys and order, ready for JSON."""
        return {
            "id": self.id,
            "kind": self.kind,
            "headline": self.headline,
            "section": self.section,
            "subject": self.subject,
            "indicator": self.indicator,
            "scope": self.scope,
            "partial": self.partial,
            "measure": self.measure,
            "direction": self.direction,
            "bound": self.bound,
            "low": self.low,
            "high": self.high,
            "unit": self.unit,
            "relation": self.relation.to_dict() if self.relation else None,
            "period": self.period.to_dict() if self.period else None,
            "modality": self.modality,
            "quote": self.quote,
            "span": [self.span.start, self.span.end],
        }


class Unused(NamedTuple):
    """A number that became no entry, and why: ``name``, ``date``, ``thanks``, ``unread`` …"""

    span: Span
    quote: str
    reason: str


__all__ = ["Entry", "Kind", "Period", "Relation", "Unused"]
