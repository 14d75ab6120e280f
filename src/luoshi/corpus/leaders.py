"""Which reports are copies of which, among hundreds of thousands, by their sketches: docs/grouping.md.

Documents come in order, the best first. Each joins the leader with which it shares most, if that is enough, or becomes a leader
itself. Only leaders are looked up, so that a thousand copies of one report cost a thousand comparisons and not a million; and every
member has been held against the very document that leads its group.
"""

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from math import sqrt
from typing import Literal, NamedTuple

from luoshi.copies.verdict import COPY_AT_LEAST, needed_of

Relation = Literal["near", "part", "holds"]

# Of a sketch's marks (below 1 << 30) one in eight is looked up: 25 for a report, 5 for one page of five.
_LOOKED_UP = 1 << 27
# A mark of so many leaders is a formula (`各位代表，现在我代表`) and finds nothing.
_FORMULA = 120
# A leader is compared that has this share of the marks looked up: half of what a copy must have.
_CANDIDATE = 0.25
# What a sketch says is uncertain by as much as a sample of its size; fewer marks say nothing.
_FEWEST = 8


class Sketched(NamedTuple):
    """A report by its sketch: ``marks`` are 32-bit numbers in ascending order, as bytes."""

    marks: bytes
    letters: int
    complete: bool


class Joined(NamedTuple):
    """``leader`` is a number in the order given; ``share`` what the two have in common, of the larger for ``near``, of the smaller
    for ``part`` (of the leader) and ``holds`` (the leader, and more)."""

    leader: int
    share: float
    relation: Relation


def follow(reports: Sequence[Sketched]) -> list[Joined | None]:
    """For each report the leader that it joins, None for the leaders. Time grows with the number of reports."""
    return _Following(reports).joined


class _Following:
    def __init__(self, reports: Sequence[Sketched]) -> None:
        self._reports = reports
        self._index = _Index(len(reports))
        self._members: dict[int, list[int]] = {}
        self._looked_up = array("i", [0]) * len(
            reports
        )  # of each leader, how many of its marks are in the index
        self._dethroned_others: set[int] = set()
        self.joined: list[Joined | None] = [None] * len(reports)
        for number in range(len(reports)):
            again = [number]
            while again:
                again = [other for one in again for other in self._place(one)]

    def _place(self, number: int) -> list[int]:
        """Give a report its leader, or make it one. Returns those that have lost theirs by that."""
        report = self._reports[number]
        marks = _marks(report)
        if len(marks) < _FEWEST:
            return []
        best: Joined | None = None
        parts: list[Joined] = []
        looked_up = marks[: bisect_left(marks, _LOOKED_UP)]
        own = frozenset(marks)
        for leader in self._candidates(looked_up):
            relation = _relation(report, own, self._reports[leader])
            if relation is None:
                continue
            share, kind = relation
            if kind == "holds" and not self._reports[leader].complete:
                parts.append(Joined(leader, share, "part"))  # a page cannot lead: what holds it does
            elif best is None or (share, -leader) > (best.share, -best.leader):
                best = Joined(leader, share, kind)
        if best is not None:
            self._join(number, best)
            return []
        self._members[number] = []
        self._looked_up[number] = len(looked_up)
        self._index.add(number, looked_up)
        if not parts or number in self._dethroned_others:  # once each: so there is an end to it
            return []
        self._dethroned_others.add(number)
        return [other for part in parts for other in self._dethrone(part, number)]

    def _candidates(self, looked_up: Sequence[int]) -> list[int]:
        """The leaders that may be close enough, in order. Most of those hit share a formula or two and are passed by without a look at their marks."""
        most, members, counts = _CANDIDATE * len(looked_up), self._members, self._looked_up
        return sorted(
            leader
            for leader, hits in self._index.hits(looked_up).items()
            if (hits >= most or hits >= _CANDIDATE * counts[leader]) and leader in members
        )

    def _join(self, number: int, joined: Joined) -> None:
        self.joined[number] = joined
        self._members[joined.leader].append(number)

    def _dethrone(self, part: Joined, leader: int) -> list[int]:
        """``part.leader`` turned out to be a part of ``leader``: it joins it, and its own members look for a leader anew."""
        members = self._members.pop(part.leader)
        for member in members:
            self.joined[member] = None
        self._join(part.leader, part._replace(leader=leader))
        return members


def _marks(report: Sketched) -> "array[int]":
    marks = array("I")
    marks.frombytes(report.marks)
    return marks


def _relation(report: Sketched, own: frozenset[int], leader: Sketched) -> tuple[float, Relation] | None:
    """What ``report`` is to ``leader``, and the share that says so; None for another report."""
    others = _marks(leader)
    if len(others) < _FEWEST:
        return None
    both = len(own.intersection(others))
    in_own, in_others = both / len(own), both / len(others)
    fewer = min(len(own), len(others))
    if min(in_own, in_others) >= _bound(COPY_AT_LEAST, fewer):
        return min(in_own, in_others), "near"
    if max(in_own, in_others) < _bound(needed_of(min(report.letters, leader.letters)), fewer):
        return None
    return (in_own, "part") if in_own > in_others else (in_others, "holds")


def _bound(share: float, marks: int) -> float:
    """``share`` and what a sample of so many marks errs by; all of them where that would be more than all."""
    return min(share + sqrt(share * (1 - share) / marks), 1.0)


class _Index:
    """Mark → the leaders that have it. Arrays, since a dictionary of lists would take ten times the memory."""

    def __init__(self, reports: int) -> None:
        buckets = 1 << max(16, min(24, (32 * reports).bit_length()))
        self._mask = buckets - 1
        self._last = array("i", [-1]) * buckets
        self._count = bytearray(buckets)
        self._before = array("i")
        self._leader = array("i")

    def add(self, leader: int, marks: Sequence[int]) -> None:
        for mark in marks:
            bucket = mark & self._mask
            if self._count[bucket] > _FORMULA:
                continue
            self._count[bucket] += 1
            self._before.append(self._last[bucket])
            self._leader.append(leader)
            self._last[bucket] = len(self._leader) - 1

    def hits(self, marks: Sequence[int]) -> dict[int, int]:
        """How many of the marks each leader has, formulas apart."""
        found: dict[int, int] = {}
        before, leaders = self._before, self._leader
        for mark in marks:
            bucket = mark & self._mask
            if self._count[bucket] > _FORMULA:
                continue
            at = self._last[bucket]
            while at >= 0:
                leader = leaders[at]
                found[leader] = found.get(leader, 0) + 1
                at = before[at]
        return found
