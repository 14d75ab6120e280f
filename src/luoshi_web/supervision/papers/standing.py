"""Where an item stands on the day of a bulletin, in the five words of official bulletins and one of our own. Pure.

已完成和提前完成 / 超进度 / 达进度 / 欠进度 / 其他 (金寨 2025); 略低于序时进度 for what is behind within the tolerance of the light. What has no data published yet is 其他, never 欠进度.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from luoshi_web.supervision.papers.values import percent


class Standing(StrEnum):
    DONE = "已完成"
    AHEAD = "超进度"
    ON = "达进度"
    NEAR = "略低于"
    BEHIND = "欠进度"
    OTHER = "其他"


def standing(*, closed: str, colour: str, ahead: bool, near: bool = False) -> Standing:
    """``closed`` is ``closed_done``, ``closed_not_done`` or empty on that day, ``colour`` the light of the gap to the schedule.

    An item that was closed as not done is behind for good; one without a light, or a grey one, is neither on nor behind. ``near``: behind
    within the tolerance of the light, which is not on schedule.
    """
    if closed == "closed_done":
        return Standing.DONE
    if closed == "closed_not_done" or colour in {"yellow", "red"}:
        return Standing.BEHIND
    if colour in {"green", "blue"}:
        return Standing.AHEAD if ahead else Standing.NEAR if near else Standing.ON
    return Standing.OTHER


@dataclass(frozen=True, slots=True)
class Tally:
    """How many stand where."""

    done: int
    ahead: int
    on: int
    near: int
    behind: int
    other: int

    @classmethod
    def of(cls, standings: Iterable[Standing]) -> "Tally":
        """Counted."""
        counted = Counter(standings)
        return cls(*(counted[standing] for standing in Standing))

    @property
    def all(self) -> int:
        """All that were counted."""
        return self.done + self.ahead + self.on + self.near + self.behind + self.other

    @property
    def kept(self) -> str:
        """达序时率: those done, ahead or on schedule among those of which something is known."""
        good = self.done + self.ahead + self.on
        return percent(good, good + self.near + self.behind)
