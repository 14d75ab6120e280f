"""Which words a learnt decision was made of.

All that the tagger sees of a clause has a weight for every label (:mod:`luoshi.explanation.sightings`). What speaks for a decision is
the weight for its label less that for the label that came second, summed over all that saw the same words.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict

import numpy as np

from luoshi.explanation.again import Tagged
from luoshi.explanation.reasons import Alternative, Clause, Decision, Weight, Where
from luoshi.explanation.sightings import Places, Sightings
from luoshi.lines.lattice import KINDS, LABELS, OUTSIDE
from luoshi.lines.line import TaggedLine
from luoshi.lines.units import ROLES, Integers
from luoshi.lines.words import words_of

FOR, AGAINST = 5, 3
"""How many words are told that speak for a decision, and against it."""
_LEAST = 0.05  # what weighs less decides nothing


class Weights:
    """The weights behind the lines of a report whose ``text`` is a view's."""

    def __init__(self, text: str, tagged: Tagged) -> None:
        self._text, self._tagged = text, tagged
        words = words_of(text)
        self._sightings = Sightings(tagged.seen, tagged.model)
        self._starts, self._ends = words.starts.tolist(), words.ends.tolist()

    def of_line(self, line: TaggedLine) -> Decision:
        """Why the clauses of ``line`` are one line, and of its kind."""
        tagged, units = self._tagged, self._tagged.lines.units
        first, past = line.first, line.past
        begins = int(tagged.lines.labels[first])
        likely = self._likely(first, past, begins)
        others = [(KINDS[label // 2], self._likely(first, past, label)) for label in range(1, len(LABELS), 2)]
        readings = [(kind, share) for kind, share in others if kind != LABELS[begins][2:]]
        readings.append(("none", self._likely_none(first, past)))
        readings.append(("cut", max(0.0, 1 - likely - sum(share for _, share in readings))))
        readings.sort(key=lambda reading: -reading[1])
        return Decision(
            LABELS[begins][2:],
            round(line.certainty, 3),
            round(likely, 4),
            self._text[int(units.starts[first]) : line.start],
            tuple(self._clause(unit) for unit in range(first, past)),
            tuple(Alternative(kind, round(share, 4)) for kind, share in readings[:2]),
        )

    def of_clause(self, unit: int) -> Decision:
        """Why the clause of number ``unit`` stands in no line."""
        clause = self._clause(unit)
        likely = self._tagged.likely
        shares = likely.before[unit] * likely.after[unit]
        second = int(np.argsort(-shares)[1])
        rest = Alternative(LABELS[second][2:] or "none", round(float(shares[second]), 4))
        return Decision("none", None, clause.likely, "", (clause,), (rest,))

    def _likely(self, first: int, past: int, begins: int) -> float:
        firsts = self._tagged.lines.units.firsts
        last = past == len(firsts) or bool(firsts[past])
        starts, stops, labels = (np.array([number]) for number in (first, past, begins))
        return float(self._tagged.likely.segments(starts, stops, labels, np.array([last]))[0])

    def _likely_none(self, first: int, past: int) -> float:
        """How likely it is that none of these clauses stands in a line."""
        likely = self._tagged.likely
        share = float(likely.before[first, OUTSIDE])
        for unit in range(first + 1, past):
            share *= float(likely.factors[OUTSIDE, OUTSIDE] * likely.steps[unit, OUTSIDE])
        return share * float(likely.after[past - 1, OUTSIDE])

    def _clause(self, unit: int) -> Clause:
        tagged, units = self._tagged, self._tagged.lines.units
        start, end = int(units.starts[unit]), int(units.ends[unit])
        shares = tagged.likely.before[unit] * tagged.likely.after[unit]
        label = int(tagged.lines.labels[unit])
        instead = int(np.argsort(-np.where(np.arange(len(shares)) == label, -1.0, shares))[0])
        together: defaultdict[tuple[tuple[str, ...], Where], float] = defaultdict(float)
        names: defaultdict[tuple[tuple[str, ...], Where], list[str]] = defaultdict(list)
        for sighting in self._sightings.of(unit):
            places = self._whole_words(sighting.places)
            words = (
                tuple(self._text[a:b] for a, b in places),
                _where(places, start, end) if places else _unworded(sighting.name),
            )
            together[words] += float(sighting.weights[label] - sighting.weights[instead])
            names[words].append(sighting.name)
        weights = [
            Weight(*words, round(weight, 3), tuple(names[words])) for words, weight in together.items()
        ]
        weights.sort(key=lambda weight: (-weight.weight, weight.words))
        return Clause(
            self._text[start:end],
            ROLES[int(units.roles[unit])],
            LABELS[label],
            round(float(shares[label]), 4),
            LABELS[instead],
            round(float(shares[instead]), 4),
            tuple(weight for weight in weights[:FOR] if weight.weight > _LEAST),
            tuple(weight for weight in reversed(weights[-AGAINST:]) if weight.weight < -_LEAST),
        )

    def _whole_words(self, places: Places) -> Places:
        """``places`` out to the ends of their words, each once: 开, 开工 and 开工建 are all seen of 开工建设."""
        whole = {
            (self._starts[bisect_right(self._starts, a) - 1], self._ends[bisect_left(self._ends, b)])
            for a, b in places
        }
        return tuple(sorted(whole))


def _where(places: Places, start: int, end: int) -> Where:
    sides: set[Where] = {"before" if b <= start else "behind" if a >= end else "here" for a, b in places}
    return sides.pop() if len(sides) == 1 else "apart"


def _unworded(template: str) -> Where:
    """What a template saw that sees no words, by its name: ``role, marks``, ``length, mark``, ``place``."""
    return "section" if "role" in template else "marks" if "mark" in template else "place"


def unit_at(tagged: Tagged, position: int) -> int | None:
    """The number of the clause that holds ``position`` of the view; None between two."""
    starts: Integers = tagged.lines.units.starts
    unit = int(np.searchsorted(starts, position, "right")) - 1
    return unit if unit >= 0 and position < int(tagged.lines.units.ends[unit]) else None
