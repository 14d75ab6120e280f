"""A ledger of a damaged copy: which entries were read through damage, and the words as the copy prints them."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from luoshi.ledger.entry import Entry, Unused
from luoshi.outline.section import Front, Section
from luoshi.quantities.quantity import Quantity
from luoshi.sources.cleaning import Damage
from luoshi.text import GONE, Notice, Span, View

_NUMBER = re.compile(r"\d+")
_NEAREST = 8  # repaired numbers that one quote may hold
_WHOLE_COPY = "odd_width"
_OF_SENTENCES = ("broken_line", "lost_character")


class _Repaired(NamedTuple):
    """A number phrase with a repair in it: where it stands in the copy, how it is read, and as what."""

    span: Span
    words: str
    quantity: Quantity


def outside(damages: Sequence[Damage], furniture: Sequence[Notice]) -> tuple[Damage, ...]:
    """Without what is broken or lost in the site's own words: a menu has no sentences."""
    spans = sorted(notice.span for notice in furniture)  # none within another
    starts = [span.start for span in spans]

    def inside(damage: Damage) -> bool:
        at = bisect_right(starts, damage.start)
        return bool(at) and damage.end <= spans[at - 1].end

    return tuple(d for d in damages if d.kind not in _OF_SENTENCES or not inside(d))


def foreign(damages: Sequence[Damage], source: str) -> list[Unused]:
    """The numbers that stand in no report but in its copy: page numbers, marks of footnotes, those of advertisements."""
    return [
        Unused(Span(d.start + number.start(), d.start + number.end()), number[0], "damage")
        for d in damages
        if d.reads is not None and GONE in d.reads and d.kind in ("broken_line", "injected_text")
        for number in _NUMBER.finditer(source[d.start : d.end])
    ]


def read_through(
    entries: tuple[Entry, ...],
    damages: Sequence[Damage],
    quantities: Sequence[Quantity],
    view: View,
    before: int,
) -> tuple[Entry, ...]:
    """``entries``, those read through one of ``damages`` marked with the ids of its notices, and with their number
    as it was read where a repair touched it. ``before`` is how many notices stand before those of the damages."""
    local = [(d, f"n{before + number}") for number, d in enumerate(damages, 1) if d.kind != _WHOLE_COPY]
    starts = [d.start for d, _ in local]
    repaired = _numbers(quantities, [d for d, _ in local if d.reads is not None], view)
    number_starts = [number.span.start for number in repaired]
    marked = []
    for entry in entries:
        span = entry.span
        last = bisect_right(starts, span.end - 1)
        first = bisect_right(starts, span.start)
        while first and local[first - 1][0].end > span.start:
            first -= 1
        if first == last:
            marked.append(entry)
            continue
        read_as = None
        if entry.low is not None or entry.high is not None:
            at = bisect_right(number_starts, span.end - 1)
            inside = (r for r in repaired[max(0, at - _NEAREST) : at] if r.span.start >= span.start)
            read_as = next((r.words for r in inside if _is_value(r.quantity, entry)), None)
        marked.append(entry._replace(notices=tuple(name for _, name in local[first:last]), read_as=read_as))
    return tuple(marked)


def _numbers(quantities: Sequence[Quantity], repairs: Sequence[Damage], view: View) -> list[_Repaired]:
    """The number phrases that a repair touches."""
    starts = [d.start for d in repairs]
    found = []
    for quantity in quantities if repairs else ():
        span = view.span(quantity.core.start, quantity.core.end)
        at = bisect_right(starts, span.end - 1)
        if at and repairs[at - 1].end > span.start:
            found.append(_Repaired(span, view.text[quantity.core.start : quantity.core.end], quantity))
    return found


def _is_value(quantity: Quantity, entry: Entry) -> bool:
    """Whether the number is the entry's own: of 增长l2.6%、3.1% the second was read as printed."""
    return any(
        told is not None and read is not None and Decimal(told) == read
        for told, read in ((entry.low, quantity.low), (entry.high, quantity.high))
    )


def as_printed(
    front: Front, outline: tuple[Section, ...], read: str, printed: str
) -> tuple[Front, tuple[Section, ...]]:
    """Titles and names as the copy prints them, where they were read from a repaired text of the same length."""

    def words(text: str | None, start: int = 0) -> str | None:
        at = read.find(text, start) if text else -1
        return text if text is None or at < 0 else printed[at : at + len(text)]

    place = front.place and replace(front.place, name=words(front.place.name) or front.place.name)
    front = replace(
        front,
        title=words(front.title),
        place=place,
        session=words(front.session),
        speaker=words(front.speaker),
    )
    sections = tuple(
        replace(s, title=words(s.title, s.heading.start), label=words(s.label, s.heading.start))
        if s.heading
        else s
        for s in outline
    )
    return front, sections
