"""What a number phrase says."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from luoshi.text import Span

Bound = Literal["exact", "about", "at_least", "at_most", "range", "nearly", "more_than"]
Dimension = Literal[
    "percent", "points", "money", "count", "physical", "multiple", "rank", "fraction", "ratio", "bare"
]


class Quantity(NamedTuple):
    """One number phrase, read: ``5.5%左右``, ``近千亿元``, ``3至5家``, ``第7位``, ``翻一番``.

    ``span`` is the phrase with its bound words (``不低于10万个``, ``5%左右``); ``core`` is number and unit alone.
    ``low`` and ``high`` are in ``unit``, magnitude words multiplied out (``13.5亿美元``: 1350000000, ``美元``);
    both equal for ``exact`` and ``about``; ``at_least``/``more_than`` have only ``low``,
    ``at_most``/``nearly`` only ``high``; ``range`` has both. ``unit`` is canonical (``%``, ``百分点``, ``元``,
    ``人``, ``个`` …), ``""`` for a bare number. ``parts`` holds the members of a ``ratio`` (``24：40.2：35.8``).
    Offsets count into the string that was scanned.
    """

    span: Span
    core: Span
    low: Decimal | None
    high: Decimal | None
    bound: Bound
    unit: str
    dimension: Dimension
    parts: tuple[Decimal, ...] = ()


class NotQuantity(NamedTuple):
    """A phrase with number characters in it that measures nothing: a date, a name, an ordinal, a heading number.

    ``reason`` is one of ``date``, ``name``, ``ordinal``, ``heading``, ``document``, ``phase``, ``idiom``.
    """

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Scan:
    """All number phrases of a text in reading order: what measures, and what only looks as if it did."""

    quantities: tuple[Quantity, ...]
    others: tuple[NotQuantity, ...]
