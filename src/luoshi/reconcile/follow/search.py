"""Clauses laid out so that those that share rare pairs of characters with a thing are found without reading all of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from luoshi.reconcile.follow.clause import Clause
from luoshi.reconcile.follow.things import MEANS
from luoshi.reconcile.follow.weights import Thing

# How many clauses are looked at closely for each thing: the right one was never further down.
_LOOKED_AT = 6
# A clause is looked at where it holds this part of a name as written.
_WORTH_A_LOOK = 0.2
# A pair that stands in more than one clause in so many finds nothing: 建设, 推进.
_COMMON = 20


class Near(NamedTuple):
    """Of one thing: the clauses to look at, and of every clause how much of the thing it holds as written."""

    clauses: tuple[int, ...]
    held: Mapping[int, float]


class Search:
    """An index from pairs of characters to the clauses that hold them.

    What is named as a means alone (依托云台水厂) says nothing of what became of it and is left out.
    """

    def __init__(self, clauses: Sequence[Clause], numbers: Iterable[int]) -> None:
        self._where: dict[str, list[int]] = defaultdict(list)
        counted = 0
        for number in numbers:
            text = clauses[number].bare
            counted += 1
            if MEANS.match(text):
                continue
            for pair in {text[i : i + 2] for i in range(len(text) - 1)}:
                self._where[pair].append(number)
        self._most = max(counted // _COMMON, _COMMON)

    def near(self, thing: Thing) -> Near:
        """The clauses that hold the most of ``thing`` as written."""
        held: dict[int, float] = defaultdict(float)
        for pair, weight in thing.pairs.items():
            where = self._where.get(pair, ())
            if weight and len(where) <= self._most:
                for number in where:
                    held[number] += weight
        floor = _WORTH_A_LOOK * thing.total
        worth = sorted((n for n, weight in held.items() if weight >= floor), key=lambda n: (-held[n], n))
        return Near(tuple(worth[:_LOOKED_AT]), held)
