"""The number phrases of a body, at the positions at which copies are compared."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from luoshi.copies.body import Body
from luoshi.quantities import Quantity, scan

# `1?43亿`, a lost character (U+FFFD) or one of a private area inside or at the edge of the number.
_LOST = r"[？?\ufffd\ue000-\uf8ff]"
# `1O%`, `25l亿元`, `l3.6%`, `二O一三年`: a letter where a digit belongs.
_DAMAGE = re.compile(
    rf"(?<=[0-9.]){_LOST}|{_LOST}(?=[0-9.])|(?<=[0-9.])[OolI](?![a-zA-Z])|(?<![a-zA-Z])[OlI](?=[0-9.])"
    r"|(?<=[一二三四五六七八九十])[O0o](?=[一二三四五六七八九十])"
)
_DIGITS = re.compile(r"[0-9.一二三四五六七八九十百千万亿零〇两]+")
# Numbers that name or date something differ where their digits do; `三农` and `（一）` are words.
_NAMING = frozenset(("date", "document", "name", "ordinal", "phase"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A number phrase at ``text[start:end]`` of its body: ``quantity`` where it measures, else ``reason``.

    ``text`` is the phrase in the one spelling, ``printed`` what the copy has, without quotation marks around it;
    ``damage`` is the sign inside it that no number has, as printed.
    """

    start: int
    end: int
    text: str
    printed: str
    damage: str | None
    quantity: Quantity | None
    reason: str | None

    @property
    def value(self) -> Decimal | None:
        """The one number that is said; None for a range, a ratio or a date."""
        q = self.quantity
        if q is None or (q.low is not None and q.high is not None and q.low != q.high):
            return None
        return q.low if q.low is not None else q.high

    @property
    def unit(self) -> str | None:
        return self.quantity.unit if self.quantity else None

    @property
    def amount(self) -> Hashable:
        """What is said, whatever the bound and the spelling: 1亿元 is 10000万元."""
        q = self.quantity
        return (q.low or q.high, q.high or q.low, q.unit, q.parts) if q else None

    @property
    def says(self) -> Hashable:
        """Equal for phrases that say the same and are printed without damage."""
        q = self.quantity
        if q is not None:
            return (q.low, q.high, q.unit, q.bound, q.parts, self.damage is None)
        return (*_DIGITS.findall(self.text), self.damage is None)


@dataclass(frozen=True, slots=True)
class Phrases:
    """All number phrases of a body, in reading order; they do not overlap."""

    all: tuple[Phrase, ...]
    starts: Sequence[int]
    ends: Sequence[int]

    def within(self, start: int, end: int) -> tuple[Phrase, ...]:
        """The phrases that touch ``[start, end)``; for an empty stretch those that run across it."""
        return self.all[bisect_right(self.ends, start) : bisect_left(self.starts, end)]


def read_phrases(body: Body) -> Phrases:
    """The number phrases of ``body``."""
    found = scan(body.view.text)
    both = [(q.span, q, None) for q in found.quantities]
    named = [(o.span, None, o.reason) for o in found.others if o.reason in _NAMING]
    phrases = []
    end = 0
    for span, quantity, reason in sorted([*both, *named], key=lambda item: item[0]):
        first, last = body.position(span.start), body.position(span.end)
        if end <= first < last:
            phrases.append(_phrase(body, first, last, quantity, reason))
            end = last
    return Phrases(tuple(phrases), [p.start for p in phrases], [p.end for p in phrases])


def _phrase(body: Body, start: int, end: int, quantity: Quantity | None, reason: str | None) -> Phrase:
    text = body.text[start:end]
    printed = body.span(start, end).of(body.source.text).strip("“”\"'")
    sign = _DAMAGE.search(text)
    damage = body.raw[start + sign.start() : start + sign.end()] if sign else None
    return Phrase(start, end, text, printed, damage, quantity, reason)
