"""How much each pair of neighbouring characters of a name tells: 青石 of 青石岭隧道 more than 建设."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from luoshi.reconcile.follow.counts import NUMBER
from luoshi.vocabulary.weak_words import weak_words

_BREAK = re.compile(r"[、，]")
# A pair inside a weak word, and one that holds the edge of one.
_WEAK, _HALF_WEAK = 0.3, 0.65


@dataclass(frozen=True, slots=True)
class Thing:
    """A promised thing and the weight of each pair of its characters (``weights[i]`` is that of ``name[i:i + 2]``)."""

    name: str
    weights: tuple[float, ...]
    total: float
    pairs: Mapping[str, float]


class Weights:
    """A pair of characters weighs more the fewer clauses of the two reports hold it, from 0 to 1.

    ``own`` are the place's names: 临河 tells nothing apart in the reports of 临河市.
    """

    def __init__(self, clauses: Iterable[str], own: Sequence[str] = ()) -> None:
        self._counts: Counter[str] = Counter()
        self._clauses = 0
        for text in clauses:
            self._clauses += 1
            self._counts.update({text[i : i + 2] for i in range(len(text) - 1)})
        self._most = log(self._clauses + 2)
        self._own = re.compile("|".join(map(re.escape, own))) if own else None

    def of(self, name: str) -> Thing:
        """``name`` with its weights."""
        weak = self._weak(name)
        weights = tuple(self._pair(name[i : i + 2], weak[i], weak[i + 1]) for i in range(len(name) - 1))
        pairs = {name[i : i + 2]: weight for i, weight in enumerate(weights)}
        return Thing(name, weights, sum(weights), pairs)

    def _pair(self, pair: str, first: int, second: int) -> float:
        if 2 in (first, second):
            return 0.0
        factor = (1.0, _HALF_WEAK, _WEAK)[first + second]
        return factor * log((self._clauses + 2) / max(1, self._counts[pair])) / self._most

    def _weak(self, name: str) -> list[int]:
        """For each character 1 where it is weak, 2 where no pair with it counts."""
        marks = [0] * len(name)
        for value, pattern in ((1, weak_words()), (1, self._own), (2, NUMBER), (2, _BREAK)):
            for found in pattern.finditer(name) if pattern else ():
                marks[found.start() : found.end()] = [value] * (found.end() - found.start())
        return marks
