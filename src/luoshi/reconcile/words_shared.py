"""Which sentence of a report speaks of a matter: by the rare pairs of characters that it shares with it.

Every report says 推进 and 建设; few say 滨江大道. A pair of characters weighs more the fewer sentences of the two reports hold it,
and a sentence speaks of a matter when it holds most of the matter's weight and a run of four of its characters.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

# Punctuation ends a run: 大桥，滨江 is no word.
_MARKS = re.compile(r"[^\w]|_")
_SHORTEST_RUN = 4


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence that speaks of the matter, by its number, and how much of the matter's weight it holds (0 to 1)."""

    number: int
    share: float


def bigrams(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text, none across punctuation or a blank."""
    cleaned = _MARKS.sub(" ", text)
    return frozenset(pair for i in range(len(cleaned) - 1) if " " not in (pair := cleaned[i : i + 2]))


class Shared:
    """Sentences, laid out so that those that share words with a matter are found without reading all of them."""

    def __init__(self, sentences: Sequence[str], background: Iterable[str] = ()) -> None:
        self._sentences = [_MARKS.sub(" ", sentence) for sentence in sentences]
        self._where: dict[str, list[int]] = defaultdict(list)
        counts: dict[str, int] = defaultdict(int)
        total = 0
        for number, sentence in enumerate(sentences):
            total += 1
            for pair in bigrams(sentence):
                self._where[pair].append(number)
                counts[pair] += 1
        for sentence in background:
            total += 1
            for pair in bigrams(sentence):
                counts[pair] += 1
        self._weights = {pair: log((total + 1) / count) for pair, count in counts.items()}
        self._most = log(total + 1) if total else 0.0

    def best(self, matter: str, at_least: float) -> Match | None:
        """The sentence that holds the most of the matter's weight, the first of equals; None below ``at_least``."""
        held: dict[int, float] = defaultdict(float)
        whole = 0.0
        for pair in sorted(bigrams(matter)):
            weight = self._weights.get(pair, self._most)
            whole += weight
            for number in self._where.get(pair, ()):
                held[number] += weight
        if not whole:
            return None
        cleaned = _MARKS.sub(" ", matter)
        for number, weight in sorted(held.items(), key=lambda item: (-item[1], item[0])):
            if weight < at_least * whole:
                return None
            if _shares_a_run(cleaned, self._sentences[number]):
                return Match(number, weight / whole)
        return None


def _shares_a_run(matter: str, sentence: str) -> bool:
    return any(
        " " not in (run := matter[i : i + _SHORTEST_RUN]) and run in sentence
        for i in range(len(matter) - _SHORTEST_RUN + 1)
    )
