"""Which line of a report a row of a worklist repeats: by pairs of characters, and only where no other line is as near. Pure."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from luoshi.reconcile.likeness import bare, pairs

Key = TypeVar("Key", bound=Hashable)
NEAR = 0.6
"""Part of the pairs that two texts share (Dice). Lists shorten what reports say: 建成投用青云小学 of 建成投用青云小学等3所学校 shares two thirds."""
WITHIN = 0.85
"""Or so much of the shorter one lies in the longer: a list that repeats one clause of a long sentence."""
LEAST = 5
"""Pairs of the shorter one: 推进城市更新 alone is in many sentences."""


class Lines(Generic[Key]):
    """The lines of a report by their pairs, so that 2,000 rows are not held against 500 lines one by one."""

    def __init__(self, lines: Iterable[tuple[Key, str]]) -> None:
        self._sizes: dict[Key, int] = {}
        self._of: dict[str, list[tuple[Key, int]]] = defaultdict(list)
        for key, text in lines:
            found = pairs(bare(text))
            self._sizes[key] = found.total()
            for pair, count in found.items():
                self._of[pair].append((key, count))

    def nearest(self, text: str) -> Key | None:
        """The line that a text repeats; None where none is near, or two are equally."""
        own = pairs(bare(text))
        size = own.total()
        shared: Counter[Key] = Counter()
        for pair, count in own.items():
            for key, there in self._of.get(pair, ()):
                shared[key] += min(count, there)
        ranked = sorted(
            ((self._likeness(size, self._sizes[key], both), key) for key, both in shared.items()),
            key=lambda each: -each[0],
        )[:2]
        if not ranked or ranked[0][0] < NEAR or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return None
        return ranked[0][1]

    @staticmethod
    def _likeness(size: int, there: int, both: int) -> float:
        shorter = min(size, there)
        alike = 2 * both / (size + there)
        if shorter >= LEAST and both >= WITHIN * shorter:
            return max(alike, NEAR + alike / 10)
        return alike
