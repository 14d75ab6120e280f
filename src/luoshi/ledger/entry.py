"""The lines of the ledger. Keys and codes: docs/ledger.md.

Frozen as named tuples: a report has a thousand lines, and a frozen dataclass of twenty fields takes six times as long to make.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, Literal, NamedTuple

from luoshi.ledger.line import Member
from luoshi.lines.line import Grade
from luoshi.statements.statement import Kind, Period, Relation
from luoshi.text import Span


class Entry(NamedTuple):
    """One statement of fact or intent with something to hold against reality.

    ``line`` is the id of the line that it belongs to: the values of one deed share theirs. ``grade``, ``stage``, ``object``, ``members`` and
    ``certainty`` are the line's, but that a value has no grade, and is about its subject.
    ``notices`` are the ids of the notices whose damage it was read through (``n3``); ``read_as`` is its number phrase
    as read through a repair (``1.43亿美元`` where the copy prints ``1?43亿美元``), None where it is read as printed.
    """

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
    line: str | None = None
    grade: Grade | None = None
    stage: str | None = None
    object: str | None = None
    members: tuple[Member, ...] = ()
    certainty: float | None = None
    notices: tuple[str, ...] = ()
    read_as: str | None = None

    def __repr__(self) -> str:
        told = " ".join(filter(None, (self.subject, self.direction, self.bound, self.low or self.high)))
        when = "" if self.period is None else f" {self.period.first}"
        return f"<Entry {self.kind}: {told}{self.unit or ''}{when} “{self.quote}”>"

    def _repr_html_(self) -> str:
        from luoshi.ledger.export.notebook import of_entries

        return of_entries([self])

    def to_dict(self) -> dict[str, Any]:
        """The entry in the contract's keys and order, ready for JSON."""
        line: dict[str, Any] = {
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
            "line": self.line,
            "grade": self.grade,
            "stage": self.stage,
            "object": self.object,
            "members": [member.to_dict() for member in self.members] or None,
            "certainty": self.certainty,
        }
        if self.notices:
            line["notices"] = list(self.notices)
        if self.read_as is not None:
            line["read_as"] = self.read_as
        return line


as_entry: Callable[
    [
        tuple[
            str, Kind, bool, str | None, str | None, str | None, str | None, bool,
            str | None, Literal["up", "down"] | None, str | None, str | None, str | None, str | None,
            Relation | None, Period | None, str | None, str, Span, str | None, Grade | None, str | None,
            str | None, tuple[Member, ...], float | None, tuple[str, ...], str | None,
        ]
    ],
    Entry,
] = partial(tuple.__new__, Entry)  # fmt: skip
"""The entry of all its fields in order, where a report has hundreds: the call by names takes twice as long."""


class Unused(NamedTuple):
    """A number that became no entry, and why: ``name``, ``date``, ``thanks``, ``unread`` …"""

    span: Span
    quote: str
    reason: str


__all__ = ["Entry", "Kind", "Period", "Relation", "Unused"]
