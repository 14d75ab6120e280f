"""A report's stretches → its lines: the units weighed, the best reading of each paragraph taken, its lines cut out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from luoshi.lines.features import look
from luoshi.lines.lattice import LABELS, OUTSIDE, Chains, Floats, best, likelihood
from luoshi.lines.line import OF_LABEL, TaggedLine
from luoshi.lines.model import Model, installed
from luoshi.lines.units import Integers, Units, cut
from luoshi.outline.stretches import Stretch

# 要|加快…, 同时，|着力…, 各级政府都要|…: what stands before the line
_BEFORE = re.compile(
    r"(?:要|将|同时|进一步|着力|积极|努力|并且|并|我们|各级政府|都|必须|第?[一二三四五六七八九十]+(?:是|要)|[ —-])+"
)
_BEFORE_FIRST = frozenset("要将同进着积努并我各都必第一二三四五六七八九十 —-")
_BEHIND = " —-"
_TOGETHER = 8192  # units that are looked at together
_SILENT = frozenset(("boilerplate", "other"))


@dataclass(frozen=True, slots=True)
class TaggedLines:
    """The lines of a report in reading order, and the units that they were made of; ``labels`` has the label of each unit."""

    lines: tuple[TaggedLine, ...]
    units: Units
    labels: Integers


def read_lines(text: str, stretches: Sequence[Stretch], model: Model | None = None) -> TaggedLines:
    """The lines of the parts of ``text``. Linear in its length, in memory that a longer text does not enlarge."""
    model = model or installed()
    units = cut(text, [s for s in stretches if s.role not in _SILENT])
    weighed = [model.emissions(look(*block, model.lexicon)) for block in blocks(text, units)]
    emissions = np.concatenate(weighed) if weighed else np.zeros((0, len(LABELS)))
    return decode(text, units, emissions, model)


def blocks(text: str, units: Units) -> Iterator[tuple[str, Units]]:
    """Whole paragraphs, some thousand units of them at a time, each with its own part of the text."""
    firsts = np.flatnonzero(units.firsts)
    start = 0
    while start < len(units):
        after = firsts[np.searchsorted(firsts, start + _TOGETHER, "right") - 1]
        end = len(units) if start + _TOGETHER >= len(units) or after <= start else int(after)
        offset, stop = int(units.starts[start]), int(units.ends[end - 1])
        yield text[offset:stop], units.part(start, end, offset)
        start = end


def decode(text: str, units: Units, emissions: Floats, model: Model) -> TaggedLines:
    """The lines of ``units``, whose labels ``emissions`` speak for and against."""
    chains = Chains.of(units.firsts)
    labels = best(emissions, model.transitions, chains)
    likely, _ = likelihood(emissions, model.transitions, chains)
    starts, stops = segments(labels)
    after = np.append(units.firsts, True)
    raw = likely.segments(starts, stops, labels[starts], after[stops])
    certain = model.certainty(raw).tolist()
    places = zip(starts.tolist(), stops.tolist(), labels[starts].tolist(), certain, strict=True)
    lines = tuple(
        TaggedLine(*ends(text, units, first, past), *OF_LABEL[LABELS[label][2:]], sure, first, past)
        for first, past, label, sure in places
    )
    return TaggedLines(lines, units, labels)


def segments(labels: Integers) -> tuple[Integers, Integers]:
    """The first and the past unit of each line."""
    begins = labels % 2 == 1
    starts = np.flatnonzero(begins)
    stops = np.append(np.flatnonzero(begins | (labels == OUTSIDE)), len(labels))
    return starts, stops[np.searchsorted(stops, starts, "right")]


def ends(text: str, units: Units, first: int, past: int) -> tuple[int, int]:
    """Where the line of the units ``[first, past)`` begins and ends, what only leads to it left out."""
    start, end, stop = int(units.starts[first]), int(units.ends[past - 1]), int(units.ends[first])
    if text[start] in _BEFORE_FIRST and (before := _BEFORE.match(text, start, stop)) and before.end() < stop:
        start = before.end()
    while end > start + 1 and text[end - 1] in _BEHIND:
        end -= 1
    return start, end
