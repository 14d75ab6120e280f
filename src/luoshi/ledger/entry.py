"""The lines of the ledger. Keys and codes: docs/ledger.md."""

from dataclasses import dataclass
from typing import Any, Literal

from luoshi.text import Span

Kind = Literal["target", "task", "result", "problem"]


@dataclass(frozen=True, slots=True)
class Period:
    """The years that a statement speaks of, both included."""

    first: int
    last: int

    def to_dict(self) -> dict[str, int]:
        return {"from": self.first, "to": self.last}


@dataclass(frozen=True, slots=True)
class Relation:
    """What a value is held against: ``compare``/``to`` for ``relative``, ``by`` for ``assigned``."""

    compare: Literal["same", "above", "below"] | None = None
    to: str | None = None
    to_indicator: str | None = None
    by: str | None = None
    assigned: bool = False

    def to_dict(self) -> dict[str, str | None]:
        if self.assigned:
            return {"by": self.by}
        return {"compare": self.compare, "to": self.to, "to_indicator": self.to_indicator}


@dataclass(frozen=True, slots=True)
class Entry:
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


@dataclass(frozen=True, slots=True)
class Unused:
    """A number that became no entry, and why: ``name``, ``date``, ``thanks``, ``unread`` …"""

    span: Span
    quote: str
    reason: str
