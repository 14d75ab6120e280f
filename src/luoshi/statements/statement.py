"""What one statement says, before it becomes a line of the ledger.

Subjects and statements are made by the thousand; as named tuples they cost a third of a frozen dataclass.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Literal, NamedTuple

Kind = Literal["target", "task", "result", "problem"]
Direction = Literal["up", "down"]


class Period(NamedTuple):
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


class Subject(NamedTuple):
    """The thing measured.

    ``start`` and ``end`` are where it stands in the view, ``left`` where its quote begins (scope and act
    included). ``text`` is the subject as written (after 分别: with the words it shares written out).
    ``sign`` is where the words say that there is more of it (新增, 净增) or less (削减), ``acts`` where they name a deed (建成, 完成),
    ``upon`` where a deed makes the set and stands in ``text`` (盘活闲置土地, 惠及企业).
    """

    start: int
    end: int
    left: int
    text: str
    indicator: str | None
    scope: str | None = None
    partial: bool = False
    sign: Direction | None = None
    acts: bool = False
    modality: str | None = None
    upon: str | None = None


unlimited: Callable[
    [tuple[int, int, int, str, None, None, bool, None, bool, None, None]], Subject
] = partial(tuple.__new__, Subject)  # fmt: skip
"""A subject that nothing is known of but its name, made of all its fields."""


class Statement(NamedTuple):
    """One statement in view offsets. Keys as in :class:`luoshi.ledger.entry.Entry`."""

    start: int
    end: int
    kind: Kind
    headline: bool
    subject: Subject | None
    measure: str | None
    direction: Direction | None
    bound: str | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    relation: Relation | None
    period: Period | None
    modality: str | None


as_statement: Callable[
    [
        tuple[
            int, int, Kind, bool, Subject | None, str | None, Direction | None, str | None,
            Decimal | None, Decimal | None, str | None, Relation | None, Period | None, str | None,
        ]
    ],
    Statement,
] = partial(tuple.__new__, Statement)  # fmt: skip
"""A statement made of all its fields. There are seven hundred in a report, and the call by names takes twice as long."""
