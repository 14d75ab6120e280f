"""A line of the ledger: one thing to deliver, one line of work, one deed, one value or one shortfall. What makes a line: docs/ledger.md.

The values of one deed share its line (新建小学3所，新增学位3600个 is one line with two entries); a line without a value is one entry.
"""

from typing import Any, NamedTuple

from luoshi.lines.line import Grade, LineKind
from luoshi.text import Span


class Member(NamedTuple):
    """One of the things that a list names: 云河大桥 of 加快推进云河大桥、滨江路、城北水厂等项目建设."""

    name: str
    span: Span

    def to_dict(self) -> dict[str, Any]:
        return {"name": self.name, "span": [self.span.start, self.span.end]}


class Line(NamedTuple):
    """``object`` is what the line is about, ``members`` what a list under one verb names, ``stage`` how far a deed has come.

    ``certainty`` is how likely the line stands as it is; None where nothing soft was decided (a value that no line holds).
    """

    id: str
    kind: LineKind
    grade: Grade | None
    section: str | None
    object: str | None
    members: tuple[Member, ...]
    stage: str | None
    certainty: float | None
    quote: str
    span: Span

    def to_dict(self) -> dict[str, Any]:
        """The line in the contract's keys and order, ready for JSON."""
        return {
            "id": self.id,
            "kind": self.kind,
            "grade": self.grade,
            "section": self.section,
            "object": self.object,
            "members": [member.to_dict() for member in self.members] or None,
            "stage": self.stage,
            "certainty": self.certainty,
            "quote": self.quote,
            "span": [self.span.start, self.span.end],
        }
