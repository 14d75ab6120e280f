"""What became of a target's wording from one year's report to the next: 确保 to 力争, 以上 to 左右, 8% to 6%.

Two targets are one where indicator, variant and measure are; an unlisted subject is known by its words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from luoshi.ledger.entry import Entry
from luoshi.reconcile.candidate import same_measure, same_unit, variant_of
from luoshi.reconcile.interval import promised
from luoshi.reconcile.judge import in_unit_of, wanted
from luoshi.reconcile.likeness import alike, bare
from luoshi.vocabulary.variants import variants

Turn = Literal["hardened", "softened", "same"]
Step = Literal["raised", "lowered", "same"]

# How firmly a word binds: 确保 is answered for, 力争 is hoped for.
FIRMNESS = {"ensure": 2, "complete": 1, "expect": 1, None: 1, "strive": 0}
# 以上 is a floor, a bare number a mark, 左右 a neighbourhood; without a number nothing binds.
STRICTNESS = {
    "at_least": 4, "at_most": 4, "more_than": 4, "exact": 3, "range": 2, "about": 2, "nearly": 2,
    "assigned": 1, "relative": 1, "qualitative": 0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wording:
    """One target in two reports. ``number`` is how much is asked for: raised is more of what is wanted."""

    before: Entry
    after: Entry
    modality: Turn
    bound: Turn
    number: Step | None

    @property
    def changed(self) -> bool:
        """Whether the words bind more or less than before, whatever became of the number."""
        return self.modality != "same" or self.bound != "same"


def next_year(target: Entry, candidates: Sequence[Entry]) -> Entry | None:
    """The target of the next report that promises the same thing again; the same measure before another."""
    same = [entry for entry in candidates if _same_thing(target, entry)]
    exact = [entry for entry in same if same_measure(target, entry)]
    for found in (exact, same):
        if found:
            own = variant_of(target)
            return min(found, key=lambda entry: (variant_of(entry) != own, candidates.index(entry)))
    return None


def compare(before: Entry, after: Entry) -> Wording:
    """What changed in the words of one target."""
    return Wording(
        before=before,
        after=after,
        modality=_turn(FIRMNESS.get(before.modality, 1), FIRMNESS.get(after.modality, 1)),
        bound=_turn(STRICTNESS.get(before.bound or "", 0), STRICTNESS.get(after.bound or "", 0)),
        number=_step(before, after),
    )


def _same_thing(one: Entry, other: Entry) -> bool:
    if one.indicator != other.indicator:
        return False
    if one.indicator is not None:
        return variants().fit(one.indicator, variant_of(one), variant_of(other))
    return bool(one.subject and other.subject and alike(bare(one.subject), bare(other.subject)))


def _turn(before: int, after: int) -> Turn:
    if before == after:
        return "same"
    return "hardened" if after > before else "softened"


def _step(before: Entry, after: Entry) -> Step | None:
    """Which way the number went, or None where the two cannot be held against each other."""
    one, other = promised(before), promised(after)
    better = wanted(before)
    if one is None or other is None or better is None or not same_measure(before, after):
        return None
    if not same_unit(before, after):
        return None
    other = in_unit_of(before, after, other)
    was, now = (one.low, other.low) if better == "up" else (one.high, other.high)
    if was is None or now is None:
        return None
    if was == now:
        return "same"
    return "raised" if (now > was) == (better == "up") else "lowered"
