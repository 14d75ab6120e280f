"""What a comparison of two copies finds: small values, every one with its place in the copies."""

from dataclasses import dataclass
from typing import Any, Literal

from luoshi.copies.evidence import Evidence
from luoshi.text import Span

Kind = Literal["number", "name_or_word", "missing_in_a", "missing_in_b", "moved"]
# In this order differences are told.
KINDS: tuple[Kind, ...] = ("number", "name_or_word", "missing_in_a", "missing_in_b", "moved")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one copy has: ``quote`` is its source between ``span.start`` and ``span.end``; empty where it has nothing,
    and ``span`` then says where it would stand."""

    span: Span
    quote: str

    def to_dict(self) -> dict[str, Any]:
        return {"span": [self.span.start, self.span.end], "quote": self.quote}


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the copies differ.

    ``before`` and ``after`` are what both have (or the one that is not missing it) around the place, in one spelling.
    ``evidence`` is what speaks for a reading, for numbers only; nothing is decided by it.
    """

    kind: Kind
    a: Reading
    b: Reading
    before: str
    after: str
    evidence: tuple[Evidence, ...] = ()

    @property
    def supported(self) -> Literal["a", "b"] | None:
        """The reading that all the evidence speaks for; None without evidence or where it speaks for both."""
        sides = {evidence.supports for evidence in self.evidence}
        return sides.pop() if len(sides) == 1 else None

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "a": self.a.to_dict(),
            "b": self.b.to_dict(),
            "before": self.before,
            "after": self.after,
            "evidence": [evidence.to_dict() for evidence in self.evidence],
            "supported": self.supported,
        }


@dataclass(frozen=True, slots=True)
class Marks:
    """Punctuation that differs in the same way in ``count`` places: ``a`` in the one copy, ``b`` in the other.

    ``a_first`` and ``b_first`` are the first of these places.
    """

    a: str
    b: str
    count: int
    a_first: Span
    b_first: Span

    def to_dict(self) -> dict[str, Any]:
        return {
            "a": self.a,
            "b": self.b,
            "count": self.count,
            "a_first": [self.a_first.start, self.a_first.end],
            "b_first": [self.b_first.start, self.b_first.end],
        }
