"""Everything that the tagger saw of one clause: where it stands, and what it weighs for each label.

Templates and words have numbers, whose weights are looked up; words have vectors, whose weights are multiplied out. All of it together is what
the clause was decided by, to the last bit that a sum of floats keeps.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from luoshi.lines.columns import Place
from luoshi.lines.features import BESIDE, OWN, VECTORS, Part, Seen
from luoshi.lines.lattice import LABELS, Floats
from luoshi.lines.model import Model
from luoshi.lines.units import Integers

Places = tuple[tuple[int, int], ...]

# What is known of a word without being its characters, and the column that has the word itself
_WORD_OF = {
    "verb's class": "verb", "verb's kind": "verb", "verb's cluster": "verb", "class behind": "behind verb",
    "last class": "last word", "last kind": "last word", "last cluster": "last word",
    "last class but one": "last word but one", "last cluster but one": "last word but one",
}  # fmt: skip
_STEPS = {" before": -1, " behind": 1}


class Sighting(NamedTuple):
    """What one template saw of one clause: where the words stand, and the weight for each label."""

    name: str
    places: Places
    weights: Floats


class Sightings:
    """What was seen of the clauses of a text."""

    def __init__(self, seen: Seen, model: Model) -> None:
        self._seen, self._model = seen, model
        self._parts = [(part, self._places(part)) for part in seen.parts()]

    def of(self, unit: int) -> list[Sighting]:
        """All that was seen of the clause of number ``unit`` and has a weight."""
        return [*self._of_templates(unit), *self._of_vectors(unit)]

    def _of_templates(self, unit: int) -> Iterator[Sighting]:
        model = self._model
        for part, places in self._parts:
            numbers = np.array([unit]) if part.owners is None else np.flatnonzero(part.owners == unit)
            rows = model.rows(part.hashes[numbers])
            for number, row in zip(numbers.tolist(), rows.tolist(), strict=True):
                if row < len(model.keys):
                    yield Sighting(part.name, _standing(places, number), _labelled(model.weights[row]))

    def _of_vectors(self, unit: int) -> Iterator[Sighting]:
        """The vectors of the words of the clause and of those beside it, each weighed by itself."""
        seen, model = self._seen, self._model
        if not len(model.of_vectors):
            return
        matrices = iter(model.of_vectors.reshape(VECTORS, model.lexicon.width, -1))
        beside = (unit, int(seen.before[unit]), int(seen.behind[unit]))
        for owner, which in zip(beside, (OWN, BESIDE, BESIDE), strict=True):
            own = seen.numbers[seen.owners == owner] if owner >= 0 else np.zeros(0, np.int64)
            for place in which:
                matrix = next(matrices)
                words, share = _words_at(seen, owner, place, own)
                for word in words:
                    vector = model.lexicon.vectors[seen.word_rows[word]] @ matrix
                    yield Sighting("words alike", self._word(word), _labelled(vector) * share)

    def _word(self, number: int) -> Places:
        columns = self._seen.columns
        if columns is None:
            return ()
        return ((int(columns.words.starts[number]), int(columns.words.ends[number])),)

    def _places(self, part: Part) -> tuple[Place, ...]:
        """Where what ``part`` sees stands: a class or a cluster stands where its word does."""
        if part.owners is not None:
            return part.places
        found = (self._of_column(name) for name in part.name.split(", "))
        return (*part.places, *(place for place in found if place is not None))

    def _of_column(self, name: str) -> Place | None:
        columns = self._seen.columns
        if columns is None:
            return None
        if (word := _WORD_OF.get(name)) is not None:
            return columns[word].place
        for suffix, step in _STEPS.items():
            if name.endswith(suffix) and (word := _WORD_OF.get(name.removesuffix(suffix))) is not None:
                there = columns.neighbour(step)
                return columns[word].at(there, there >= 0).place
        return None


def _words_at(seen: Seen, owner: int, place: int, own: Integers) -> tuple[list[int], float]:
    """The numbers of the words whose vectors are seen at one place of a clause, and with what share: one word, or the mean of all."""
    if owner < 0:
        return [], 0.0
    if place < seen.heads.shape[1]:
        word = int(seen.heads[owner, place])
        return ([word] if word >= 0 else []), 1.0
    return own.tolist(), 1 / float(np.sqrt(max(len(own), 1)))


def _standing(places: tuple[Place, ...], number: int) -> Places:
    found = ((int(starts[number]), int(ends[number])) for starts, ends in places)
    return tuple((start, end) for start, end in found if start < end)


def _labelled(weights: object) -> Floats:
    """The weights of the labels, without the columns of nothing behind them."""
    row: Floats = np.asarray(weights, np.float64)[: len(LABELS)]
    return row
