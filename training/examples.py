"""Reports and what was read of them → what the learner learns from: units, what is seen of them, the labels that they may have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from luoshi.ledger.repaired import repaired
from luoshi.lines.features import Seen, look
from luoshi.lines.lattice import LABELS, OUTSIDE
from luoshi.lines.lexicon import Lexicon
from luoshi.lines.units import Flags, Integers, Units, cut
from luoshi.outline import read_outline
from luoshi.outline.stretches import Stretch, stretches
from luoshi.sources import load
from luoshi.text import Span, View, reading_view
from training.gold import GoldLine, GoldReport

_NUMBERS = {label: number for number, label in enumerate(LABELS)}


@dataclass(frozen=True, slots=True)
class Example:
    """One report: its text as the reader sees it, the units of the paragraphs that were read, and what is known of them.

    ``seen`` is what is seen of the units, ``labels`` what they were read as; ``ours`` is set where a reader of ours read them.
    """

    document: str
    text: str
    units: Units
    seen: Seen
    labels: Integers
    doubts: Flags
    lines: tuple[GoldLine, ...]
    ours: Flags


def read_view(path: Path) -> tuple[View, list[Stretch]]:
    """The text of a report as the reader sees it, and its parts."""
    source = load(str(path))
    _, copy, _ = repaired(source)
    view = reading_view(copy.text, copy.furniture)
    return view, stretches(view, read_outline(copy, view))


def read_example(report: GoldReport, corpus: Path, lexicon: Lexicon) -> Example:
    """The example of ``report``, whose text stands in ``corpus``."""
    view, parts = read_view(corpus / report.document)
    read = [(view.position(p.start), view.position(p.end)) for p in report.paragraphs]
    units = cut(view.text, list(_within(parts, read)))
    lines = tuple(
        line._replace(span=Span(view.position(line.span.start), view.position(line.span.end)))
        for line in report.lines
    )
    labels, doubts = encoded(units, lines)
    seen = replace(look(view.text, units, lexicon), columns=None)  # what asks why is not kept
    ours = np.zeros(len(units), bool)
    for paragraph, (begin, stop) in zip(report.paragraphs, read, strict=True):
        if paragraph in report.ours:
            ours |= (units.starts >= begin) & (units.starts < stop)
    return Example(report.document, view.text, units, seen, labels, doubts, lines, ours)


def _within(parts: Sequence[Stretch], read: Sequence[tuple[int, int]]) -> Iterator[Stretch]:
    """The parts of the stretches that lie in the paragraphs that were read, whatever their role."""
    number = 0
    for start, end in read:
        while number and parts[number].start > start:
            number -= 1
        while number < len(parts) and parts[number].start < end:
            part = parts[number]
            begin, stop = max(part.start, start), min(part.end, end)
            if begin < stop:
                yield part._replace(start=begin, end=stop)
            if part.end > end:
                break
            number += 1
        number = min(number, len(parts) - 1)


def encoded(units: Units, lines: Sequence[GoldLine]) -> tuple[Integers, Flags]:
    """The label of each unit, and whether a reader doubted it. A unit belongs to the line that covers half of it, or that lies in it."""
    labels = np.full(len(units), OUTSIDE, np.int64)
    doubts = np.zeros(len(units), bool)
    covered = np.zeros(len(units), np.int64)
    owner = np.full(len(units), -1, np.int64)
    for number, line in enumerate(lines):
        first = int(np.searchsorted(units.ends, line.span.start, "right"))
        past = int(np.searchsorted(units.starts, line.span.end, "left"))
        for unit in range(first, past):
            start, end = int(units.starts[unit]), int(units.ends[unit])
            common = min(end, line.span.end) - max(start, line.span.start)
            enough = 2 * common >= end - start or common >= line.span.end - line.span.start - 2
            if enough and common > covered[unit]:
                covered[unit], owner[unit] = common, number
    for unit in np.flatnonzero(owner >= 0).tolist():
        line = lines[owner[unit]]
        goes_on = unit > 0 and owner[unit - 1] == owner[unit] and not units.firsts[unit]
        labels[unit] = _NUMBERS[("I-" if goes_on else "B-") + line.label]
        doubts[unit] = line.doubt
    return labels, doubts
