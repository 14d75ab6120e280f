"""Admitted problems of one report beside those of the next: they return, change their words, or are no longer named."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from luoshi.ledger.entry import Entry
from luoshi.reconcile.likeness import bare, likeness
from luoshi.reconcile.record import Record
from luoshi.vocabulary.shortfall import shortfall

Fate = Literal["returns", "changed", "gone", "new"]
FATES: tuple[Fate, ...] = ("returns", "changed", "gone", "new")

_SAME = 0.75
_RELATED = 0.6


@dataclass(frozen=True, slots=True)
class Problem:
    """One admitted problem: ``before`` in the earlier report, ``after`` in the later one."""

    fate: Fate
    before: Entry | None
    after: Entry | None
    likeness: float | None


def hold_problems(earlier: Record, later: Record) -> tuple[Problem, ...]:
    """The problems of the earlier report in reading order, then those that only the later one admits."""
    old = [e for e in earlier.entries if e.kind == "problem"]
    new = [e for e in later.entries if e.kind == "problem"]
    found = _paired(old, new)
    problems = []
    for number, entry in enumerate(old):
        if number in found:
            other, share = found[number]
            fate: Fate = "returns" if share >= _SAME else "changed"
            problems.append(Problem(fate, entry, new[other], share))
        else:
            problems.append(Problem("gone", entry, None, None))
    used = {other for other, _ in found.values()}
    problems += [Problem("new", None, entry, None) for number, entry in enumerate(new) if number not in used]
    return tuple(problems)


def _paired(old: Sequence[Entry], new: Sequence[Entry]) -> dict[int, tuple[int, float]]:
    """The most alike first; each is used once, and of equals the first in reading order."""
    before, after = [_Words.of(e) for e in old], [_Words.of(e) for e in new]
    scored = sorted(
        (
            (share, i, j)
            for i, one in enumerate(before)
            for j, other in enumerate(after)
            if (share := one.likeness(other)) is not None
        ),
        key=lambda item: (-item[0], item[1], item[2]),
    )
    found: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for share, i, j in scored:
        if i not in found and j not in used:
            found[i] = (j, share)
            used.add(j)
    return found


@dataclass(frozen=True, slots=True)
class _Words:
    """A problem's words, and those of them that name what falls short: of 服务业发展滞后, 服务业发展."""

    whole: str
    thing: str

    @classmethod
    def of(cls, entry: Entry) -> "_Words":
        whole = bare(entry.quote)
        return cls(whole, shortfall().sub("", whole))

    def likeness(self, other: "_Words") -> float | None:
        """How alike the two are as wholes, where they name one thing: 服务业发展滞后 and 城镇化发展滞后 do not."""
        share = likeness(self.whole, other.whole)
        if share >= _SAME and (self.thing == other.thing or likeness(self.thing, other.thing) >= _RELATED):
            return share
        if len(self.thing) > 2 and likeness(self.thing, other.thing) >= _RELATED:
            return min(share, _SAME - 0.01)
        return None
